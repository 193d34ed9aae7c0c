/** Where the page begins: its plots, what the browser tells it, and its first report. */

function start() {
  try {
    const kept = localStorage.getItem("minetext.review/language");
    if (kept === "zh" || kept === "en") Words.language = kept;
  } catch { /* told by Decisions */ }
  Decisions.load();
  Decisions.changed = later(() => { List.update(); View.decided(); }, 0);
  Filters.changed = () => { List.update(); if (View.opened) View.renderAll(); };
  Search.changed = (whole = true) => { List.update(); if (whole && View.opened) View.renderAll(); };
  List.open = (number) => View.openReport(number);
  List.build();
  List.start();
  Adding.start();
  Keys.start();
  listen();
  View.speak(Words.language);
  View.route().then(() => {
    document.body.dataset.opened = String(Math.round(performance.now()));
    offerEarlier();
  });
}

function listen() {
  $("open-overview").addEventListener("click", () => $("overview").showModal());
  $("open-help").addEventListener("click", () => $("help").showModal());
  $("language").addEventListener("click", () => View.speak(Words.language === "zh" ? "en" : "zh"));
  $("export").addEventListener("click", () => Corrections.export());
  $("import").addEventListener("click", () => $("file").click());
  $("file").addEventListener("change", takeFile);
  $("search").addEventListener("input", later(() => Search.set($("search").value), 300));
  $("notice").querySelector("button").addEventListener("click", () => { $("notice").hidden = true; });
  $("text").addEventListener("click", (event) => {
    if (!getSelection().isCollapsed) return;
    const mark = event.target.closest("[data-row]");
    const activity = event.target.closest("[data-activity]");
    if (mark) View.select(View.find(mark.dataset.row), "text");
    else if (activity) View.select(View.find(activity.dataset.activity), "text");
  });
  $("tables").addEventListener("click", (event) => {
    if (event.target.closest("a, button, .detail, form") || !getSelection().isCollapsed) return;
    const row = event.target.closest("[data-row]");
    if (row) View.select(View.find(row.dataset.row), "tables");
  });
  addEventListener("hashchange", () => View.route());
  // another window with the same page decided something
  addEventListener("storage", (event) => {
    if (event.key !== Decisions.key) return;
    Decisions.take(event.newValue);
    Decisions.changed();
    if (View.opened && !View.editing) View.renderAll();
  });
}

async function takeFile() {
  const [file] = $("file").files;
  $("file").value = "";
  if (!file) return;
  try {
    const { taken, other } = await Corrections.import(await file.text());
    notify(say("import.done", { taken, other }), other ? "bad" : "good");
  } catch (error) {
    notify(error.message, "bad");
  }
  if (View.opened) View.renderAll();
}

/** Offer what was decided about the same reports in an earlier run, while nothing is decided about this one. */
function offerEarlier() {
  const earlier = Decisions.all.size ? [] : Decisions.ofOtherRuns();
  if (!earlier.length) return;
  notify(say("earlier", { count: earlier.length }));
  const take = make("button", { onclick: async () => {
    take.remove();
    const { taken, other } = await Corrections.takeIn(earlier);
    notify(say("import.done", { taken, other }));
    View.renderAll();
  } }, say("earlier.take"));
  $("notice").insertBefore(take, $("notice").lastElementChild);
}

start();
