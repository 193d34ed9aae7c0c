/** The filters: which reports are listed, and which of their rows are shown. */
const Filters = {
  fields: ["status", "result", "check", "kind", "type", "unit", "from", "to", "doubt", "state"],
  values: {},

  build() {
    const units = [...new Set(REPORTS.map((report) => report.unit).filter(Boolean))].sort((a, b) => a.localeCompare(b, "zh"));
    const years = [...new Set(REPORTS.map((report) => report.year).filter(Boolean))].sort();
    const statuses = [...new Set(REPORTS.map((report) => report.status))];
    const choices = {
      status: ["counts", ...statuses], result: INDEX.results, check: INDEX.families, kind: INDEX.codes.kind,
      type: INDEX.codes.activity_type, unit: units, from: years, to: years,
      doubt: ["0.5", "0.6", "0.7", "0.8", "0.9"], state: REVIEW_STATES,
    };
    const form = $("filter-form");
    form.replaceChildren(...Filters.fields.map((field) => Filters.field(field, choices[field])));
    form.append(make("button", { type: "button", id: "clear", onclick: Filters.clear, data: { t: "filters.clear" } }, say("filters.clear")));
    for (const field of Filters.fields) form.elements[field].value = Filters.values[field] ?? "";
  },

  field(field, choices) {
    const option = (value) => make("option", { value }, Filters.choice(field, value));
    const select = make("select", { name: field, onchange: () => Filters.take(field, select.value) }, make("option", { value: "" }, "—"), ...choices.map(option));
    return make("label", {}, say(`filters.${field}`), select);
  },

  choice(field, value) {
    if (field === "doubt") return `≤ ${value}`;
    const groups = { status: "status", result: "result", check: "check", kind: "kind", type: "type", state: "state" };
    return groups[field] ? Words.name(groups[field], value) : value;
  },

  take(field, value) {
    if (value) Filters.values[field] = value;
    else delete Filters.values[field];
    Filters.changed();
  },

  clear() {
    Filters.values = {};
    for (const field of Filters.fields) $("filter-form").elements[field].value = "";
    Filters.changed();
  },

  changed: () => {},

  get count() {
    return Object.keys(Filters.values).length;
  },

  /** Whether a report may be listed: what it is, and whether it has rows that the filters let through. */
  report(report, states) {
    const { status, unit, from, to, doubt, state } = Filters.values;
    if (status === "counts" ? !["kept", "revision"].includes(report.status) : status && report.status !== status) return false;
    if (unit && report.unit !== unit) return false;
    if ((from || to) && !(report.year && report.year >= (from ?? "") && report.year <= (to ?? "9999"))) return false;
    if (doubt && !(report.activityCount && report.least <= Number(doubt))) return false;
    return Filters.hasFigure(report) && Filters.hasCheck(report) && (!state || Filters.hasState(report, state, states));
  },

  hasFigure(report) {
    const { kind, type } = Filters.values;
    if (!kind && !type) return true;
    const [ofKind, ofType] = [INDEX.codes.kind.indexOf(kind), INDEX.codes.activity_type.indexOf(type)];
    for (const [k, t] of Data.counts(report.figures, 3)) if ((!kind || k === ofKind) && (!type || t === ofType)) return true;
    if (kind) return false;
    for (const [t] of Data.counts(report.activities, 2)) if (t === ofType) return true;
    return false;
  },

  hasCheck(report) {
    const { check, result } = Filters.values;
    if (!check && !result) return true;
    const [family, at] = [INDEX.families.indexOf(check), INDEX.results.indexOf(result)];
    for (const [f, r] of Data.counts(report.checks, 3)) if ((!check || f === family) && (!result || r === at)) return true;
    return false;
  },

  hasState(report, state, states) {
    const counts = states.get(report.number) ?? report.reviewed;
    if (state !== "open") return (counts[state] ?? 0) > 0;
    const rows = report.figureCount + report.activityCount + report.results.reduce((sum, one) => sum + one, 0);
    const decided = (counts.accepted ?? 0) + (counts.corrected ?? 0) + (counts.rejected ?? 0);
    return decided < rows;
  },

  /** Whether a row of an open report is shown. */
  row(row, opened) {
    const { kind, type, check, result, doubt, state } = Filters.values;
    if (state && Decisions.stateOf(row) !== state) return false;
    if (row.table === "checks") return (!check || row.check === check) && (!result || row.result === result);
    if (type && Decisions.cell(row, "activity_type") !== type) return false;
    if (kind && row.table === "figures" && Decisions.cell(row, "kind") !== kind) return false;
    const activity = row.table === "activities" ? row.id : row.activity_id;
    return !doubt || (opened.confidences.get(activity) ?? 1) <= Number(doubt);
  },
};
