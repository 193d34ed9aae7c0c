/** Dates as the tables write them: EDTF (ISO 8601-2) with ? and ~, seasons, decades, intervals and sets. */
const Edtf = {
  valid(text) {
    if (/^\{.+\}$/.test(text)) return text.slice(1, -1).split(",").every((one) => Edtf.interval(one.trim()));
    return Edtf.interval(text);
  },

  interval(text) {
    const ends = text.split("/");
    if (ends.length === 1) return Edtf.date(text);
    return ends.length === 2 && ends.every((one) => one === ".." || Edtf.date(one)) && ends.join("") !== "....";
  },

  /** A day, month, season, year, decade or century; XX where a part is not known; ? and ~ behind the year or all. */
  date(text) {
    const match = /^(\d{4}|\d{3}X|\d{2}XX|XXXX)[?~%]?(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?[?~%]?$/.exec(text);
    if (!match) return false;
    const [, year, month, day] = match;
    if (month === undefined) return true;
    if (Number(month) >= 21 && Number(month) <= 24) return day === undefined;
    if (month !== "XX" && (Number(month) < 1 || Number(month) > 12)) return false;
    if (day === undefined || day === "XX") return true;
    return Number(day) >= 1 && Number(day) <= (month === "XX" ? 31 : Edtf.days(year, Number(month)));
  },

  /** The days of a month; of an unknown year the most that there may be. */
  days(year, month) {
    const known = /^\d{4}$/.test(year) ? Number(year) : 2000;
    const last = new Date(Date.UTC(2000, month, 0));
    last.setUTCFullYear(known, month, 0);
    return last.getUTCDate();
  },
};
