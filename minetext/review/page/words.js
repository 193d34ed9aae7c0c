/** The texts of the page in both languages, and which one is spoken. */
const json = (id) => JSON.parse(document.getElementById(id).textContent);
const FACTS = json("facts");

/** The id of a row: that of its report, a letter for its table, its number. */
const ROW_ID = /^(.*)-[fgacx]\d+$/;

const Words = {
  texts: json("words"),
  language: FACTS.language,

  /** The text of a code, filled with facts. */
  say(code, facts = {}) {
    const text = Words.texts[code];
    if (!text) return code;
    return text[Words.language === "zh" ? 0 : 1].replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
  },

  /** The name of a cell's code, or the code itself where a table holds one that the page does not know. */
  name(group, code) {
    return Words.texts[`${group}.${code}`] ? Words.say(`${group}.${code}`) : code;
  },

  number(value) {
    return value.toLocaleString("en-US");
  },

  /** Put the texts into the parts of the page that are always there. */
  apply(root = document) {
    document.documentElement.lang = Words.language;
    for (const one of root.querySelectorAll("[data-t]")) one.textContent = one.dataset.icon ?? Words.say(one.dataset.t);
    for (const one of root.querySelectorAll("[data-label]")) one.setAttribute("aria-label", Words.say(one.dataset.label));
    for (const one of root.querySelectorAll("[data-hint]")) one.placeholder = Words.say(one.dataset.hint);
    for (const one of root.querySelectorAll("[data-key]")) {
      const code = one.dataset.t ?? one.querySelector("[data-t]")?.dataset.t;
      one.title = `${code ? Words.say(code) : ""} (${one.dataset.key})`;
    }
  },
};

const say = Words.say;
