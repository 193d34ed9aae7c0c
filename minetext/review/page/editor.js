/** Forms for the cells of a row: each cell has the editor of its type, and nothing wrong can be saved. */
const EDITED = {
  figures: ["kind", "value", "value_max", "unit", "modifier", "masked", "per", "item", "role", "part_of", "date", "activity_id", "activity_type"],
  activities: ["activity_type", "name", "actors", "place", "beneficiaries", "date", "headcount", "headcount_unit", "amount"],
};
const ADDED = ["kind", "value", "value_max", "unit", "modifier", "masked", "per", "item", "role", "date"];
const MAX_TEXT = 500;

const Editor = {
  /** The form for a row; `columns` are those that may be changed. */
  form(row, columns, saved, note = "") {
    const form = make("form", { class: "editor", autocomplete: "off" }, make("div", { class: "fields" }, ...columns.map((column) => Editor.field(row, column))));
    const noteField = make("label", { class: "wide" }, say("note"), make("input", { name: "note", maxLength: 500, value: note }));
    const save = make("button", { class: "act first", type: "submit" }, `${say("save")} `, make("kbd", {}, "Enter"));
    const cancel = make("button", { class: "act", type: "button", onclick: () => View.stopEditing() }, `${say("cancel")} `, make("kbd", {}, "Esc"));
    form.append(noteField, make("p", { class: "acts" }, save, cancel, make("output", { class: "wrong" })));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (Editor.check(form, row, columns)) saved(Editor.values(form, columns), Editor.input(form, "note").value.trim());
    });
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.target.matches("select")) return;
      event.preventDefault();
      form.requestSubmit();
    });
    form.addEventListener("input", () => Editor.check(form, row, columns));
    return form;
  },

  /** The control of a column; `form.elements` has a method of its own under the name of our column `item`. */
  input(form, column) {
    return form.querySelector(`[name="${column}"]`);
  },

  field(row, column) {
    const value = Decisions.cell(row, column);
    return make("label", {}, Words.name("column", column), Editor.control(column, value));
  },

  control(column, value) {
    if (column === "masked") return Editor.select(column, value || "0", ["0", "1"], (code) => say(code === "1" ? "yes" : "no"));
    if (CODED[column]) {
      const codes = [...INDEX.codes[column]];
      if (!value) codes.unshift("");
      return Editor.select(column, value, codes, (code) => (code ? Words.name(CODED[column], code) : "—"));
    }
    if (column === "part_of") return Editor.rowSelect(column, value, View.figures(), (row) => `${row.text} (${row.start})`);
    if (column === "activity_id") return Editor.rowSelect(column, value, View.opened.activities, (row) => `${Words.name("type", row.activity_type)}: ${row.text.slice(0, 24)}`);
    return make("input", { name: column, value, spellcheck: false, inputMode: NUMERIC.has(column) ? "decimal" : "text", "data-kind": NUMERIC.has(column) ? "number" : column });
  },

  select(name, value, codes, label) {
    if (!codes.includes(value)) codes.push(value);
    const select = make("select", { name }, ...codes.map((code) => make("option", { value: code }, label(code))));
    select.value = value;
    return select;
  },

  /** Another row of the report: those nearby come first, and no more than anyone would look through. */
  rowSelect(name, value, rows, label) {
    const at = View.selected?.start ?? 0;
    const near = rows.filter((row) => row !== View.selected && !row.added).sort((a, b) => Math.abs(a.start - at) - Math.abs(b.start - at)).slice(0, 60);
    const texts = new Map([["", "—"], ...near.sort((a, b) => a.start - b.start).map((row) => [row.id, visible(label(row))])]);
    return Editor.select(name, value, [...texts.keys()], (id) => texts.get(id) ?? id);
  },

  /** Whether all fields hold what `minetext apply` takes; what is wrong is told beside the buttons. */
  check(form, row, columns) {
    const values = Editor.values(form, columns);
    let wrong = "";
    for (const column of columns) {
      // a cell as it stands is not for the reader to answer for
      const same = !row.added && values[column] === (row[column] ?? "");
      const message = same ? "" : Editor.wrong(column, values[column]);
      const control = Editor.input(form, column);
      control.classList.toggle("bad", Boolean(message));
      control.setAttribute("aria-invalid", String(Boolean(message)));
      wrong ||= message;
    }
    if (row.table === "figures") wrong ||= Editor.wrongTogether(values, row.added);
    form.querySelector("output.wrong").textContent = wrong;
    return !wrong;
  },

  values(form, columns) {
    return Object.fromEntries(columns.map((column) => [column, Editor.input(form, column).value.trim()]));
  },

  wrong(column, value) {
    const name = { column: Words.name("column", column) };
    if (!value) return column === "kind" || column === "activity_type" ? say("wrong.empty", name) : "";
    if (NUMERIC.has(column)) return /^-?\d{1,29}(\.\d{1,29})?$/.test(value) ? "" : say("wrong.number", name);
    if (column === "date") return Edtf.valid(value) ? "" : say("wrong.date");
    if (/^[=@+](?!\d+(\.\d+)?$)/.test(value) || /[\u0000-\u001f\u007f]/.test(value)) return say("wrong.text", name);
    return value.length > MAX_TEXT ? say("wrong.long", { ...name, limit: MAX_TEXT }) : "";
  },

  /** What is wrong with the cells of a figure taken together; of an added one, its text may tell what is left out. */
  wrongTogether(values, added) {
    const { kind, value, value_max: most, masked, unit, date } = values;
    if (added ? kind !== "money" || !unit : kind === "date") return added || date ? "" : say("wrong.no_date");
    if (!added && !value && masked !== "1") return say("wrong.no_value");
    if (value && most && Number(most) < Number(value)) return say("wrong.range");
    return kind === "money" && !/^[A-Z]{3}$/.test(unit) ? say("wrong.currency") : "";
  },

  /** Keep what was changed of a row as its correction. */
  keep(row, values, note) {
    if (row.added) {
      const given = Object.entries(values).filter(([, value]) => value).map(([column, value]) => [column, ["", value]]);
      Decisions.put(row, "add", Object.fromEntries(given), note);
      return;
    }
    const cells = {};
    for (const [column, value] of Object.entries(values)) if (value !== (row[column] ?? "")) cells[column] = [row[column] ?? "", value];
    if (Object.keys(cells).length) Decisions.put(row, "correct", cells, note);
    else if (Decisions.of(row)?.action === "correct") Decisions.forget(row);
  },
};
