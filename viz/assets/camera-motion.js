// Moving the camera of a view: fitting, zooming, panning, flying.

/** @import {Camera} from "./camera.js" */
/** @import {GraphView} from "./graph-view.js" */

import { between, centreOn, fitAll, frameDisc, isInSight, zoomAt } from "./camera.js";

const FLIGHT = 280; // milliseconds from place to place

export class CameraMotion {
  /** @param {GraphView} view */
  constructor(view) {
    this.view = view;
    /** @type {Camera} */
    this.at = { k: 1, tx: 0, ty: 0 };
    this.farthest = 1; // the smallest scale
    this.flight = 0;
  }

  get frame() {
    const { width, height } = this.view.painter;
    return { width, height, insets: this.view.insets() };
  }

  /** Show the whole graph. */
  fit(smooth = true) {
    const camera = fitAll(this.view.model, this.frame);
    if (!camera) {
      this.view.painter.draw();
      return;
    }
    this.farthest = Math.min(this.farthest, camera.k / 2);
    this.go(camera, smooth);
  }

  /** Show the members of a group. @param {number} group */
  frameGroup(group) {
    const { model } = this.view;
    const r = model.around[group - model.nodeCount];
    this.go(frameDisc(model.x[group], model.y[group], r, this.frame));
  }

  /**
   * Bring an item to the middle.
   *
   * @param {number} item
   * @param {number} [k]
   */
  centre(item, k = this.at.k) {
    const { x, y } = this.view.model;
    this.go(centreOn(x[item], y[item], k, this.frame));
  }

  /** @param {number} item */
  keepInSight(item) {
    if (!this.isInSight(item, 40)) this.centre(item);
  }

  /**
   * @param {number} item
   * @param {number} [edge] Pixels that it keeps from the edges.
   */
  isInSight(item, edge = 0) {
    return isInSight(this.where(item), this.frame, edge);
  }

  /** Where an item is, in pixels of the view. @param {number} item @returns {[number, number]} */
  where(item) {
    const { k, tx, ty } = this.at,
      { x, y } = this.view.model;
    return [x[item] * k + tx, y[item] * k + ty];
  }

  /**
   * @param {number} factor
   * @param {number} x
   * @param {number} y
   * @param {boolean} [smooth]
   */
  zoom(factor, x, y, smooth = false) {
    this.go(zoomAt(this.at, factor, x, y, this.farthest), smooth);
  }

  /** Come closer to the middle, or go farther. @param {number} factor */
  zoomMiddle(factor, smooth = true) {
    const { width, height } = this.view.painter;
    this.zoom(factor, width / 2, height / 2, smooth);
  }

  /**
   * @param {number} dx
   * @param {number} dy
   */
  pan(dx, dy) {
    const { k, tx, ty } = this.at;
    this.go({ k, tx: tx + dx, ty: ty + dy }, false);
  }

  /** @param {Camera} camera */
  go(camera, smooth = true) {
    cancelAnimationFrame(this.flight);
    if (!smooth || matchMedia("(prefers-reduced-motion: reduce)").matches) this.set(camera);
    else this.fly(this.at, camera, performance.now());
  }

  /**
   * @param {Camera} from
   * @param {Camera} to
   * @param {number} begin
   */
  fly(from, to, begin) {
    this.flight = requestAnimationFrame((now) => {
      const part = Math.min(1, Math.max(0, (now - begin) / FLIGHT));
      this.set(between(from, to, 1 - (1 - part) ** 3));
      if (part < 1) this.fly(from, to, begin);
    });
  }

  /** @param {Camera} camera */
  set(camera) {
    this.at = camera;
    this.view.painter.noteMove();
  }
}
