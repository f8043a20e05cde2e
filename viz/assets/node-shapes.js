// Outlines of nodes: papers are round, everything else has a shape of its own.

/** @typedef {[x: number, y: number][]} Corners */

/**
 * @param {number} count
 * @param {number} turn
 * @param {number} scale
 * @returns {Corners}
 */
const polygon = (count, turn, scale) =>
  Array.from({ length: count }, (_, i) => {
    const angle = turn + (i * 2 * Math.PI) / count;
    return [Math.cos(angle) * scale, Math.sin(angle) * scale];
  });

/** @type {Corners} */
const star = Array.from({ length: 10 }, (_, i) => {
  const angle = -Math.PI / 2 + (i * Math.PI) / 5,
    scale = i % 2 ? 0.55 : 1.3;
  return [Math.cos(angle) * scale, Math.sin(angle) * scale];
});

/** @type {Corners} */
const cross = [
  [-0.4, -1.1],
  [0.4, -1.1],
  [0.4, -0.4],
  [1.1, -0.4],
  [1.1, 0.4],
  [0.4, 0.4],
  [0.4, 1.1],
  [-0.4, 1.1],
  [-0.4, 0.4],
  [-1.1, 0.4],
  [-1.1, -0.4],
  [-0.4, -0.4],
];

/** Corners by label, for a radius of 1; null is a circle. @type {Record<string, Corners | null>} */
const SHAPES = {
  Paper: null,
  Group: null,
  Author: polygon(3, -Math.PI / 2, 1.25),
  Institution: polygon(5, -Math.PI / 2, 1.15),
  Venue: polygon(6, 0, 1.1),
  Topic: polygon(4, 0, 1.25),
  Repository: polygon(4, Math.PI / 4, 1.25),
  Model: star,
  Dataset: polygon(3, Math.PI / 2, 1.25),
  Space: cross,
  WebPage: polygon(8, Math.PI / 8, 1.05),
};

/**
 * Add the outline of a node to the path of a context.
 *
 * @param {Pick<CanvasRenderingContext2D, "moveTo" | "lineTo" | "arc" | "closePath">} context
 * @param {string} kind Its label.
 * @param {number} x
 * @param {number} y
 * @param {number} r
 */
export function tracePath(context, kind, x, y, r) {
  // A label may be any word, `constructor` included.
  const corners = Object.hasOwn(SHAPES, kind) ? SHAPES[kind] : SHAPES.WebPage;
  if (!corners) {
    context.moveTo(x + r, y);
    context.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  context.moveTo(x + corners[0][0] * r, y + corners[0][1] * r);
  for (const [dx, dy] of corners.slice(1)) context.lineTo(x + dx * r, y + dy * r);
  context.closePath();
}
