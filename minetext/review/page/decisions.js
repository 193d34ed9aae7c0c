/**
 * What was decided about rows, kept in the browser under the run's identity; a decision carries all that its line of
 * corrections.csv needs, so that nothing has to be opened to export it.
 *
 * A decision: { table, id, doc_id, source, start, end, text, action, cells: {column: [old, new]}, note, who, when, was }.
 */
const STATES = { accept: "accepted", correct: "corrected", reject: "rejected", add: "added", undo: "" };
const REVIEW_STATES = ["open", "accepted", "corrected", "rejected", "added"];

const Decisions = {
  prefix: `minetext.review/${FACTS.run.inputs}/`,
  key: `minetext.review/${FACTS.run.inputs}/${FACTS.run.id}/${FACTS.bundle?.number ?? 1}`,
  who: "",
  all: new Map(),
  unsaved: false,
  changed: () => {},

  load() {
    try {
      Decisions.take(localStorage.getItem(Decisions.key));
      Decisions.who ||= localStorage.getItem("minetext.review/who") ?? "";
    } catch {
      notify(say("kept.not"), "bad");
    }
  },

  take(kept) {
    const state = JSON.parse(kept ?? "{}");
    Decisions.who = state.who ?? Decisions.who;
    Decisions.all = new Map((state.decisions ?? []).map((one) => [Decisions.keyOf(one), one]));
  },

  /** Decisions that this browser holds about the same reports in another run, the latest of them. */
  ofOtherRuns() {
    const found = [];
    try {
      for (let at = 0; at < localStorage.length; at++) {
        const key = localStorage.key(at);
        if (key.startsWith(Decisions.prefix) && key !== Decisions.key) found.push(...(JSON.parse(localStorage.getItem(key)).decisions ?? []));
      }
    } catch { /* told by load */ }
    return found.filter((one) => NUMBER_OF.has(one.doc_id));
  },

  save() {
    const kept = JSON.stringify({ who: Decisions.who, decisions: [...Decisions.all.values()] });
    try {
      localStorage.setItem(Decisions.key, kept);
      localStorage.setItem("minetext.review/who", Decisions.who);
      Decisions.unsaved = false;
    } catch (error) {
      Decisions.unsaved = true;
      notify(say(error.name === "QuotaExceededError" ? "kept.full" : "kept.not"), "bad");
    }
    Decisions.changed();
  },

  keyOf(one) {
    return one.action === "add" ? `add/${one.doc_id}/${one.start}-${one.end}` : `${one.table}/${one.id}`;
  },

  of(row) {
    return Decisions.all.get(row.added ? row.id : `${row.table}/${row.id}`);
  },

  /** The state of a row: what was decided here, else what its table says. */
  stateOf(row) {
    const decision = Decisions.of(row);
    return (decision ? STATES[decision.action] : row.review) || "open";
  },

  /** A cell as it stands after what was decided. */
  cell(row, column) {
    return Decisions.of(row)?.cells?.[column]?.[1] ?? row[column] ?? "";
  },

  /** Decide about a row; the same action once more takes it back. */
  toggle(row, action) {
    const before = Decisions.of(row);
    if (row.added) {
      if (action === "reject") Decisions.forget(row);
      return;
    }
    if (before?.action === action || (action === "accept" && before?.action === "correct")) {
      if (before.action !== "correct") Decisions.forget(row);
      return;
    }
    Decisions.put(row, action, {}, "");
  },

  /** Take back what was decided, here or, where the table itself says so, before. */
  undo(row) {
    if (Decisions.of(row)) Decisions.forget(row);
    else if (row.review) Decisions.put(row, "undo", {}, "");
  },

  put(row, action, cells, note) {
    const decision = {
      table: row.table, id: row.added ? "" : row.id, doc_id: row.doc_id, source: row.source, start: row.start,
      end: row.end, text: row.text, action, cells, note, who: Decisions.who, when: localTime(), was: row.review ?? "",
    };
    Decisions.all.set(Decisions.keyOf(decision), decision);
    Decisions.save();
  },

  forget(row) {
    Decisions.all.delete(row.added ? row.id : `${row.table}/${row.id}`);
    Decisions.save();
  },

  /** The figures that were added to a report, as rows. */
  addedTo(opened) {
    return [...Decisions.all.values()]
      .filter((one) => one.action === "add" && one.doc_id === opened.doc_id)
      .map((one) => ({
        ...Object.fromEntries(INDEX.columns.figures.map((column) => [column, one.cells[column]?.[1] ?? ""])),
        table: "figures", id: Decisions.keyOf(one), added: true, doc_id: one.doc_id, source: one.source,
        start: one.start, end: one.end, text: one.text, review: "",
      }));
  },

  /** Of each report that something was decided in, how many rows there are in each state now. */
  counts() {
    const counts = new Map();
    for (const one of Decisions.all.values()) {
      const number = NUMBER_OF.get(one.doc_id);
      if (number === undefined) continue;
      if (!counts.has(number)) counts.set(number, { ...REPORTS[number].reviewed });
      const states = counts.get(number);
      const state = STATES[one.action];
      if (one.was) states[one.was] = (states[one.was] ?? 0) - 1;
      if (state) states[state] = (states[state] ?? 0) + 1;
    }
    return counts;
  },

  /** Make sure that a name stands behind what is decided; asked once. */
  async named() {
    if (Decisions.who) return true;
    const dialog = $("who");
    $("who-name").value = "";
    dialog.returnValue = "";
    dialog.showModal();
    await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
    if (dialog.returnValue === "ok") Decisions.who = $("who-name").value.trim();
    return Boolean(Decisions.who);
  },
};

/** Now, in ISO 8601 with the zone. */
function localTime(now = new Date()) {
  const two = (number) => String(Math.floor(Math.abs(number))).padStart(2, "0");
  const zone = -now.getTimezoneOffset();
  const local = new Date(now.getTime() + zone * 60000).toISOString().slice(0, 19);
  return `${local}${zone < 0 ? "-" : "+"}${two(zone / 60)}:${two(zone % 60)}`;
}

addEventListener("beforeunload", (event) => { if (Decisions.unsaved) event.preventDefault(); });
