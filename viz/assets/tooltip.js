// The tip beside the pointer: what a node or a link is, in one line.

/** @import {GraphModel, Target} from "./graph-model.js" */
/** @import {GraphView} from "./graph-view.js" */

import { formatCount } from "./number-words.js";

const EDGE = 8; // pixels that it keeps from the edges

/**
 * Show what is pointed at.
 *
 * @param {HTMLElement} tip
 * @param {GraphView} view
 */
export function attachTooltip(tip, view) {
  view.hoverChanged.listen((target) => {
    tip.hidden = !target;
    if (!target) return;
    tip.textContent = describeTarget(view.model, target);
    const [x, y] = view.pointer.at ?? [0, 0],
      { width, height } = view.painter,
      below = y + 18 + tip.offsetHeight <= height;
    tip.style.left = `${Math.max(EDGE, Math.min(x + 14, width - tip.offsetWidth - EDGE))}px`;
    tip.style.top = `${below ? y + 18 : y - tip.offsetHeight - 10}px`;
  });
}

/**
 * @param {GraphModel} model
 * @param {Target} target
 */
export function describeTarget(model, { item, link }) {
  return item === undefined ? describeLine(model, link) : describeItem(model, item);
}

/**
 * @param {GraphModel} model
 * @param {number} item
 */
function describeItem(model, item) {
  const about = model.isGroup(item)
    ? `${formatCount(model.members[item], "member", "members")}, click to open`
    : model.columns.nodes.year[item];
  return about === null ? model.title(item) : `${model.title(item)} (${about})`;
}

/**
 * @param {GraphModel} model
 * @param {number} link
 */
function describeLine(model, link) {
  const { start, end, first, count, weight } = model.links,
    papers = model.columns.edges.papers[first[link]],
    arrow = model.isDirected(link) ? "→" : "–";
  let what = model.phrase(first[link]);
  if (count[link] > 1) what = formatCount(count[link], "link", "links");
  else if (papers) what += `, ${formatCount(papers.length, "paper", "papers")} behind it`;
  else if (weight[link] !== 1) what += ` (${weight[link]})`;
  return `${model.short(start[link])} ${arrow} ${model.short(end[link])}: ${what}`;
}
