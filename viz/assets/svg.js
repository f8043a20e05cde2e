// A context that writes SVG: it has the methods of a canvas's context that painting uses.

const escapeText = (text) =>
  String(text)
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
const round = (value) => Math.round(value * 100) / 100;

export class SvgContext {
  constructor(width, height, measure) {
    Object.assign(this, {
      width,
      height,
      measure,
      parts: [],
      path: "",
      fillStyle: "#000",
      strokeStyle: "#000",
      lineWidth: 1,
      globalAlpha: 1,
      font: "12px sans-serif",
      textAlign: "start",
      textBaseline: "alphabetic",
      lineJoin: "miter",
    });
  }
  beginPath() {
    this.path = "";
  }
  moveTo(x, y) {
    this.path += `M${round(x)} ${round(y)}`;
  }
  lineTo(x, y) {
    this.path += `L${round(x)} ${round(y)}`;
  }
  closePath() {
    this.path += "Z";
  }
  rect(x, y, w, h) {
    this.path += `M${round(x)} ${round(y)}h${round(w)}v${round(h)}h${round(-w)}Z`;
  }
  arc(x, y, r) {
    // painting draws whole circles only
    this.path += `M${round(x + r)} ${round(y)}A${round(r)} ${round(r)} 0 1 1 ${round(x - r)} ${round(y)}A${round(r)} ${round(r)} 0 1 1 ${round(x + r)} ${round(y)}`;
  }
  alpha() {
    return this.globalAlpha < 1 ? ` opacity="${round(this.globalAlpha)}"` : "";
  }
  fill() {
    if (this.path)
      this.parts.push(
        `<path d="${this.path}" fill="${escapeText(this.fillStyle)}"${this.alpha()}/>`,
      );
  }
  stroke() {
    if (this.path)
      this.parts.push(
        `<path d="${this.path}" fill="none" stroke="${escapeText(this.strokeStyle)}" stroke-width="${round(this.lineWidth)}" stroke-linejoin="${this.lineJoin}"${this.alpha()}/>`,
      );
  }
  fillRect(x, y, w, h) {
    this.beginPath();
    this.rect(x, y, w, h);
    this.fill();
  }
  measureText(text) {
    return this.measure(text, this.font);
  }
  text(text, x, y, paint) {
    const anchor = { center: "middle", right: "end" }[this.textAlign] || "start";
    const base = { middle: "central", top: "hanging" }[this.textBaseline] || "auto";
    const [, weight, size, family] = /^(?:(\d+) )?([\d.]+)px (.*)$/.exec(this.font);
    this.parts.push(
      `<text x="${round(x)}" y="${round(y)}" font-family="${escapeText(family)}" font-size="${size}" font-weight="${weight || 400}" text-anchor="${anchor}" dominant-baseline="${base}" ${paint}>${escapeText(text)}</text>`,
    );
  }
  fillText(text, x, y) {
    this.text(text, x, y, `fill="${escapeText(this.fillStyle)}"`);
  }
  strokeText(text, x, y) {
    this.text(
      text,
      x,
      y,
      `fill="none" stroke="${escapeText(this.strokeStyle)}" stroke-width="${this.lineWidth}" stroke-linejoin="round"`,
    );
  }
  finish(title) {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${this.height}" viewBox="0 0 ${this.width} ${this.height}" role="img">\n<title>${escapeText(title)}</title>\n${this.parts.join("\n")}\n</svg>\n`;
  }
}
