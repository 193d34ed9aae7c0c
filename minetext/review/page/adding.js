/** A figure that was missed: its text is selected in the source, and its cells are filled in. */
const Adding = {
  /** The span that the form is open for. */
  span: null,

  start() {
    document.addEventListener("selectionchange", later(() => Adding.offer(), 80));
    $("add").addEventListener("mousedown", (event) => event.preventDefault());
    $("add").addEventListener("click", () => Adding.open());
  },

  /** Offer to add what is selected, beside it. */
  offer() {
    const span = View.opened && Text.selection();
    $("add").hidden = !span;
    if (!span) return;
    const box = getSelection().getRangeAt(0).getBoundingClientRect();
    const pane = $("text").parentElement.getBoundingClientRect();
    $("add").style.left = `${Math.max(8, Math.min(box.left - pane.left, pane.width - 160))}px`;
    $("add").style.top = `${Math.max(40, box.bottom - pane.top + 6)}px`;
  },

  async open() {
    const span = Text.selection();
    if (!span || !(await Decisions.named())) return;
    const text = View.opened.slice(span.start, span.end);
    if (!text.trim() || text.length > 200) {
      notify(say("add.long"), "bad");
      return;
    }
    Adding.span = span;
    $("add").hidden = true;
    getSelection().removeAllRanges();
    View.clear();
    reveal(Text.light([[span.start, span.end]]));
    const row = { table: "figures", added: true, ...span, text, doc_id: View.opened.doc_id, source: View.opened.source, review: "", ...guess(text) };
    row.id = Decisions.keyOf({ action: "add", ...row });
    const form = Editor.form(row, ADDED, (values, note) => Adding.keep(row, values, note));
    const section = make("section", { id: "adding" }, make("h2", {}, say("add"), " ", told(text, "q")), form);
    $("adding")?.remove();
    $("tables").prepend(section);
    $("tables").scrollTop = 0;
    Editor.input(form, "kind").focus();
  },

  keep(row, values, note) {
    Editor.keep(row, values, note);
    Adding.close();
    View.renderAll();
    View.select(View.find(row.id));
  },

  close() {
    Adding.span = null;
    $("adding")?.remove();
  },
};

/** What a plain number tells of itself; anything else is for the reader to say. */
function guess(text) {
  const match = /^(\d[\d,]*(?:\.\d+)?)(%?)/.exec(text.normalize("NFKC"));
  if (!match) return { kind: "", modifier: "exact", masked: "0", role: "level" };
  const value = match[1].replaceAll(",", "");
  return { kind: match[2] ? "rate" : "", value: /[万亿萬億]/.test(text) ? "" : value, unit: match[2], modifier: "exact", masked: "0", role: "level" };
}
