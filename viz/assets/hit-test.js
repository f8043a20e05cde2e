// What lies under a point of the screen.

/** @import {GraphModel, Target} from "./graph-model.js" */
/** @import {Camera} from "./camera.js" */

import { screenRadius } from "./camera.js";
import { endsOnScreen } from "./paint-links.js";

const NEAR_LINK = 5; // pixels

/**
 * Find the item at a point, or else the link.
 *
 * @param {GraphModel} model
 * @param {Camera} camera
 * @param {number} x
 * @param {number} y
 * @param {number} reach Pixels beside an item that still count.
 * @returns {Target | null}
 */
export function findTarget(model, camera, x, y, reach) {
  const item = findItem(model, camera, x, y, reach);
  if (item !== null) return { item };
  const link = findLink(model, camera, x, y);
  return link === null ? null : { link };
}

/**
 * @param {GraphModel} model
 * @param {Camera} camera
 * @param {number} x
 * @param {number} y
 * @param {number} reach
 */
function findItem(model, camera, x, y, reach) {
  let best = null,
    least = Infinity;
  // The last one painted lies on top.
  for (let i = model.items.length - 1; i >= 0; i--) {
    const item = model.items[i],
      dx = model.x[item] * camera.k + camera.tx - x,
      dy = model.y[item] * camera.k + camera.ty - y,
      away = Math.hypot(dx, dy) - screenRadius(model, item, camera.k);
    if (away >= reach || away >= least) continue;
    least = away;
    best = item;
    if (!model.isGroup(item) && away < 0) break;
  }
  return best;
}

/**
 * @param {GraphModel} model
 * @param {Camera} camera
 * @param {number} x
 * @param {number} y
 */
function findLink(model, camera, x, y) {
  let best = null,
    least = NEAR_LINK;
  for (let link = 0; link < model.links.size; link++) {
    const [x1, y1, x2, y2] = endsOnScreen(model, camera, link);
    if (Math.min(x1, x2) > x + NEAR_LINK || Math.max(x1, x2) < x - NEAR_LINK) continue;
    if (Math.min(y1, y2) > y + NEAR_LINK || Math.max(y1, y2) < y - NEAR_LINK) continue;
    const away = distanceToLine(x, y, x1, y1, x2, y2);
    if (away < least) {
      least = away;
      best = link;
    }
  }
  return best;
}

/**
 * How far a point is from a line between two others.
 *
 * @param {number} x
 * @param {number} y
 * @param {number} x1
 * @param {number} y1
 * @param {number} x2
 * @param {number} y2
 */
export function distanceToLine(x, y, x1, y1, x2, y2) {
  const dx = x2 - x1,
    dy = y2 - y1;
  const part = ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1),
    on = Math.max(0, Math.min(1, part));
  return Math.hypot(x1 + on * dx - x, y1 + on * dy - y);
}
