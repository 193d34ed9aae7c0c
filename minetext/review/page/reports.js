/** The list of reports: only the lines in sight are built, so that thousands scroll as few do. */
const ROW_HEIGHT = 58;
const SORTS = {
  worst: (a, b) => b.results[0] - a.results[0] || b.results[1] - a.results[1] || a.number - b.number,
  source: (a, b) => a.number - b.number,
  year: (a, b) => (a.year || "9999").localeCompare(b.year || "9999") || a.number - b.number,
  doubt: (a, b) => a.least - b.least || a.number - b.number,
};

const List = {
  listed: [],
  open: () => {},

  build() {
    const sort = $("sort");
    const chosen = sort.value || "worst";
    sort.replaceChildren(...Object.keys(SORTS).map((name) => make("option", { value: name }, say(`sort.${name}`))));
    sort.value = chosen;
  },

  start() {
    $("sort").addEventListener("change", () => List.update());
    $("reports").addEventListener("scroll", () => List.draw());
    $("reports").addEventListener("click", (event) => {
      const row = event.target.closest("[data-number]");
      if (row) List.open(Number(row.dataset.number));
    });
    addEventListener("resize", () => List.draw());
  },

  /** List what filters and search let through. */
  update() {
    List.states = Decisions.counts();
    List.listed = REPORTS.filter((report) => Filters.report(report, List.states) && Search.report(report)).sort(SORTS[$("sort").value || "worst"]);
    $("reports-space").style.height = `${List.listed.length * ROW_HEIGHT}px`;
    $("listed").textContent = say("listed", { shown: Words.number(List.listed.length), all: Words.number(REPORTS.length) });
    $("filtered").textContent = Filters.count || "";
    List.draw();
  },

  draw() {
    const pane = $("reports");
    const first = Math.max(0, Math.floor(pane.scrollTop / ROW_HEIGHT) - 4);
    const last = Math.min(List.listed.length, first + Math.ceil(pane.clientHeight / ROW_HEIGHT) + 9);
    $("reports-space").replaceChildren(...List.listed.slice(first, last).map((report, at) => List.row(report, first + at)));
  },

  row(report, at) {
    const here = View.opened?.number === report.number;
    const [fail, unsure] = report.results;
    const states = List.states.get(report.number);
    const decided = states ? Object.values(states).reduce((sum, one) => sum + one, 0) : 0;
    const hits = Search.hits?.get(report.number);
    const row = make(
      "div",
      { class: `report${here ? " here" : ""}`, role: "option", data: { number: report.number }, "aria-selected": String(here) },
      make("div", { class: "name" }, told(report.title || report.source)),
      make(
        "div",
        { class: "facts" },
        fail ? make("b", { class: "count fail", title: say("result.fail") }, `✗ ${fail}`) : null,
        unsure ? make("b", { class: "count unsure", title: say("result.unsure") }, `? ${unsure}`) : null,
        hits ? make("b", { class: "count hit", title: say("search") }, `⌕ ${hits}`) : null,
        decided > 0 ? make("b", { class: "count decided", title: say("decided") }, `✎ ${decided}`) : null,
        report.status === "kept" ? null : make("span", {}, Words.name("status", report.status)),
        report.year ? make("span", {}, report.year) : null,
        make("span", {}, say("figures.count", { count: report.figureCount })),
        told(report.source, "bdi", { class: "from" }),
      ),
    );
    row.style.top = `${at * ROW_HEIGHT}px`;
    return row;
  },

  /** The report before or behind the open one in the list. */
  beside(step) {
    const at = List.listed.findIndex((report) => report.number === View.opened?.number);
    return List.listed[Math.max(0, Math.min(List.listed.length - 1, at + step))];
  },

  reveal() {
    const at = List.listed.findIndex((report) => report.number === View.opened?.number);
    const pane = $("reports");
    const top = at * ROW_HEIGHT;
    if (at >= 0 && (top < pane.scrollTop || top + ROW_HEIGHT > pane.scrollTop + pane.clientHeight)) pane.scrollTop = top - pane.clientHeight / 3;
    List.draw();
  },
};
