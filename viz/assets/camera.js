// Where one looks: a scale and a shift. A point x of the graph is at x * k + tx on the screen.

/** @import {GraphModel} from "./graph-model.js" */

/** @typedef {{ k: number, tx: number, ty: number }} Camera */
/** @typedef {{ left: number, top: number, right: number, bottom: number }} Insets Pixels covered. */
/** @typedef {{ width: number, height: number, insets: Insets }} Frame */

const CLOSEST = 12;
const CLOSEST_FIT = 1.6;

/**
 * The radius of an item on the screen; nodes shrink more slowly than the distances between them.
 *
 * @param {Pick<GraphModel, "radius" | "isGroup">} model
 * @param {number} item
 * @param {number} k
 */
export function screenRadius(model, item, k) {
  const r = model.radius[item];
  if (model.isGroup(item)) return Math.max(4, r * k);
  return Math.max(1.8, r * Math.pow(k, k < 1 ? 0.8 : 0.55));
}

/**
 * Look at all visible items.
 *
 * @param {GraphModel} model
 * @param {Frame} frame
 * @returns {Camera | null} Null where nothing is visible.
 */
export function fitAll(model, { width, height, insets }) {
  if (!model.items.length) return null;
  const [x1, y1, x2, y2] = boundsOf(model);
  const edge = 34,
    side = width < 600 ? 24 : 64; // room for labels
  const wide = Math.max(60, width - insets.left - insets.right - 2 * side),
    high = Math.max(60, height - insets.top - insets.bottom - 2 * edge);
  const k = Math.min(wide / Math.max(x2 - x1, 1), high / Math.max(y2 - y1, 1), CLOSEST_FIT);
  return {
    k,
    tx: insets.left + side + wide / 2 - ((x1 + x2) / 2) * k,
    ty: insets.top + edge + high / 2 - ((y1 + y2) / 2) * k,
  };
}

/** @param {GraphModel} model */
function boundsOf(model) {
  const bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const item of model.items) {
    const r = model.isGroup(item) && model.place === "years" ? 30 : model.radius[item];
    bounds[0] = Math.min(bounds[0], model.x[item] - r);
    bounds[1] = Math.min(bounds[1], model.y[item] - r);
    bounds[2] = Math.max(bounds[2], model.x[item] + r);
    bounds[3] = Math.max(bounds[3], model.y[item] + r);
  }
  return bounds;
}

/**
 * Bring a point to the middle of what is not covered.
 *
 * @param {number} x
 * @param {number} y
 * @param {number} k
 * @param {Frame} frame
 * @returns {Camera}
 */
export function centreOn(x, y, k, { width, height, insets }) {
  return {
    k,
    tx: (insets.left + width - insets.right) / 2 - x * k,
    ty: (insets.top + height - insets.bottom) / 2 - y * k,
  };
}

/**
 * Look at a disc.
 *
 * @param {number} x
 * @param {number} y
 * @param {number} r
 * @param {Frame} frame
 */
export function frameDisc(x, y, r, frame) {
  const { width, height, insets } = frame;
  const free = Math.min(width - insets.left - insets.right, height - insets.top - insets.bottom);
  return centreOn(x, y, free / (2.3 * r), frame);
}

/**
 * Come closer, or go farther, so that a point of the screen stays where it is.
 *
 * @param {Camera} camera
 * @param {number} factor
 * @param {number} x
 * @param {number} y
 * @param {number} farthest
 * @returns {Camera}
 */
export function zoomAt({ k, tx, ty }, factor, x, y, farthest) {
  const next = Math.min(CLOSEST, Math.max(farthest, k * factor)),
    by = next / k;
  return { k: next, tx: x - (x - tx) * by, ty: y - (y - ty) * by };
}

/**
 * A camera on the way from one to another, on a straight path on the screen.
 *
 * @param {Camera} from
 * @param {Camera} to
 * @param {number} part From 0 to 1.
 * @returns {Camera}
 */
export function between(from, to, part) {
  const k = from.k * (to.k / from.k) ** part;
  const way = Math.abs(to.k - from.k) < 1e-9 ? part : (k - from.k) / (to.k - from.k);
  return {
    k,
    tx: from.tx + (to.tx - from.tx) * way,
    ty: from.ty + (to.ty - from.ty) * way,
  };
}

/**
 * Whether a point of the screen is where nothing covers it.
 *
 * @param {[x: number, y: number]} point
 * @param {Frame} frame
 * @param {number} [edge] Pixels that it keeps from the edges.
 */
export function isInSight([x, y], { width, height, insets }, edge = 0) {
  return (
    x > insets.left + edge &&
    y > insets.top + edge &&
    x < width - insets.right - edge &&
    y < height - insets.bottom - edge
  );
}
