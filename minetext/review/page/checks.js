/** The checks of the open report, worst first; those that passed are folded away until someone asks. */
const SIGNS = { fail: "✗", unsure: "?", pass: "✓" };
const SEVERITIES = ["error", "warning", "info"];

const Checks = {
  showPassed: false,

  /** The checks that the filters let through, worst first. */
  rows(opened) {
    const rank = (row) => INDEX.results.indexOf(row.result) * 10 + SEVERITIES.indexOf(row.severity);
    return opened.checks.filter((row) => Filters.row(row, opened)).sort((a, b) => rank(a) - rank(b) || a.start - b.start);
  },

  section(opened) {
    const rows = Checks.rows(opened);
    const shown = rows.filter((row) => Checks.isShown(row));
    const passed = rows.length - rows.filter((row) => row.result !== "pass").length;
    const fold = passed && Filters.values.result !== "pass" ? make(
      "button",
      { class: "fold", onclick: () => { Checks.showPassed = !Checks.showPassed; View.renderTables(); } },
      say(Checks.showPassed ? "checks.hide" : "checks.show", { count: passed }),
    ) : null;
    const none = rows.length ? null : make("p", { class: "none" }, say("checks.none"));
    return make("section", { id: "checks" }, ...shown.map((row) => Checks.card(row)), none, fold);
  },

  isShown(row) {
    return row.result !== "pass" || Checks.showPassed || Filters.values.result === "pass";
  },

  card(row) {
    const state = Decisions.stateOf(row);
    const card = make(
      "article",
      { class: `check ${row.result} s-${state}`, data: { row: row.id }, tabindex: 0 },
      make(
        "header",
        {},
        make("b", { class: "sign" }, `${SIGNS[row.result] ?? ""} ${Words.name("result", row.result)}`),
        make("span", { class: "family" }, Words.name("check", row.check)),
        row.severity ? make("span", { class: "quiet" }, Words.name("severity", row.severity)) : null,
        make("span", { class: "grow" }),
        state === "open" ? null : make("span", { class: `badge s-${state}` }, say(`judged.${state}`)),
      ),
      told(row.message, "p", { dir: "auto" }),
    );
    const elsewhere = placesElsewhere(row);
    if (elsewhere.length) card.append(make("p", { class: "links" }, say("elsewhere"), ...elsewhere.map(Checks.link)));
    return card;
  },

  /** A link to a place in another report; one on another page is found through the page that leads to all. */
  link({ doc_id, start, end }) {
    const number = NUMBER_OF.get(doc_id);
    const address = `#${doc_id}:${start}-${end}`;
    const text = number === undefined ? doc_id : REPORTS[number].title || REPORTS[number].source;
    return make("a", { href: number === undefined && FACTS.bundle ? FACTS.bundle.index + address : address }, told(text));
  },

  /** What stands below a check that is selected. */
  detail(row) {
    const facts = [["expected", row.expected], ["found", row.found], ["tolerance", row.tolerance], ["rule", row.rule], ["check_id", row.id]];
    return make(
      "div",
      { class: "detail" },
      cellList(facts.filter(([, value]) => value)),
      make("p", { class: "acts" }, Rows.act(row, "accept", "a", "check.accept"), Rows.act(row, "reject", "x", "check.reject"), Rows.undo(row)),
    );
  },
};

/** Names of columns and values, side by side; a value is a text or an element. */
function cellList(pairs) {
  return make("dl", { class: "cells" }, ...pairs.map(([column, value]) => make(
    "div",
    {},
    make("dt", {}, Words.name("column", column)),
    make("dd", { dir: "auto" }, value instanceof Node ? value : told(value)),
  )));
}
