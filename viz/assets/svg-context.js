// A context that writes SVG: it has the methods of a canvas's context that painting uses.

/** @param {unknown} text */
const escapeText = (text) =>
  String(text)
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
    // eslint-disable-next-line no-control-regex -- XML allows none of these
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");

/** @param {number} value */
const round = (value) => Math.round(value * 100) / 100;

export class SvgContext {
  /**
   * @param {number} width
   * @param {number} height
   * @param {(text: string, font: string) => TextMetrics} measure
   */
  constructor(width, height, measure) {
    this.width = width;
    this.height = height;
    this.measure = measure;
    /** @type {string[]} */
    this.parts = [];
    this.path = "";
    /** @type {string | CanvasGradient | CanvasPattern} */
    this.fillStyle = "#000";
    /** @type {string | CanvasGradient | CanvasPattern} */
    this.strokeStyle = "#000";
    this.lineWidth = 1;
    this.globalAlpha = 1;
    this.font = "12px sans-serif";
    /** @type {CanvasTextAlign} */
    this.textAlign = "start";
    /** @type {CanvasTextBaseline} */
    this.textBaseline = "alphabetic";
    /** @type {CanvasLineJoin} */
    this.lineJoin = "miter";
  }

  beginPath() {
    this.path = "";
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  moveTo(x, y) {
    this.path += `M${round(x)} ${round(y)}`;
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  lineTo(x, y) {
    this.path += `L${round(x)} ${round(y)}`;
  }

  closePath() {
    this.path += "Z";
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} w
   * @param {number} h
   */
  rect(x, y, w, h) {
    this.path += `M${round(x)} ${round(y)}h${round(w)}v${round(h)}h${round(-w)}Z`;
  }

  /**
   * A whole circle: painting draws no others.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} r
   */
  arc(x, y, r) {
    const half = `A${round(r)} ${round(r)} 0 1 1`;
    this.path += `M${round(x + r)} ${round(y)}${half} ${round(x - r)} ${round(y)}${half} ${round(x + r)} ${round(y)}`;
  }

  writeAlpha() {
    return this.globalAlpha < 1 ? ` opacity="${round(this.globalAlpha)}"` : "";
  }

  fill() {
    if (!this.path) return;
    const fill = escapeText(this.fillStyle);
    this.parts.push(`<path d="${this.path}" fill="${fill}"${this.writeAlpha()}/>`);
  }

  stroke() {
    if (!this.path) return;
    const stroke = `stroke="${escapeText(this.strokeStyle)}" stroke-width="${round(this.lineWidth)}"`;
    this.parts.push(
      `<path d="${this.path}" fill="none" ${stroke} stroke-linejoin="${this.lineJoin}"${this.writeAlpha()}/>`,
    );
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} w
   * @param {number} h
   */
  fillRect(x, y, w, h) {
    this.beginPath();
    this.rect(x, y, w, h);
    this.fill();
  }

  /** @param {string} text */
  measureText(text) {
    return this.measure(text, this.font);
  }

  /**
   * @param {string} text
   * @param {number} x
   * @param {number} y
   * @param {string} paint Attributes.
   */
  writeText(text, x, y, paint) {
    const anchor = { center: "middle", right: "end" }[String(this.textAlign)] ?? "start";
    const base = { middle: "central", top: "hanging" }[String(this.textBaseline)] ?? "auto";
    const [, weight, size, family] = /^(?:(\d+) )?([\d.]+)px (.*)$/.exec(this.font) ?? [];
    const font = `font-family="${escapeText(family)}" font-size="${size}" font-weight="${weight ?? 400}"`;
    this.parts.push(
      `<text x="${round(x)}" y="${round(y)}" ${font} text-anchor="${anchor}" dominant-baseline="${base}" ${paint}>${escapeText(text)}</text>`,
    );
  }

  /**
   * @param {string} text
   * @param {number} x
   * @param {number} y
   */
  fillText(text, x, y) {
    this.writeText(text, x, y, `fill="${escapeText(this.fillStyle)}"`);
  }

  /**
   * @param {string} text
   * @param {number} x
   * @param {number} y
   */
  strokeText(text, x, y) {
    const stroke = `stroke="${escapeText(this.strokeStyle)}" stroke-width="${this.lineWidth}"`;
    this.writeText(text, x, y, `fill="none" ${stroke} stroke-linejoin="round"`);
  }

  /** The whole file. @param {string} title */
  finish(title) {
    const { width, height } = this;
    return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${escapeText(title)}</title>
${this.parts.join("\n")}
</svg>
`;
  }
}
