/** The reports of this page. A report's rows and text stay packed until it is opened. */
const INDEX = json("index");
const REPORTS = INDEX.reports;
const NUMBER_OF = new Map(REPORTS.map((report, number) => [report.doc_id, number]));
const TABLES = ["checks", "figures", "activities"];
const ID = { figures: "figure_id", activities: "activity_id", checks: "check_id" };

/** A stretch of a source's text; its offsets are those of the source. */
class Piece {
  constructor([start, text]) {
    this.start = start;
    this.text = text;
    this.offsets = new Offsets(text);
    this.end = start + this.offsets.points;
  }

  unit(point) {
    return this.offsets.toUnits(Math.max(0, point - this.start));
  }

  point(unit) {
    return this.start + this.offsets.toPoints(unit);
  }
}

/** A report that is open: its rows as objects by column, in the order of the source. */
class Opened {
  constructor(number, pieces, facts) {
    this.number = number;
    this.row = facts.row;
    this.doc_id = facts.row.doc_id;
    this.source = facts.row.source;
    this.whole = facts.whole;
    this.masked = facts.masked;
    this.pieces = pieces.map((piece) => new Piece(piece));
    for (const table of TABLES) this[table] = facts[table].map((row) => this.rowOf(table, row));
    this.byId = new Map(TABLES.flatMap((table) => this[table].map((row) => [row.id, row])));
    this.confidences = new Map(this.activities.map((row) => [row.id, Number(row.confidence)]));
  }

  rowOf(table, cells) {
    const row = { table, doc_id: this.doc_id, source: this.source };
    INDEX.columns[table].forEach((column, at) => { row[column] = cells[at]; });
    row.id = row[ID[table]];
    row.start = Number(row.start);
    row.end = Number(row.end);
    row.text = this.slice(row.start, row.end);
    return row;
  }

  /** The characters of the source between two offsets. */
  slice(start, end) {
    const piece = this.pieces.find((one) => one.start <= start && end <= one.end);
    return piece ? piece.text.slice(piece.unit(start), piece.unit(end)) : "";
  }
}

const Data = {
  recent: new Map(),

  /** Open a report; the last few stay open. */
  async open(number) {
    let opened = Data.recent.get(number);
    if (!opened) {
      opened = new Opened(number, ...(await Promise.all([Data.pieces(number), Data.unpack(`r${number}`)])));
      Data.recent.set(number, opened);
      if (Data.recent.size > 12) Data.recent.delete(Data.recent.keys().next().value);
    }
    return opened;
  },

  /** The texts of a report, with where each begins. */
  pieces(number) {
    return Data.unpack(`t${number}`);
  },

  async unpack(id) {
    const stream = new Blob([Data.bytes($(id).textContent)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return JSON.parse(await new Response(stream).text());
  },

  bytes(base64) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
    const binary = atob(base64);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
    return bytes;
  },

  /** The report of an id: its own, or that of one of its rows. */
  reportOf(id) {
    const row = ROW_ID.exec(id);
    return NUMBER_OF.get(id) ?? (row ? NUMBER_OF.get(row[1]) : undefined);
  },

  /** Every `size` numbers of a flat list of the index, as [keys..., count]. */
  *counts(flat, size) {
    for (let at = 0; at < flat.length; at += size) yield flat.slice(at, at + size);
  },
};
REPORTS.forEach((report, number) => {
  report.number = number;
  report.results = [0, 0, 0];
  for (const [, result, count] of Data.counts(report.checks, 3)) report.results[result] += count;
  report.figureCount = [...Data.counts(report.figures, 3)].reduce((sum, one) => sum + one[2], 0);
  report.activityCount = [...Data.counts(report.activities, 2)].reduce((sum, one) => sum + one[1], 0);
});
