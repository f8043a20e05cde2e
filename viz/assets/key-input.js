// Keys on the graph: arrows walk from item to item, with Shift they move the view.

/** @import {GraphView} from "./graph-view.js" */

import { ARROWS, findFirstItem, findNextItem } from "./keyboard-walk.js";

const STEP = 80; // pixels
const CLOSER = 1.4;

/**
 * Listen to keys while the graph has the focus.
 *
 * @param {GraphView} view
 */
export function listenToKeys(view) {
  view.host.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== view.host) return;
    const act = actOf(view, event);
    if (!act) return;
    act();
    event.preventDefault();
    event.stopPropagation();
  });
}

/**
 * What a key does, or null.
 *
 * @param {GraphView} view
 * @param {KeyboardEvent} event
 * @returns {(() => void) | null}
 */
function actOf(view, { key, shiftKey }) {
  const way = ARROWS[key];
  if (way && shiftKey) return () => view.camera.pan(-way[0] * STEP, -way[1] * STEP);
  if (way) return () => walk(view, way);
  /** @type {Record<string, (() => void) | null>} */
  const acts = {
    Enter: view.selected ? () => enter(view) : null,
    Escape: () => view.select(null),
    "+": () => view.camera.zoomMiddle(CLOSER),
    "=": () => view.camera.zoomMiddle(CLOSER),
    "-": () => view.camera.zoomMiddle(1 / CLOSER),
    0: () => view.camera.fit(),
  };
  return Object.hasOwn(acts, key) ? acts[key] : null;
}

/** @param {GraphView} view */
function enter(view) {
  const item = view.selected?.item;
  if (item !== undefined && view.model.isGroup(item)) view.openGroup(item);
  else view.entered.send();
}

/**
 * @param {GraphView} view
 * @param {[dx: number, dy: number]} way
 */
function walk(view, way) {
  const here = view.selected?.item;
  const next = here === undefined ? findFirstItem(view.model) : findNextItem(view.model, here, way);
  if (next === null || next === undefined) return;
  view.select({ item: next });
  view.camera.keepInSight(next);
}
