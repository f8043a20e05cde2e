// The view: a graph on a canvas that one can move, zoom, point at, click, and walk by keys.

/** @import {Insets} from "./camera.js" */
/** @import {Arrangement, GraphModel, Target} from "./graph-model.js" */

import { CameraMotion } from "./camera-motion.js";
import { GraphPainter } from "./graph-painter.js";
import { findTarget } from "./hit-test.js";
import { listenToKeys } from "./key-input.js";
import { PointerInput } from "./pointer-input.js";
import { Signal } from "./signal.js";

/**
 * @typedef {object} ViewOptions
 * @property {() => Insets} insets Pixels of the canvas that something covers.
 * @property {boolean} movable Whether a node can be dragged with a mouse.
 */

export class GraphView {
  /**
   * @param {HTMLElement} host
   * @param {GraphModel} model
   * @param {ViewOptions} options
   */
  constructor(host, model, options) {
    this.host = host;
    this.model = model;
    this.insets = options.insets;
    /** @type {Target | null} */
    this.hovered = null;
    /** @type {Target | null} */
    this.selected = null;
    /** @type {number[] | null} Nodes that a search found. */
    this.matches = null;
    /** @type {Signal<Target | null>} */
    this.hoverChanged = new Signal();
    /** @type {Signal<Target | null>} */
    this.selectionChanged = new Signal();
    /** @type {Signal<void>} What is visible has changed. */
    this.changed = new Signal();
    /** @type {Signal<void>} The details of what is selected are wanted. */
    this.entered = new Signal();
    /** @type {Signal<number>} A node was dragged. */
    this.dragged = new Signal();
    this.painter = new GraphPainter(this);
    this.camera = new CameraMotion(this);
    this.pointer = new PointerInput(this, options);
    listenToKeys(this);
    this.painter.resize();
    this.camera.fit(false);
    new ResizeObserver(() => this.painter.resize()).observe(host);
  }

  /** Show another graph. @param {GraphModel} model */
  setModel(model) {
    this.model = model;
    this.hovered = this.selected = this.matches = null;
    this.refresh();
  }

  /** To be called when the model has changed: filters, colours, open groups. */
  refresh() {
    /** @param {Target | null} target */
    const gone = (target) =>
      target && (target.item === undefined || !this.model.visible[target.item]);
    if (gone(this.selected)) this.select(null);
    if (gone(this.hovered)) this.hovered = null;
    this.changed.send();
    this.painter.drawAll();
  }

  /** @param {Arrangement} place */
  setPlace(place) {
    this.model.place = place;
    this.painter.layer.discard();
    this.camera.fit(false);
  }

  /** @param {number} group */
  openGroup(group) {
    this.model.openGroup(group);
    this.refresh();
    this.camera.frameGroup(group);
  }

  /** @param {number} group */
  closeGroup(group) {
    this.model.closeGroup(group);
    this.refresh();
  }

  /** @param {Target | null} target */
  select(target) {
    this.selected = target;
    this.selectionChanged.send(target);
    this.painter.drawLabels();
  }

  /** @param {Target | null} target */
  hover(target) {
    const { hovered } = this;
    if (target?.item === hovered?.item && target?.link === hovered?.link) return;
    this.hovered = target;
    this.host.classList.toggle("pointing", target !== null);
    this.hoverChanged.send(target);
    this.painter.draw();
  }

  /** @param {Target | null} target */
  click(target) {
    this.hover(null);
    if (target?.item !== undefined && this.model.isGroup(target.item)) {
      this.openGroup(target.item);
      this.select(null);
    } else this.select(target);
  }

  /** Open the groups around a node, bring it to the middle, select it. @param {number} node */
  jump(node) {
    if (this.model.reveal(node)) this.refresh();
    this.select({ item: node });
    this.camera.centre(node, Math.max(this.camera.at.k, 0.9));
  }

  /** Let some nodes stand out. @param {number[] | null} nodes */
  setMatches(nodes) {
    this.matches = nodes;
    this.painter.drawLabels();
  }

  /**
   * What lies under a point, in pixels of the view.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} reach
   */
  find(x, y, reach) {
    return findTarget(this.model, this.camera.at, x, y, reach);
  }

  /**
   * Move a node by pixels of the view.
   *
   * @param {number} item
   * @param {number} dx
   * @param {number} dy
   */
  moveItem(item, dx, dy) {
    this.model.x[item] += dx / this.camera.at.k;
    this.model.y[item] += dy / this.camera.at.k;
    this.painter.layer.discard();
    this.painter.noteMove();
  }
}
