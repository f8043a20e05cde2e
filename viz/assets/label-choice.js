// Which labels are wanted, the important ones first: what is pointed at, communities, then papers
// by their citations.

/** @import {GraphModel} from "./graph-model.js" */
/** @import {Camera} from "./camera.js" */
/** @import {WantedLabel} from "./label-placement.js" */

import { screenRadius } from "./camera.js";

const MOST = 1500;
const BEYOND = 60; // pixels beside the view from which a label may still reach into it

/**
 * List the labels that are wanted, in order of importance.
 *
 * @param {GraphModel} model
 * @param {Camera} camera
 * @param {{ width: number, height: number }} size
 * @param {{ items: Set<number> | null, must: (item: number) => boolean }} focus Items that may have
 *   a label, or null for all; and those that must.
 * @returns {WantedLabel[]}
 */
export function chooseLabels(model, camera, { width, height }, { items, must }) {
  /** @type {(WantedLabel & { rank: number })[]} */
  const wanted = [];
  for (const item of model.items) {
    if (items && !items.has(item)) continue;
    const x = model.x[item] * camera.k + camera.tx,
      y = model.y[item] * camera.k + camera.ty,
      r = screenRadius(model, item, camera.k);
    if (isBeyond(x, r, width + BEYOND, -BEYOND) || isBeyond(y, r, height)) continue;
    const group = model.isGroup(item);
    wanted.push({
      item,
      text: model.short(item),
      count: group ? model.members[item].toLocaleString("en") : null,
      x,
      y,
      r,
      size: group ? 12.5 : 11.5,
      inside: group,
      must: must(item),
      rank: (must(item) ? 1e12 : 0) + importance(model, item),
    });
  }
  wanted.sort((one, two) => two.rank - one.rank || one.item - two.item);
  return wanted.slice(0, MOST);
}

/**
 * @param {number} at
 * @param {number} r
 * @param {number} end
 * @param {number} [begin]
 */
const isBeyond = (at, r, end, begin = 0) => at + r < begin || at - r > end;

/**
 * @param {GraphModel} model
 * @param {number} item
 */
function importance(model, item) {
  if (model.isGroup(item)) return 1e9 + model.members[item];
  const { cited, listed } = model.columns.nodes;
  return cited[item] * 10 + (listed[item] ? 25 : 0) + model.radius[item] / 100;
}
