/**
 * Offsets of one string: the tables count code points, JavaScript counts UTF-16 units. They differ behind the first
 * character beyond U+FFFF (𠮷), so every offset that crosses between table and page goes through here.
 */
class Offsets {
  constructor(text) {
    this.length = text.length;
    this.units = /[\ud800-\udfff]/.test(text) ? Offsets.ofEach(text) : null;
  }

  /** Where each code point begins, in units, and the end of the text. */
  static ofEach(text) {
    const units = [];
    for (let at = 0; at < text.length; at += text.codePointAt(at) > 0xffff ? 2 : 1) units.push(at);
    units.push(text.length);
    return units;
  }

  get points() {
    return this.units ? this.units.length - 1 : this.length;
  }

  toUnits(points) {
    if (!this.units) return points;
    return this.units[Math.max(0, Math.min(points, this.units.length - 1))];
  }

  /** The code point that a unit belongs to. */
  toPoints(units) {
    if (!this.units) return units;
    let low = 0, high = this.units.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.units[middle] <= units) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
