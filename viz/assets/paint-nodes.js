// Painting nodes and closed communities.

/** @import {GraphModel} from "./graph-model.js" */
/** @import {Camera} from "./camera.js" */
/** @import {PaintContext, Viewport} from "./paint-links.js" */
/** @import {ThemeColours} from "./theme-colours.js" */

import { screenRadius } from "./camera.js";
import { tracePath } from "./node-shapes.js";
import { CHUNK } from "./paint-links.js";
import { colourOf } from "./theme-colours.js";

const MANY = 4000; // nodes from which they have no light edge
const DOT = 2.2; // radius below which a square looks like a circle

/**
 * What is on the screen: groups, nodes by their entry in the legend, and nodes in the list; each in
 * a row of four numbers: the item, x, y and the radius.
 *
 * @param {GraphModel} model
 * @param {Viewport} viewport
 * @param {number[]} items
 */
function sortItems(model, { k, tx, ty, width, height }, items) {
  /** @type {number[]} */
  const groups = [];
  /** @type {number[]} */
  const listed = [];
  /** @type {Map<number, number[]>} */
  const byKey = new Map();
  for (const item of items) {
    const x = model.x[item] * k + tx,
      y = model.y[item] * k + ty,
      r = screenRadius(model, item, k);
    if (x + r < 0 || y + r < 0 || x - r > width || y - r > height) continue;
    if (model.isGroup(item)) {
      groups.push(item, x, y, r);
      continue;
    }
    const known = byKey.get(model.keys[item]);
    if (known) known.push(item, x, y, r);
    else byKey.set(model.keys[item], [item, x, y, r]);
    if (model.columns.nodes.listed[item] && r > 2.5) listed.push(item, x, y, r);
  }
  return { groups, byKey, listed };
}

/**
 * Paint items.
 *
 * @param {PaintContext} context
 * @param {GraphModel} model
 * @param {Viewport} viewport
 * @param {ThemeColours} theme
 * @param {number[]} items
 * @param {number} alpha
 */
export function paintItems(context, model, viewport, theme, items, alpha) {
  const { entries } = model.columns.legends[model.colourBy],
    { groups, byKey, listed } = sortItems(model, viewport, items);
  context.lineJoin = "round";
  for (let i = 0; i < groups.length; i += 4) {
    const colour = colourOf(entries[model.keys[groups[i]]], theme);
    paintGroup(context, groups.slice(i + 1, i + 4), colour, theme, alpha);
  }
  context.globalAlpha = alpha;
  context.strokeStyle = theme.ground;
  context.lineWidth = 1.2;
  for (const [key, nodes] of byKey) {
    context.fillStyle = colourOf(entries[key], theme);
    paintNodes(context, model, nodes, items.length <= MANY);
  }
  context.strokeStyle = theme.ink;
  paintRims(context, model, listed);
  context.globalAlpha = 1;
}

/**
 * @param {PaintContext} context
 * @param {number[]} place
 * @param {string} colour
 * @param {ThemeColours} theme
 * @param {number} alpha
 */
function paintGroup(context, [x, y, r], colour, theme, alpha) {
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.globalAlpha = alpha;
  context.fillStyle = theme.ground;
  context.fill();
  context.globalAlpha = alpha * 0.28;
  context.fillStyle = colour;
  context.fill();
  context.globalAlpha = alpha;
  context.lineWidth = 2;
  context.strokeStyle = colour;
  context.stroke();
}

/**
 * @param {PaintContext} context
 * @param {GraphModel} model
 * @param {number[]} nodes
 * @param {boolean} edged
 */
function paintNodes(context, model, nodes, edged) {
  // Short paths: a canvas without a graphics card slows down on long ones.
  for (let begin = 0; begin < nodes.length; begin += 4 * CHUNK) {
    const stop = Math.min(nodes.length, begin + 4 * CHUNK);
    context.beginPath();
    for (let i = begin; i < stop; i += 4) {
      const x = nodes[i + 1],
        y = nodes[i + 2],
        r = nodes[i + 3];
      if (r < DOT) context.rect(x - r, y - r, 2 * r, 2 * r);
      else tracePath(context, model.kind(nodes[i]), x, y, r);
    }
    context.fill();
    if (edged) context.stroke();
  }
}

/**
 * @param {PaintContext} context
 * @param {GraphModel} model
 * @param {number[]} listed
 */
function paintRims(context, model, listed) {
  for (let i = 0; i < listed.length; i += 4) {
    const [item, x, y, r] = listed.slice(i, i + 4);
    context.lineWidth = Math.min(2, 0.8 + r / 8);
    context.beginPath();
    tracePath(context, model.kind(item), x, y, r + context.lineWidth / 2);
    context.stroke();
  }
}

/**
 * Paint a line around an item.
 *
 * @param {PaintContext} context
 * @param {GraphModel} model
 * @param {Camera} camera
 * @param {string} colour
 * @param {number} item
 * @param {number} width
 */
export function paintHalo(context, model, { k, tx, ty }, colour, item, width) {
  context.beginPath();
  const x = model.x[item] * k + tx,
    y = model.y[item] * k + ty;
  tracePath(context, model.kind(item), x, y, screenRadius(model, item, k) + 3);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}
