// Outlines of nodes: papers are round, everything else has a shape of its own.

const polygon = (count, turn = 0, scale = 1) =>
  Array.from({ length: count }, (_, i) => {
    const angle = turn + (i * 2 * Math.PI) / count;
    return [Math.cos(angle) * scale, Math.sin(angle) * scale];
  });
const star = Array.from({ length: 10 }, (_, i) => {
  const angle = -Math.PI / 2 + (i * Math.PI) / 5,
    scale = i % 2 ? 0.55 : 1.3;
  return [Math.cos(angle) * scale, Math.sin(angle) * scale];
});
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

export const SHAPES = {
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

export function tracePath(context, kind, x, y, r) {
  // A label may be any word, `constructor` included.
  const corners = Object.hasOwn(SHAPES, kind) ? SHAPES[kind] : SHAPES.WebPage;
  if (!corners) {
    context.moveTo(x + r, y);
    context.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  context.moveTo(x + corners[0][0] * r, y + corners[0][1] * r);
  for (let i = 1; i < corners.length; i++)
    context.lineTo(x + corners[i][0] * r, y + corners[i][1] * r);
  context.closePath();
}
