// Walking from item to item with the arrow keys.

/** @import {GraphModel} from "./graph-model.js" */

/** @type {Record<string, [dx: number, dy: number]>} */
export const ARROWS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * The item where a walk begins: the largest community, or the most cited paper.
 *
 * @param {GraphModel} model
 * @returns {number | undefined}
 */
export function findFirstItem(model) {
  /** @param {number} item */
  const weight = (item) =>
    model.isGroup(item) ? 1e6 + model.members[item] : model.columns.nodes.cited[item];
  return [...model.items].sort((one, two) => weight(two) - weight(one) || one - two)[0];
}

/**
 * The nearest item in a direction.
 *
 * @param {Pick<GraphModel, "items" | "x" | "y">} model
 * @param {number} here
 * @param {[dx: number, dy: number]} direction
 * @returns {number | null} Null where there is none.
 */
export function findNextItem({ items, x, y }, here, [dx, dy]) {
  let best = null,
    least = Infinity;
  for (const item of items) {
    const right = x[item] - x[here],
      down = y[item] - y[here];
    const ahead = right * dx + down * dy,
      aside = Math.abs(right * dy) + Math.abs(down * dx);
    if (item === here || ahead <= 0 || aside > ahead * 2.5) continue;
    const cost = ahead + 2 * aside;
    if (cost < least) {
      least = cost;
      best = item;
    }
  }
  return best;
}
