// Painting a graph on anything that has the methods of a canvas's context.

/** @import {GraphModel} from "./graph-model.js" */
/** @import {PlacedLabel} from "./label-placement.js" */
/** @import {PaintContext, Viewport} from "./paint-links.js" */
/** @import {ThemeColours} from "./theme-colours.js" */

import { linkAlpha, paintArrows, paintLinks, paintStrongLinks } from "./paint-links.js";
import { paintHalo, paintItems } from "./paint-nodes.js";

/**
 * What is painted how.
 *
 * @typedef {object} Look
 * @property {number} top Pixels at the top that something covers.
 * @property {Set<number> | null} focus Items that stand out, or null where all do.
 * @property {number[]} strong Links that stand out.
 * @property {Map<number, number>} marks How wide the line around an item is, by items.
 * @property {PlacedLabel[]} labels
 * @property {((context: PaintContext) => void) | null} links Paints the links in another way.
 */

/**
 * Paint everything.
 *
 * @param {PaintContext} context
 * @param {GraphModel} model
 * @param {Viewport & Look} view
 * @param {ThemeColours} theme
 */
export function paintGraph(context, model, view, theme) {
  const { focus } = view;
  paintBands(context, model, view, theme);
  paintRings(context, model, view, theme);
  if (view.links) view.links(context);
  else paintLinks(context, model, view, theme, { dim: focus !== null });
  if (!focus) paintAllArrows(context, model, view, theme);
  paintStrongLinks(context, model, view, theme, view.strong);
  if (focus) {
    const far = model.items.filter((item) => !focus.has(item)),
      near = model.items.filter((item) => focus.has(item));
    paintItems(context, model, view, theme, far, 0.22);
    paintItems(context, model, view, theme, near, 1);
  } else paintItems(context, model, view, theme, model.items, 1);
  for (const [item, width] of view.marks)
    if (model.visible[item]) paintHalo(context, model, view, theme.ring, item, width);
  paintLabels(context, model, view, theme);
}

/**
 * Arrows at all links, where there are few or one is close.
 *
 * @param {PaintContext} context
 * @param {GraphModel} model
 * @param {Viewport} viewport
 * @param {ThemeColours} theme
 */
function paintAllArrows(context, model, viewport, theme) {
  const { size } = model.links;
  if (size > 8000 || (size > 1500 && viewport.k <= 0.8)) return;
  context.globalAlpha = Math.min(1, linkAlpha(size) * 1.5);
  const head = size < 300 || viewport.k > 1.2 ? 7 : 4.5;
  paintArrows(context, model, viewport, theme.edge, Array(size).keys(), { head, least: 14 });
  context.globalAlpha = 1;
}

/**
 * The bands of the years, with their names where there is room.
 *
 * @param {PaintContext} context
 * @param {GraphModel} model
 * @param {Viewport & Look} view
 * @param {ThemeColours} theme
 */
function paintBands(context, model, { k, tx, height, width, top }, theme) {
  if (model.place !== "years") return;
  let free = -Infinity;
  context.font = `11px ${theme.font}`;
  context.textAlign = "center";
  context.textBaseline = "top";
  model.columns.bands.forEach(([year, left, right], i) => {
    const x1 = left * k + tx,
      x2 = right * k + tx;
    if (x2 < 0 || x1 > width) return;
    if (i % 2) {
      context.fillStyle = theme.band;
      context.fillRect(x1, 0, x2 - x1, height);
    }
    const text = year === null ? "no year" : String(year),
      middle = (x1 + x2) / 2;
    const wide = context.measureText(text).width + 8;
    if (middle - wide / 2 < free) return;
    free = middle + wide / 2;
    context.fillStyle = theme.muted;
    context.fillText(text, middle, top + 6);
  });
}

/**
 * Discs around the members of open communities.
 *
 * @param {PaintContext} context
 * @param {GraphModel} model
 * @param {Viewport} viewport
 * @param {ThemeColours} theme
 */
function paintRings(context, model, { k, tx, ty }, theme) {
  if (model.place !== "links") return;
  for (const item of model.rings) {
    context.beginPath();
    const r = model.around[item - model.nodeCount] * k;
    context.arc(model.x[item] * k + tx, model.y[item] * k + ty, r, 0, 2 * Math.PI);
    context.fillStyle = theme.band;
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = theme.muted;
    context.globalAlpha = 0.5;
    context.stroke();
    context.globalAlpha = 1;
  }
}

/**
 * @param {PaintContext} context
 * @param {GraphModel} model
 * @param {Viewport & Look} view
 * @param {ThemeColours} theme
 */
function paintLabels(context, model, { k, tx, ty, labels }, theme) {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const label of labels) {
    const x = model.x[label.item] * k + tx + label.dx,
      y = model.y[label.item] * k + ty + label.dy,
      group = model.isGroup(label.item);
    label.lines.forEach((line, i) => {
      const count = group && i === label.lines.length - 1;
      const bold = (group && !count) || label.strong;
      context.font = `${bold ? "600 " : ""}${label.size}px ${theme.font}`;
      const at = y + (i - (label.lines.length - 1) / 2) * label.size * 1.25;
      if (!label.inside) {
        context.lineWidth = 3.5;
        context.strokeStyle = theme.halo;
        context.strokeText(line, x, at);
      }
      context.fillStyle = theme.ink;
      context.fillText(line, x, at);
    });
  }
}
