/** CSV by RFC 4180. */
const Csv = {
  /** Rows as text with a byte order mark, so that Excel and WPS read it as UTF-8. */
  write(rows) {
    const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
    return "\ufeff" + rows.map((row) => row.map((cell) => quoted(String(cell))).join(",") + "\r\n").join("");
  },

  /** The rows of a text, as lists of cells; line breaks inside quotes belong to the cell. */
  read(text) {
    const rows = [];
    let row = [], cell = "", quoted = false;
    const endRow = () => {
      row.push(cell);
      if (row.length > 1 || row[0] !== "") rows.push(row);
      row = [];
      cell = "";
    };
    for (let at = text.startsWith("\ufeff") ? 1 : 0; at < text.length; at++) {
      const one = text[at];
      if (quoted) {
        if (one !== '"') cell += one;
        else if (text[at + 1] === '"') cell += text[++at];
        else quoted = false;
      } else if (one === '"') quoted = true;
      else if (one === ",") {
        row.push(cell);
        cell = "";
      } else if (one === "\n" || one === "\r") {
        if (one === "\r" && text[at + 1] === "\n") at++;
        endRow();
      } else cell += one;
    }
    if (cell !== "" || row.length) endRow();
    return rows;
  },

  /** The rows as objects by the names in the first row. */
  records(text) {
    const [names, ...rows] = Csv.read(text);
    return { names: names ?? [], rows: rows.map((row) => Object.fromEntries((names ?? []).map((name, at) => [name, row[at] ?? ""]))) };
  },
};
