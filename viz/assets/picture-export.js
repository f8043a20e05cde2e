// The picture on the screen as a file: PNG or SVG.

/** @import {GraphView} from "./graph-view.js" */
/** @import {PaintContext} from "./paint-links.js" */

import { contextOf, makeCanvas } from "./link-layer.js";
import { paintGraph } from "./paint-graph.js";
import { SvgContext } from "./svg-context.js";
import { findFocus } from "./view-focus.js";

/**
 * Paint what a view shows, with labels also where the panel covers it.
 *
 * @param {GraphView} view
 * @param {PaintContext} context
 */
function paintPicture(view, context) {
  const { model, painter, camera } = view,
    { width, height, theme } = painter,
    focus = findFocus(view),
    marks = new Map(view.selected?.item === undefined ? [] : [[view.selected.item, 3]]);
  const labels = painter.placeLabels(focus, { left: 0, top: 0, right: 0, bottom: 0 });
  context.fillStyle = theme.ground;
  context.fillRect(0, 0, width, height);
  const size = { ...camera.at, width, height },
    look = { top: 0, focus: focus.items, strong: focus.links, marks, labels, links: null };
  paintGraph(context, model, { ...size, ...look }, theme);
}

/**
 * The picture as SVG.
 *
 * @param {GraphView} view
 * @param {string} title
 */
export function makeSvg(view, title) {
  const measuring = contextOf(view.painter.canvas);
  const context = new SvgContext(view.painter.width, view.painter.height, (text, font) => {
    measuring.font = font;
    return measuring.measureText(text);
  });
  paintPicture(view, context);
  return context.finish(title);
}

/**
 * The picture as a canvas, from which a browser makes a PNG.
 *
 * @param {GraphView} view
 * @param {number} [scale] Dots to a pixel.
 */
export function makePng(view, scale = 2) {
  const { canvas, context } = makeCanvas(view.painter.width, view.painter.height, scale);
  paintPicture(view, context);
  return canvas;
}
