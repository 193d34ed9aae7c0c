/** corrections.csv: what `minetext apply` takes, from decisions and back. */
const Corrections = {
  columns: ["table", "id", "doc_id", "source", "start", "end", "text", "action", "column", "old", "new", "note", "who", "when"],

  /** The lines of a decision: one for each corrected cell. */
  lines(one) {
    const line = (column = "", [before, after] = ["", ""]) => [
      one.table, one.id, one.doc_id, one.source, one.start, one.end, one.text, one.action, column, before, after,
      one.note, one.who, one.when,
    ];
    const cells = Object.entries(one.cells ?? {});
    return cells.length ? cells.map(([column, values]) => line(column, values)) : [line()];
  },

  /** All decisions as CSV, in the order of the tables. */
  text() {
    const place = (one) => [NUMBER_OF.get(one.doc_id) ?? Infinity, TABLES.indexOf(one.table), one.start, one.end];
    const before = (a, b) => {
      const [left, right] = [place(a), place(b)];
      const at = left.findIndex((value, index) => value !== right[index]);
      return at < 0 ? 0 : left[at] - right[at];
    };
    const sorted = [...Decisions.all.values()].sort(before);
    return Csv.write([Corrections.columns, ...sorted.flatMap(Corrections.lines)]);
  },

  export() {
    const link = make("a", {
      href: URL.createObjectURL(new Blob([Corrections.text()], { type: "text/csv" })),
      download: FACTS.bundle ? `corrections-${String(FACTS.bundle.number).padStart(3, "0")}.csv` : "corrections.csv",
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    Decisions.unsaved = false;
  },

  /** The decisions that lines tell: those about one row put together, a later action over an earlier one. */
  decisions(lines) {
    const found = new Map();
    for (const line of lines) {
      const one = {
        ...line, start: Number(line.start), end: Number(line.end), cells: {}, was: "",
      };
      for (const name of ["column", "old", "new"]) delete one[name];
      const key = Decisions.keyOf(one);
      const before = found.get(key);
      if (before && before.action === one.action) Object.assign(one.cells, before.cells);
      if (line.column) one.cells[line.column] = [line.old ?? "", line.new ?? ""];
      found.set(key, one);
    }
    return [...found.values()];
  },

  /** Take in the text of a corrections.csv; gives how many decisions fit and which do not. */
  async import(text) {
    const { names, rows } = Csv.records(text);
    const missing = Corrections.columns.slice(0, 11).filter((name) => !names.includes(name));
    if (missing.length) throw new Error(say("import.columns", { columns: missing.join(", ") }));
    return Corrections.takeIn(Corrections.decisions(rows));
  },

  /** Take in decisions whose rows are here with the same characters; the others are counted. */
  async takeIn(decisions) {
    let taken = 0, other = 0;
    for (const one of decisions) {
      const row = await Corrections.rowOf(one);
      if (!row) { other++; continue; }
      const fitted = { ...one, id: row.added ? "" : row.id, start: row.start, end: row.end, was: row.review ?? "" };
      Decisions.all.set(Decisions.keyOf(fitted), fitted);
      taken++;
    }
    Decisions.save();
    return { taken, other };
  },

  /** The row that a decision is about, by its id or its place; its characters must be the same. */
  async rowOf(one) {
    const number = NUMBER_OF.get(one.doc_id);
    if (number === undefined || !(one.action in STATES) || !TABLES.includes(one.table)) return null;
    const opened = await Data.open(number);
    if (one.action === "add") {
      const fits = one.table === "figures" && one.cells.kind && one.end > one.start && opened.slice(one.start, one.end) === one.text;
      return fits ? { ...one, added: true, id: Decisions.keyOf(one) } : null;
    }
    const same = (row) => row.start === one.start && row.end === one.end && row.text === one.text;
    const byId = opened.byId.get(one.id);
    if (byId && byId.table === one.table && same(byId)) return byId;
    return opened[one.table].find(same) ?? null;
  },
};
