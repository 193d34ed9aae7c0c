/** The keyboard: every key does what a button does. */
const KEYS = {
  j: () => View.step(1),
  k: () => View.step(-1),
  n: () => View.nextFinding(1),
  N: () => View.nextFinding(-1),
  "]": () => View.besideReport(1),
  "[": () => View.besideReport(-1),
  a: () => View.decide("accept"),
  x: () => View.decide("reject"),
  e: () => View.edit(),
  u: () => View.undo(),
  i: () => Adding.open(),
  c: () => View.table("checks"),
  f: () => View.table("figures"),
  v: () => View.table("activities"),
  "/": () => $("search").select(),
  o: () => $("overview").showModal(),
  s: () => Corrections.export(),
  l: () => View.speak(Words.language === "zh" ? "en" : "zh"),
  "?": () => $("help").showModal(),
};

const Keys = {
  start() {
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") return Keys.escape();
      const typing = event.target.closest("input, select, textarea");
      if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return undefined;
      const list = event.target.closest("#reports");
      if (list && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        event.preventDefault();
        return View.besideReport(event.key === "ArrowDown" ? 1 : -1);
      }
      if (event.key === "Enter" && event.target.matches(".check")) return View.select(View.find(event.target.dataset.row));
      const act = KEYS[event.key];
      if (!act) return undefined;
      event.preventDefault();
      return act();
    });
    $("search").addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      $("search").blur();
      if (List.listed.length) View.openReport(List.listed[0].number);
    });
  },

  /** Leave whatever is open, one after another. */
  escape() {
    if (document.querySelector("dialog[open]")) return;
    if (Adding.span) { Adding.close(); Text.light([]); }
    else if (View.editing) View.stopEditing();
    else if (document.activeElement === $("search")) {
      $("search").value = "";
      $("search").blur();
      Search.set("");
    } else View.clear();
  },

  help() {
    const rows = Object.keys(KEYS).map((key) => make("tr", {}, make("td", {}, make("kbd", {}, key)), make("td", {}, say(`key.${key}`))));
    $("help-text").replaceChildren(
      ...say("help.text").split("\n").map((line) => make("p", {}, line)),
      make("table", { class: "keys" }, ...rows, make("tr", {}, make("td", {}, make("kbd", {}, "Esc")), make("td", {}, say("key.Esc")))),
      make("h2", {}, say("help.marks")),
      make("p", { class: "legend" }, ...INDEX.codes.kind.map((kind) => make("mark", { class: `k-${kind}` }, Words.name("kind", kind)))),
      make("p", { class: "quiet" }, say("help.visible")),
    );
  },
};
