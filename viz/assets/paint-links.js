// Painting the links between nodes: lines by their weight, and arrows where they have a direction.

/** @import {GraphModel} from "./graph-model.js" */
/** @import {Camera} from "./camera.js" */
/** @import {ThemeColours} from "./theme-colours.js" */

import { screenRadius } from "./camera.js";

/**
 * The parts of a canvas's context that painting uses; `SvgContext` has them too.
 *
 * @typedef {Pick<CanvasRenderingContext2D, "beginPath" | "moveTo" | "lineTo" | "closePath" | "rect"
 *   | "arc" | "fill" | "stroke" | "fillRect" | "measureText" | "fillText" | "strokeText"
 *   | "fillStyle" | "strokeStyle" | "lineWidth" | "globalAlpha" | "font" | "textAlign"
 *   | "textBaseline" | "lineJoin">} PaintContext
 */
/** @typedef {Camera & { width: number, height: number }} Viewport */

export const CHUNK = 96; // longer paths are slower by the segment

/** How opaque links are: the more, the fainter. @param {number} count */
export const linkAlpha = (count) =>
  Math.max(0.07, Math.min(0.55, 1.05 - 0.22 * Math.log10(count + 10)));

/**
 * How wide a link is drawn, from 0.6 to 4.1 pixels by the logarithm of its weight.
 *
 * @param {number} weight
 * @param {number} heaviest
 */
export function linkWidth(weight, heaviest) {
  return heaviest <= 1
    ? 1
    : 0.6 + (3.5 * Math.log(1 + Math.max(weight, 0))) / Math.log(1 + heaviest);
}

/**
 * Both ends of a link on the screen.
 *
 * @param {GraphModel} model
 * @param {Camera} camera
 * @param {number} link
 */
export function endsOnScreen(model, { k, tx, ty }, link) {
  const start = model.links.start[link],
    end = model.links.end[link];
  return [
    model.x[start] * k + tx,
    model.y[start] * k + ty,
    model.x[end] * k + tx,
    model.y[end] * k + ty,
  ];
}

/** The weight of the heaviest link that is visible. @param {GraphModel} model */
function findHeaviest(model) {
  if (!model.groupCount) return model.heaviest;
  return model.links.weight.reduce((most, weight) => Math.max(most, weight), 1);
}

/**
 * Paint the links from one on for as long as `goOn` says.
 *
 * @param {PaintContext} context
 * @param {GraphModel} model
 * @param {Viewport} viewport
 * @param {ThemeColours} theme
 * @param {{ dim?: boolean, from?: number, goOn?: () => boolean }} [options]
 * @returns {number} The link where it stopped.
 */
export function paintLinks(context, model, viewport, theme, options = {}) {
  const { dim = false, from = 0, goOn = () => true } = options;
  const { size } = model.links,
    heaviest = findHeaviest(model);
  context.strokeStyle = theme.edge;
  context.globalAlpha = linkAlpha(size) * (dim ? 0.35 : 1);
  let link = from;
  while (link < size) {
    const stop = Math.min(size, link + CHUNK);
    for (const [width, lines] of groupByWidth(model, viewport, link, stop, heaviest)) {
      context.lineWidth = width;
      context.beginPath();
      for (let i = 0; i < lines.length; i += 4) {
        context.moveTo(lines[i], lines[i + 1]);
        context.lineTo(lines[i + 2], lines[i + 3]);
      }
      context.stroke();
    }
    link = stop;
    if (!goOn()) break;
  }
  context.globalAlpha = 1;
  return link;
}

/**
 * Whether both ends of a line lie on the same side of the view.
 *
 * @param {number} one
 * @param {number} two
 * @param {number} size Width or height of the view.
 */
const isBeside = (one, two, size) => (one < 0 && two < 0) || (one > size && two > size);

/**
 * Lines of the links that cross the view, by half pixels of their width.
 *
 * @param {GraphModel} model
 * @param {Viewport} viewport
 * @param {number} from
 * @param {number} stop
 * @param {number} heaviest
 */
function groupByWidth(model, viewport, from, stop, heaviest) {
  const { width, height } = viewport;
  /** @type {Map<number, number[]>} */
  const found = new Map();
  for (let link = from; link < stop; link++) {
    const [x1, y1, x2, y2] = endsOnScreen(model, viewport, link);
    if (isBeside(x1, x2, width) || isBeside(y1, y2, height)) continue;
    const wide = Math.round(linkWidth(model.links.weight[link], heaviest) * 2) / 2;
    const lines = found.get(wide);
    if (lines) lines.push(x1, y1, x2, y2);
    else found.set(wide, [x1, y1, x2, y2]);
  }
  return found;
}

/**
 * Paint the heads of arrows.
 *
 * @param {PaintContext} context
 * @param {GraphModel} model
 * @param {Viewport} viewport
 * @param {string} colour
 * @param {Iterable<number>} links
 * @param {{ head: number, least: number }} sizes How long a head is, and how long a line must be
 *   to have one.
 */
export function paintArrows(context, model, viewport, colour, links, { head, least }) {
  const half = head * 0.42;
  context.fillStyle = colour;
  context.beginPath();
  for (const link of links) {
    if (!model.isDirected(link)) continue;
    const [x1, y1, x2, y2] = endsOnScreen(model, viewport, link);
    if (x2 < -20 || y2 < -20 || x2 > viewport.width + 20 || y2 > viewport.height + 20) continue;
    const long = Math.hypot(x2 - x1, y2 - y1),
      rim = screenRadius(model, model.links.end[link], viewport.k) + 1.5;
    if (long < rim + least) continue;
    const ux = (x2 - x1) / long,
      uy = (y2 - y1) / long,
      px = x2 - ux * rim,
      py = y2 - uy * rim;
    context.moveTo(px, py);
    context.lineTo(px - ux * head - uy * half, py - uy * head + ux * half);
    context.lineTo(px - ux * head + uy * half, py - uy * head - ux * half);
    context.closePath();
  }
  context.fill();
}

/**
 * Paint the links that stand out, with their arrows.
 *
 * @param {PaintContext} context
 * @param {GraphModel} model
 * @param {Viewport} viewport
 * @param {ThemeColours} theme
 * @param {number[]} links
 */
export function paintStrongLinks(context, model, viewport, theme, links) {
  if (!links.length) return;
  context.strokeStyle = theme.ring;
  context.globalAlpha = 0.75;
  for (const link of links) {
    const weight = model.links.weight[link],
      heaviest = model.groupCount ? Math.max(model.heaviest, weight) : model.heaviest;
    const [x1, y1, x2, y2] = endsOnScreen(model, viewport, link);
    context.lineWidth = linkWidth(weight, heaviest) + 0.4;
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
  }
  context.globalAlpha = 1;
  paintArrows(context, model, viewport, theme.ring, links, { head: 7, least: 6 });
}
