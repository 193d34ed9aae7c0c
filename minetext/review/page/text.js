/** The source text of the open report, cut into runs at every figure, activity, place of a check and hit of the search. */
const Text = {
  /** Runs in order: { start, end, element }, in offsets of the source. */
  runs: [],
  marks: new Map(),

  render(opened) {
    Text.runs = [];
    Text.marks = new Map();
    const blocks = opened.pieces.flatMap((piece, at) => [
      ...(at ? [make("div", { class: "gap" }, "⋯")] : []),
      ...Text.lines(opened, piece),
    ]);
    const told = opened.whole ? [] : [make("p", { class: "warn" }, say("source.gone"))];
    $("text").replaceChildren(...told, ...blocks);
    $("text").scrollTop = 0;
  },

  /** The lines of a piece as paragraphs. */
  lines(opened, piece) {
    const spans = Text.spans(opened, piece);
    const lines = [];
    let line = null;
    for (const run of runsOf(piece.text, spans)) {
      if (!line) lines.push((line = make("p")));
      const text = piece.text.slice(run.start, run.end);
      if (text === "\n") {
        line = null;
        continue;
      }
      line.append(Text.run(piece, run, text));
    }
    const title = opened.row.title.trim();
    if (title && lines[0]?.textContent.trim() === visible(title)) lines[0].className = "title";
    return lines;
  },

  spans(opened, piece) {
    const spans = [];
    const add = (start, end, facts) => {
      if (end > piece.start && start < piece.end) spans.push({ start: piece.unit(start), end: piece.unit(end), ...facts });
    };
    for (const row of View.figures()) add(row.start, row.end, { figure: row });
    for (const row of opened.activities) add(row.start, row.end, { activity: row });
    for (const row of opened.checks) for (const [start, end] of placesOf(row)) add(start, end, {});
    for (const [start, end] of opened.masked) add(start, end, { masked: true });
    for (const [start, end] of Search.spans(piece.text)) spans.push({ start, end, hit: true });
    return spans;
  },

  run(piece, run, text) {
    const found = { figure: null, activity: null, masked: false, hit: false };
    for (const span of run.spans) {
      if (span.figure && (!found.figure || isCloser(span.figure, found.figure))) found.figure = span.figure;
      if (span.activity) found.activity = span.activity;
      found.masked ||= Boolean(span.masked);
      found.hit ||= Boolean(span.hit);
    }
    const { figure, activity } = found;
    const element = make(figure ? "mark" : "span", { data: figure ? { row: figure.id } : {} }, visible(text));
    if (activity) element.dataset.activity = activity.id;
    if (activity && piece.unit(activity.start) === run.start) element.dataset.begins = Words.name("type", Decisions.cell(activity, "activity_type"));
    element.unit = run.start;
    element.piece = piece;
    Text.runs.push({ start: piece.point(run.start), end: piece.point(run.end), element });
    if (figure) Text.mark(figure, element);
    element.classList.toggle("masked", found.masked);
    element.classList.toggle("hit", found.hit);
    return element;
  },

  mark(figure, element) {
    if (!Text.marks.has(figure.id)) Text.marks.set(figure.id, []);
    Text.marks.get(figure.id).push(element);
    Text.dress(figure, element);
  },

  dress(figure, element) {
    element.className = `k-${Decisions.cell(figure, "kind")} s-${Decisions.stateOf(figure)}`;
    element.classList.toggle("out", !Filters.row(figure, View.opened));
  },

  /** Show anew what was decided about a figure. */
  refresh(figure) {
    for (const element of Text.marks.get(figure.id) ?? []) {
      const kept = ["hit", "masked", "lit", "place"].filter((name) => element.classList.contains(name));
      Text.dress(figure, element);
      element.classList.add(...kept);
    }
  },

  /** Light spans, and nothing else; the first one comes into view. */
  light(spans, name = "lit") {
    for (const one of $("text").querySelectorAll(".lit, .place, .around")) one.classList.remove("lit", "place", "around");
    let first = null;
    for (const [start, end] of spans) {
      for (const element of Text.elements(start, end)) {
        element.classList.add(name);
        first ??= element;
      }
    }
    return first;
  },

  elements(start, end) {
    const found = [];
    for (let at = lowerBound(Text.runs, start + 1, (run) => run.end); at < Text.runs.length && Text.runs[at].start < end; at++) found.push(Text.runs[at].element);
    return found;
  },

  /** What is selected in the text, as a span of the source, or null. */
  selection() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!$("text").contains(range.commonAncestorContainer)) return null;
    const [from, to] = [Text.placeOf(range.startContainer, range.startOffset, false), Text.placeOf(range.endContainer, range.endOffset, true)];
    if (!from || !to || from.piece !== to.piece || to.unit <= from.unit) return null;
    return { start: from.piece.point(from.unit), end: from.piece.point(to.unit) };
  },

  /** The unit of the source that a place in the page stands for. */
  placeOf(node, offset, isEnd) {
    if (node.nodeType === Node.TEXT_NODE) {
      const run = node.parentElement.closest("#text span, #text mark");
      return run?.piece ? { piece: run.piece, unit: run.unit + offset } : null;
    }
    // between elements: the run that follows, or the one before where the selection ends here
    const walk = [...$("text").querySelectorAll("span, mark")].filter((one) => one.piece);
    const edge = document.createRange();
    edge.setStart(node, offset);
    const behind = walk.findIndex((one) => edge.comparePoint(one, 0) >= 0);
    const run = isEnd ? walk[(behind < 0 ? walk.length : behind) - 1] : walk[behind];
    return run ? { piece: run.piece, unit: run.unit + (isEnd ? run.textContent.length : 0) } : null;
  },
};

/** Of figures inside one another the inner one is meant, of two at one place the one that a person added. */
function isCloser(figure, than) {
  const [width, other] = [figure.end - figure.start, than.end - than.start];
  return width < other || (width === other && Boolean(figure.added));
}

/** A text cut at its line breaks and at both ends of every span; each run knows the spans that hold it. */
function runsOf(text, spans) {
  const cuts = new Set([0, text.length]);
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) cuts.add(at).add(at + 1);
  for (const span of spans) cuts.add(span.start).add(span.end);
  const points = [...cuts].sort((a, b) => a - b);
  const waiting = [...spans].sort((a, b) => a.start - b.start);
  const runs = [];
  let held = [], next = 0;
  for (let at = 0; at + 1 < points.length; at++) {
    const [start, end] = [points[at], points[at + 1]];
    held = held.filter((span) => span.end > start);
    while (next < waiting.length && waiting[next].start <= start) {
      if (waiting[next].end > start) held.push(waiting[next]);
      next++;
    }
    runs.push({ start, end, spans: held });
  }
  return runs;
}

/** The spans that a check compares in its own report. */
function placesOf(check) {
  const spans = check.places.split(";").map((one) => /^(\d+)-(\d+)$/.exec(one)).filter(Boolean);
  return spans.length ? spans.map((one) => [Number(one[1]), Number(one[2])]) : [[check.start, check.end]];
}

/** Those in other reports, as {doc_id, start, end}. */
function placesElsewhere(check) {
  const spans = check.places.split(";").map((one) => /^(.+):(\d+)-(\d+)$/.exec(one)).filter(Boolean);
  return spans.map((one) => ({ doc_id: one[1], start: Number(one[2]), end: Number(one[3]) }));
}
