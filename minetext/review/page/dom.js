/** Building of elements. Text goes in as text only: nothing of a report can become markup. */
const $ = (id) => document.getElementById(id);

/** An element with properties and children; a child is an element or a text. */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && name !== "list" && name !== "role") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** A text of a report, kept from turning around what stands beside it. */
const told = (text, tag = "bdi", properties = {}) => make(tag, properties, visible(text));

/**
 * A text with what cannot be seen made visible, one character for one, so that offsets hold: control characters
 * (NUL), and marks that turn the direction of what follows, by which 1253 might be read as 3521.
 */
function visible(text) {
  return text
    .replace(/\r\n/g, "\u200b\n")
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, (one) => String.fromCharCode(0x2400 + one.charCodeAt(0)))
    .replace(/[\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g, "\ufffd");
}

/** Show a message above the page, until it is closed. */
function notify(text, kind = "") {
  const notice = $("notice");
  notice.firstElementChild.textContent = text;
  notice.className = `notice ${kind}`;
  notice.hidden = false;
}

/** Scroll an element into the middle of the part that it scrolls in. */
function reveal(element) {
  element?.scrollIntoView({ block: "center", behavior: "instant" });
}

/** The first place in a sorted list whose key is not below a value. */
function lowerBound(list, value, key) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key(list[middle]) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Call a function once, when nothing has asked for it for a while. */
function later(call, milliseconds) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...given), milliseconds);
  };
}
