/** What is open and selected, and how the parts of the page follow. */
const View = {
  opened: null,
  selected: null,
  editing: false,

  /** The figures of the open report with those that were added, in the order of the source. */
  figures() {
    const added = Decisions.addedTo(View.opened);
    if (!added.length) return View.opened.figures;
    const kept = new Map(View.added?.map((row) => [row.id, row]));
    // a row stays the same object while it is there, so that it stays selected
    View.added = added.map((row) => Object.assign(kept.get(row.id) ?? {}, row));
    return [...View.opened.figures, ...View.added].sort((a, b) => a.start - b.start || a.end - b.end);
  },

  find(id) {
    return View.opened.byId.get(id) ?? View.figures().find((row) => row.id === id) ?? null;
  },

  async openReport(number, selected = null) {
    const opened = await Data.open(number);
    if (View.opened !== opened) {
      View.opened = opened;
      View.selected = null;
      View.editing = false;
      View.added = null;
      Checks.showPassed = false;
      Adding.close();
      View.renderAll();
      $("tables").scrollTop = 0;
    }
    if (selected) View.select(View.find(selected));
    else View.address(opened.doc_id);
    List.reveal();
  },

  renderAll() {
    View.renderHead();
    Text.render(View.opened);
    View.renderTables();
  },

  renderHead() {
    const { row } = View.opened;
    const facts = [row.report_year, row.unit, Words.name("status", row.status), row.evidence_year && say("evidence", { year: row.evidence_year })];
    const toggle = (code, name) => make("button", { class: "toggle", "aria-pressed": String($("text").classList.contains(name)), onclick: (event) => {
      event.currentTarget.setAttribute("aria-pressed", String($("text").classList.toggle(name)));
    } }, say(code));
    $("source-head").replaceChildren(
      make("h1", {}, told(row.title || row.source)),
      make("p", {}, told(row.source, "bdi", { class: "from" }), ...facts.filter(Boolean).map((fact) => make("span", {}, told(fact))), make("span", { class: "grow" }), toggle("show.activities", "acts-shown"), toggle("show.plain", "plain")),
    );
  },

  renderTables() {
    const opened = View.opened;
    const rows = { checks: Checks.rows(opened), figures: Rows.shown("figures", opened), activities: Rows.shown("activities", opened) };
    const tab = (table) => make("button", { class: "tab", data: { table }, onclick: () => View.table(table) }, say(`table.${table}`), " ", make("b", {}, String(rows[table].length)));
    const head = (table) => make("h2", { class: "tab-head", data: { head: table } }, say(`table.${table}`));
    const adding = $("adding");
    const scroll = $("tables").scrollTop;
    $("tables").replaceChildren(
      ...(adding ? [adding] : []),
      make("div", { class: "tabs" }, ...TABLES.map(tab)),
      ...TABLES.flatMap((table) => [head(table), table === "checks" ? Checks.section(opened) : Rows.section(table, opened)]),
    );
    $("tables").scrollTop = scroll;
    View.showSelected(false);
  },

  table(table) {
    $("tables").querySelector(`[data-head="${table}"]`)?.scrollIntoView({ block: "start" });
    $("tables").focus({ preventScroll: true });
  },

  /** Select a row: it and its places come into view on both sides. */
  select(row, from = "") {
    if (!row) return View.clear();
    View.editing = false;
    View.selected = row;
    if (row.table === "checks" ? !Checks.isShown(row) : !View.element(row)) {
      if (row.table === "checks") Checks.showPassed = true;
      View.renderTables();
    }
    View.showSelected(true, from);
    if (!row.added) View.address(row.id);
    return undefined;
  },

  clear() {
    View.selected = null;
    View.editing = false;
    if (!View.opened) return;
    View.showSelected(false);
    View.address(View.opened.doc_id);
  },

  element(row) {
    return $("tables").querySelector(`[data-row="${CSS.escape(row.id)}"]`);
  },

  /** Light the selected row and its places, with all that can be done below it. */
  showSelected(scroll, from = "") {
    for (const one of $("tables").querySelectorAll(".here")) one.classList.remove("here");
    for (const one of $("tables").querySelectorAll(".unfolded")) one.remove();
    const row = View.selected;
    if (!row) {
      Text.light([]);
      return;
    }
    const element = View.element(row);
    if (element) {
      element.classList.add("here");
      View.unfold(element, row);
    }
    const first = View.lightPlaces(row);
    if (!scroll) return;
    if (from !== "text") reveal(first);
    if (from !== "tables" && element) element.scrollIntoView({ block: element.tagName === "TR" ? "center" : "nearest" });
  },

  lightPlaces(row) {
    if (row.table === "checks") return Text.light(placesOf(row), "place");
    const first = Text.light([[row.start, row.end]]);
    const whole = row.table === "figures" && View.opened.byId.get(Decisions.cell(row, "part_of"));
    if (whole) for (const one of Text.elements(whole.start, whole.end)) one.classList.add("around");
    return first;
  },

  unfold(element, row) {
    let detail;
    if (View.editing) detail = make("div", { class: "detail" }, Editor.form(row, row.added ? ADDED : EDITED[row.table], View.keepEdit, Decisions.of(row)?.note ?? ""));
    else detail = row.table === "checks" ? Checks.detail(row) : Rows.detail(row);
    if (element.tagName !== "TR") {
      detail.classList.add("unfolded");
      element.append(detail);
      return;
    }
    element.after(make("tr", { class: "unfolded" }, make("td", { colSpan: element.children.length }, detail)));
  },

  /** The figures one after another; checks and activities where one of them is selected. */
  step(by) {
    if (!View.opened) return;
    const table = View.selected?.table ?? "figures";
    const rows = table === "checks" ? Checks.rows(View.opened).filter(Checks.isShown) : Rows.shown(table, View.opened);
    if (!rows.length) return;
    const at = rows.indexOf(View.selected);
    View.select(rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.max(0, Math.min(rows.length - 1, at + by))]);
  },

  /** The next check that did not pass and that nobody decided about: failing ones of all listed reports first. */
  async nextFinding(by) {
    const place = new Map(List.listed.map((report, at) => [report.number, at]));
    const { check, result } = Filters.values;
    const findings = INDEX.findings
      .filter(([number, id, family, found]) => place.has(number) && (!check || family === check) && (!result || found === result) && (id === View.selected?.id || !Decisions.all.has(`checks/${id}`)))
      .sort((a, b) => INDEX.results.indexOf(a[3]) - INDEX.results.indexOf(b[3]) || place.get(a[0]) - place.get(b[0]));
    if (!findings.length) return notify(say("findings.none"));
    const at = findings.findIndex(([, id]) => id === View.selected?.id);
    const [number, id] = findings[(at < 0 ? (by > 0 ? 0 : findings.length - 1) : at + by + findings.length) % findings.length];
    return View.openReport(number, id);
  },

  async besideReport(step) {
    const report = List.beside(step);
    if (report) await View.openReport(report.number);
  },

  async decide(action) {
    const row = View.selected;
    if (!row || !(await Decisions.named())) return;
    Decisions.toggle(row, action);
    View.follow(row);
  },

  async undo() {
    const row = View.selected;
    if (!row || !(await Decisions.named())) return;
    Decisions.undo(row);
    View.follow(row);
  },

  async edit() {
    const row = View.selected;
    if (!row || row.table === "checks" || !(await Decisions.named())) return;
    View.editing = true;
    View.showSelected(false);
    $("tables").querySelector(".editor select, .editor input")?.focus();
  },

  stopEditing() {
    if (Adding.span) {
      Adding.close();
      Text.light([]);
      return;
    }
    View.editing = false;
    View.showSelected(false);
    $("tables").focus({ preventScroll: true });
  },

  keepEdit(values, note) {
    const row = View.selected;
    Editor.keep(row, values, note);
    View.editing = false;
    View.follow(row);
    $("tables").focus({ preventScroll: true });
  },

  /** Show what became of a row. */
  follow(row) {
    if (row.added) {
      const there = View.figures().includes(row);
      if (!there) View.selected = null;
      View.renderAll();
      return;
    }
    if (row.table === "figures") Text.refresh(row);
    const element = View.element(row);
    if (element && Filters.row(row, View.opened)) {
      element.replaceWith(row.table === "checks" ? Checks.card(row) : Rows.row(row));
      View.showSelected(false);
    } else View.renderTables();
    $("tables").focus({ preventScroll: true });
  },

  /** Put what is selected into the address, so that it can be sent to someone. */
  address(id) {
    try {
      history.replaceState(null, "", `#${encodeURIComponent(id)}`);
    } catch { /* some browsers allow no address of their own to files */ }
  },

  /** Open what the address names: a report, a row, or a place DOC_ID:START-END. */
  async route() {
    let id = "";
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch { /* not an address of ours */ }
    const place = /^(.+):(\d+)-(\d+)$/.exec(id);
    const number = Data.reportOf(place ? place[1] : id);
    if (number === undefined) {
      if (id) notify(say("address.none", { id }), "bad");
      if (!View.opened && List.listed.length) await View.openReport(List.listed[0].number);
      return;
    }
    await View.openReport(number, place || NUMBER_OF.has(id) ? null : id);
    if (place) reveal(Text.light([[Number(place[2]), Number(place[3])]], "place"));
  },

  speak(language) {
    Words.language = language;
    try {
      localStorage.setItem("minetext.review/language", language);
    } catch { /* told by Decisions */ }
    Words.apply();
    View.renderRun();
    List.build();
    Filters.build();
    Keys.help();
    Plots.show();
    List.update();
    View.decided();
    if (View.opened) View.renderAll();
  },

  renderRun() {
    const fails = REPORTS.reduce((sum, report) => sum + report.results[0], 0);
    const bundle = FACTS.bundle ? say("bundle", { number: FACTS.bundle.number, of: FACTS.bundle.of }) : "";
    $("run").textContent = `${FACTS.run.name} · ${say("run", { reports: Words.number(REPORTS.length), fails: Words.number(fails) })}${bundle ? ` · ${bundle}` : ""}`;
  },

  /** Tell how much was decided. */
  decided() {
    $("decided").textContent = Words.number(Decisions.all.size);
    $("kept").textContent = Decisions.all.size ? say(Decisions.unsaved ? "kept.no" : "kept.yes", { who: Decisions.who }) : "";
  },
};
