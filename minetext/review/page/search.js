/** Search: titles, sources, units and ids at once; the texts of all reports one after another, while the page stays usable. */
const Search = {
  word: "",
  /** Occurrences in the text by number of report, for those that were searched; null while nothing is searched. */
  hits: null,
  turn: 0,
  changed: () => {},

  async set(word) {
    const turn = ++Search.turn;
    Search.word = word.trim().toLowerCase();
    Search.hits = Search.word ? new Map() : null;
    $("searched").textContent = "";
    Search.changed();
    if (Search.word) await Search.through(turn);
  },

  async through(turn) {
    let shown = performance.now();
    for (let number = 0; number < REPORTS.length; number++) {
      const facts = await Data.unpack(number);
      if (turn !== Search.turn) return;
      const hits = facts.pieces.reduce((sum, [, text]) => sum + count(text.toLowerCase(), Search.word), 0);
      if (hits) Search.hits.set(number, hits);
      if (performance.now() - shown > 250) {
        shown = performance.now();
        $("searched").textContent = say("search.so_far", { done: number + 1, all: REPORTS.length });
        Search.changed(false);
      }
    }
    $("searched").textContent = say("search.done", { reports: Search.hits.size });
    Search.changed();
  },

  /** Whether a report fits what is searched, as far as is known. */
  report(report) {
    if (!Search.word) return true;
    if (Search.hits.has(report.number)) return true;
    return [report.title, report.source, report.unit, report.doc_id].some((one) => one.toLowerCase().includes(Search.word));
  },

  /** Where the word stands in a text, as [start, end] in units. */
  spans(text) {
    if (!Search.word) return [];
    const spans = [];
    const lower = text.toLowerCase();
    if (lower.length !== text.length) return spans;
    for (let at = lower.indexOf(Search.word); at >= 0; at = lower.indexOf(Search.word, at + Search.word.length)) spans.push([at, at + Search.word.length]);
    return spans;
  },
};

/** How often a word stands in a text. */
function count(text, word) {
  let found = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) found++;
  return found;
}
