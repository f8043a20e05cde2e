// The canvas of a view: its size, its frames, and the labels that there is room for.

/** @import {Insets} from "./camera.js" */
/** @import {GraphView} from "./graph-view.js" */
/** @import {PlacedLabel} from "./label-placement.js" */
/** @import {Focus} from "./view-focus.js" */

import { chooseLabels } from "./label-choice.js";
import { placeLabels } from "./label-placement.js";
import { contextOf, LinkLayer } from "./link-layer.js";
import { paintGraph } from "./paint-graph.js";
import { readTheme } from "./theme-colours.js";
import { findFocus, findMarks } from "./view-focus.js";

const DIRECT = 6000; // up to this many links are painted in every frame
const STILL = 140; // milliseconds without a move after which labels are placed anew
const NARROW = 600;

export class GraphPainter {
  /** @param {GraphView} view */
  constructor(view) {
    this.view = view;
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("aria-hidden", "true");
    view.host.append(this.canvas);
    this.context = contextOf(this.canvas);
    this.width = 0;
    this.height = 0;
    this.ratio = 1;
    this.theme = readTheme(view.host);
    this.layer = new LinkLayer();
    /** @type {PlacedLabel[]} */
    this.labels = [];
    /** @type {Map<string, number>} Widths of texts. */
    this.widths = new Map();
    this.moved = 0; // when the view moved last
    this.pending = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** Follow the size of the host. */
  resize() {
    const { host, camera } = this.view,
      { width: wide, height: high } = this,
      width = host.clientWidth,
      height = host.clientHeight;
    if (!width || !height) return;
    this.width = width;
    this.height = height;
    this.ratio = Math.min(2, devicePixelRatio || 1);
    this.canvas.width = width * this.ratio;
    this.canvas.height = height * this.ratio;
    this.layer.discard();
    if (!wide) return;
    camera.at.tx += (width - wide) / 2;
    camera.at.ty += (height - high) / 2;
    this.paintNow();
  }

  retheme() {
    this.theme = readTheme(this.view.host);
    this.widths.clear();
    this.layer.discard();
    this.draw();
  }

  /** Paint in the next frame. */
  draw() {
    if (this.pending) return;
    this.pending = true;
    requestAnimationFrame(() => {
      this.pending = false;
      this.paintNow();
    });
  }

  /** The view has moved: labels keep their places at the nodes until it rests. */
  noteMove() {
    this.moved = performance.now();
    this.draw();
  }

  /** Something else stands out: place the labels anew. */
  drawLabels() {
    this.moved = 0;
    this.draw();
  }

  /** The model is another: nothing that was painted is true. */
  drawAll() {
    this.layer.discard();
    this.labels = [];
    this.drawLabels();
  }

  paintNow() {
    const { view, context, ratio, width, height } = this;
    if (!width) return;
    const focus = findFocus(view),
      insets = view.insets(),
      still = performance.now() - this.moved > STILL;
    if (still) this.labels = this.placeLabels(focus, insets);
    else {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.draw(), STILL + 20);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const look = {
      top: insets.top,
      focus: focus.items,
      strong: focus.links,
      marks: findMarks(view),
      labels: this.labels,
      links: view.model.links.size > DIRECT ? () => this.paintLayer(still, focus) : null,
    };
    paintGraph(context, view.model, { ...view.camera.at, width, height, ...look }, this.theme);
  }

  /**
   * @param {boolean} still
   * @param {Focus} focus
   */
  paintLayer(still, focus) {
    const { model, camera } = this.view,
      state = { still, dim: focus.items !== null };
    if (this.layer.paint(this.context, model, camera.at, this, this.theme, state)) this.draw();
  }

  /**
   * Give places to the labels for which there is room.
   *
   * @param {Focus} focus
   * @param {Insets} insets
   */
  placeLabels({ items }, { left, top, right, bottom }) {
    const { width, height } = this,
      { model, camera, hovered, selected, matches } = this.view,
      target = hovered ?? selected,
      matched = new Set((matches ?? []).map((node) => model.shownAs[node]));
    /** @param {number} item */
    const must = (item) => target?.item === item || (matched.size <= 60 && matched.has(item));
    return placeLabels(
      chooseLabels(model, camera.at, this, { items, must }),
      (text, size) => this.measure(text, size),
      [left + 2, top + 2, width - right - 2, height - bottom - 2],
      width < NARROW ? 60 : 260,
    );
  }

  /**
   * @param {string} text
   * @param {number} size
   */
  measure(text, size) {
    const key = size + text;
    let wide = this.widths.get(key);
    if (wide === undefined) {
      this.context.font = `600 ${size}px ${this.theme.font}`;
      wide = this.context.measureText(text).width;
      if (this.widths.size > 20000) this.widths.clear();
      this.widths.set(key, wide);
    }
    return wide;
  }

  /** Boxes of the labels that are drawn, in pixels of the view. */
  labelBoxes() {
    return this.labels.map(({ item, lines, dx, dy, box }) => {
      const [x, y] = this.view.camera.where(item),
        wide = (box[2] - box[0]) / 2,
        high = (box[3] - box[1]) / 2;
      return {
        text: lines.join(" "),
        box: [x + dx - wide, y + dy - high, x + dx + wide, y + dy + high],
      };
    });
  }
}
