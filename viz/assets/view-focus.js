// What stands out in a view: what is pointed at or chosen with its neighbours, or what was found.

/** @import {GraphView} from "./graph-view.js" */

/** @typedef {{ items: Set<number> | null, links: number[] }} Focus `items` is null where all stand out. */
/** @typedef {Pick<GraphView, "model" | "hovered" | "selected" | "matches">} Pointed */

const MOST = 400; // matches that have a line around them

/**
 * Items and links that stand out.
 *
 * @param {Pointed} view
 * @returns {Focus}
 */
export function findFocus({ model, hovered, selected, matches }) {
  const { links, shownAs } = model,
    target = hovered ?? selected;
  if (!target) {
    const found = matches && new Set(matches.map((node) => shownAs[node]));
    return { items: found, links: [] };
  }
  const strong = target.item === undefined ? [target.link] : model.linksAt(target.item);
  const items = new Set(target.item === undefined ? [] : [target.item]);
  for (const link of strong) items.add(links.start[link]).add(links.end[link]);
  return { items, links: strong };
}

/**
 * How wide the lines are around items that are found, chosen, or pointed at.
 *
 * @param {Pointed} view
 */
export function findMarks({ model, hovered, selected, matches }) {
  /** @type {Map<number, number>} */
  const marks = new Map();
  for (const node of (matches ?? []).slice(0, MOST)) marks.set(model.shownAs[node], 2);
  if (selected?.item !== undefined) marks.set(selected.item, 3);
  if (hovered?.item !== undefined) marks.set(hovered.item, 2);
  return marks;
}
