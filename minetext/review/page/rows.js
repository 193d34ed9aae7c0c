/** The tables of figures and activities of the open report. */
const COLUMNS_SHOWN = {
  figures: ["text", "value", "unit", "item", "date", "activity_type"],
  activities: ["activity_type", "date", "actors", "headcount", "amount", "text"],
};
const CODED = { kind: "kind", modifier: "modifier", role: "role", activity_type: "type" };
const NUMERIC = new Set(["value", "value_max", "headcount", "amount"]);
const PAGE_ROWS = 400;

const Rows = {
  /** The rows of a table that the filters let through, in the order of the source. */
  shown(table, opened) {
    const rows = table === "figures" ? View.figures() : opened[table];
    return rows.filter((row) => Filters.row(row, opened));
  },

  section(table, opened) {
    const rows = Rows.shown(table, opened);
    const from = Rows.window(rows);
    const part = rows.slice(from, from + PAGE_ROWS);
    const head = make("tr", {}, make("th", { class: "dot" }), ...COLUMNS_SHOWN[table].map((column) => make("th", { class: NUMERIC.has(column) ? "number" : "" }, Words.name("column", column))));
    const body = make("tbody", {}, ...part.map((row) => Rows.row(row)));
    const more = (to, code) => make("button", { class: "fold", onclick: () => View.select(rows[to]) }, say(code, { count: to }));
    return make(
      "section",
      { id: table },
      from > 0 ? more(from - 1, "rows.before") : null,
      rows.length ? make("table", {}, make("thead", {}, head), body) : make("p", { class: "none" }, say("rows.none")),
      from + PAGE_ROWS < rows.length ? more(from + PAGE_ROWS, "rows.behind") : null,
    );
  },

  /** The first of the rows that are built: a table of thousands shows those around the selected one. */
  window(rows) {
    const at = rows.indexOf(View.selected);
    return at < PAGE_ROWS ? 0 : Math.min(rows.length - PAGE_ROWS, at - PAGE_ROWS / 2);
  },

  row(row) {
    const state = Decisions.stateOf(row);
    return make(
      "tr",
      { class: `row s-${state}`, data: { row: row.id } },
      Rows.dot(row, state),
      ...COLUMNS_SHOWN[row.table].map((column) => Rows.cell(row, column)),
    );
  },

  /** The kind of a figure, by colour and letter; once it is decided about, what was decided. */
  dot(row, state) {
    const kind = row.table === "figures" ? Decisions.cell(row, "kind") : "";
    const sign = { accepted: "✓", corrected: "✎", rejected: "✗", added: "+" }[state];
    const title = [kind && Words.name("kind", kind), say(`state.${state}`)].filter(Boolean).join(" · ");
    return make("td", { class: `dot k-${kind || "activity"}`, title }, sign ?? (kind ? Words.name("short", kind) : ""));
  },

  cell(row, column) {
    const value = column === "text" ? row.text : Rows.shownValue(column, Decisions.cell(row, column));
    const corrected = Decisions.of(row)?.cells?.[column];
    const classes = [NUMERIC.has(column) ? "number" : "", column === "text" ? "quote" : "", corrected && row.table && !row.added ? "changed" : ""];
    const cell = make("td", { class: classes.filter(Boolean).join(" "), dir: "auto" }, make("div", { class: "clamp" }, told(value)));
    if (column === "value") Rows.addMarks(row, cell.firstChild);
    return cell;
  },

  /** A range, an about, an increase: what a number alone does not tell. */
  addMarks(row, cell) {
    const most = Decisions.cell(row, "value_max");
    if (most) cell.append(told(`–${Rows.shownValue("value_max", most)}`));
    const modifier = Decisions.cell(row, "modifier"), role = Decisions.cell(row, "role");
    if (modifier && modifier !== "exact") cell.append(make("small", {}, Words.name("modifier", modifier)));
    if (role && role !== "level") cell.append(make("small", {}, Words.name("role", role)));
    if (Decisions.cell(row, "masked") === "1") cell.append(make("small", {}, say("column.masked")));
  },

  shownValue(column, value) {
    if (CODED[column]) return value ? Words.name(CODED[column], value) : "";
    if (!NUMERIC.has(column) || !/^-?\d{5,}(\.\d+)?$/.test(value)) return value;
    const [whole, part] = value.split(".");
    return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? `.${part}` : "");
  },

  /** All cells of a selected row, with what can be done. */
  detail(row) {
    const columns = INDEX.columns[row.table].filter((column) => !["start", "end", ID[row.table], "review", "date_start", "date_end"].includes(column) && !(column === "masked" && Decisions.cell(row, column) !== "1"));
    const pairs = columns.map((column) => [column, Rows.detailValue(row, column)]).filter(([, value]) => value);
    pairs.push(["place_in_source", `${row.start}–${row.end}`]);
    if (!row.added) pairs.push([ID[row.table], row.id]);
    const state = Decisions.stateOf(row);
    const decision = Decisions.of(row);
    return make(
      "div",
      { class: "detail" },
      row.table === "activities" ? told(row.text, "blockquote", { dir: "auto" }) : null,
      cellList(pairs),
      state === "open" ? null : make("p", { class: "quiet" }, say(`state.${state}`), decision ? ` · ${decision.who} · ${decision.when}` : "", decision?.note ? ` · ${decision.note}` : ""),
      make("p", { class: "acts" }, row.added ? null : Rows.act(row, "accept", "a", "accept"), Rows.editButton(row), Rows.act(row, "reject", "x", "reject"), Rows.undo(row)),
    );
  },

  detailValue(row, column) {
    const value = Decisions.cell(row, column);
    const before = Decisions.of(row)?.cells?.[column]?.[0];
    if (["part_of", "activity_id", "figures"].includes(column)) return value ? make("span", {}, ...value.split(";").map(Rows.link)) : "";
    const now = Rows.shownValue(column, value);
    if (before === undefined || row.added) return now;
    return make("span", {}, make("del", {}, visible(Rows.shownValue(column, before) || "∅")), " ", make("ins", {}, visible(now || "∅")));
  },

  /** A link to another row of the report, told by its text. */
  link(id) {
    const row = View.opened.byId.get(id);
    const text = row ? (row.table === "activities" ? Words.name("type", row.activity_type) : row.text) : id;
    return make("a", { href: `#${id}` }, told(text));
  },

  act(row, action, key, code) {
    const pressed = Decisions.of(row)?.action === action;
    return make("button", { class: `act ${action}`, "aria-pressed": String(pressed), onclick: () => View.decide(action) }, `${say(code)} `, make("kbd", {}, key));
  },

  editButton() {
    return make("button", { class: "act", onclick: () => View.edit() }, `${say("edit")} `, make("kbd", {}, "e"));
  },

  undo(row) {
    if (!Decisions.of(row) && !row.review) return null;
    return make("button", { class: "act", onclick: () => View.undo() }, `${say("undo")} `, make("kbd", {}, "u"));
  },
};
