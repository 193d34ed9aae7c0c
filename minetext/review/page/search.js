/** Search: titles, sources, units and ids at once; the texts of all reports one after another, while the page stays usable. */
const AT_ONCE = 32;

const Search = {
  word: "",
  texts: new Map(),
  /** Characters that may still be kept. */
  room: 60e6,
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
    for (let number = 0; number < REPORTS.length; number += AT_ONCE) {
      const numbers = REPORTS.slice(number, number + AT_ONCE).map((report) => report.number);
      const texts = await Promise.all(numbers.map(Search.text));
      if (turn !== Search.turn) return;
      texts.forEach((text, at) => {
        const hits = count(text, Search.word);
        if (hits) Search.hits.set(numbers[at], hits);
      });
      if (performance.now() - shown > 300) {
        await pause();
        shown = performance.now();
        $("searched").textContent = say("search.so_far", { done: number + texts.length, all: REPORTS.length });
        Search.changed(false);
      }
    }
    $("searched").textContent = say("search.done", { reports: Search.hits.size });
    Search.changed();
  },

  /** The text of a report as it is searched; kept, so that the next search is quick, as long as there is room. */
  async text(number) {
    const kept = Search.texts.get(number);
    if (kept !== undefined) return kept;
    const text = (await Data.pieces(number)).map(([, piece]) => piece).join("\n").toLowerCase();
    if (Search.room > text.length) {
      Search.room -= text.length;
      Search.texts.set(number, text);
    }
    return text;
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

/** Let the page show what has changed. */
const pause = () => new Promise((resolve) => { setTimeout(resolve, 0); });

/** How often a word stands in a text. */
function count(text, word) {
  let found = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) found++;
  return found;
}
