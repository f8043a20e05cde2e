// Mouse, pen and fingers on the graph: pointing, clicking, dragging, zooming.

/** @import {GraphView} from "./graph-view.js" */

const SLACK = 5; // pixels that a click may move

/** @typedef {[x: number, y: number]} Point */

export class PointerInput {
  /**
   * @param {GraphView} view
   * @param {{ movable: boolean }} options movable: a node can be dragged with a mouse.
   */
  constructor(view, { movable }) {
    this.view = view;
    this.movable = movable;
    /** @type {Map<number, Point>} Where each finger is. */
    this.pointers = new Map();
    /** @type {Point} */
    this.begin = [0, 0];
    /** Whether the pointer has left the place where it began. */
    this.gone = false;
    this.touch = false;
    /** @type {number | undefined} The node that is dragged. */
    this.dragged = undefined;
    /** @type {Point | null} Where the pointer is. */
    this.at = null;
    this.asking = false;
    const { canvas } = view.painter;
    canvas.addEventListener("pointerdown", (event) => this.down(event));
    canvas.addEventListener("pointermove", (event) => this.move(event));
    canvas.addEventListener("pointerup", (event) => this.up(event));
    canvas.addEventListener("pointercancel", (event) => this.up(event));
    canvas.addEventListener("pointerleave", () => this.leave());
    canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    canvas.addEventListener("dblclick", (event) =>
      view.camera.zoom(1.8, ...this.place(event), true),
    );
  }

  /** @param {MouseEvent} event @returns {Point} */
  place(event) {
    const box = this.view.host.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  get reach() {
    return this.touch ? 8 : 3;
  }

  /** @param {PointerEvent} event */
  down(event) {
    if (event.button) return;
    this.touch = event.pointerType === "touch";
    this.view.painter.canvas.setPointerCapture(event.pointerId);
    this.begin = this.place(event);
    this.pointers.set(event.pointerId, this.begin);
    this.gone = this.pointers.size > 1;
    const under = this.movable && !this.touch ? this.view.find(...this.begin, this.reach) : null;
    this.dragged = under?.item;
  }

  /** @param {PointerEvent} event */
  move(event) {
    const now = this.place(event),
      before = this.pointers.get(event.pointerId);
    this.at = now;
    if (!before) {
      if (event.pointerType !== "touch") this.askHover();
      return;
    }
    if (!this.gone && Math.hypot(now[0] - this.begin[0], now[1] - this.begin[1]) < SLACK) return;
    if (this.gone) this.drag(event.pointerId, before, now);
    else {
      this.gone = true;
      this.view.hover(null);
    }
    this.pointers.set(event.pointerId, now);
  }

  /**
   * @param {number} id
   * @param {Point} before
   * @param {Point} now
   */
  drag(id, before, now) {
    const { view } = this,
      dx = now[0] - before[0],
      dy = now[1] - before[1];
    const other = [...this.pointers].find(([one]) => one !== id)?.[1];
    if (other && this.pointers.size === 2) {
      const was = Math.hypot(before[0] - other[0], before[1] - other[1]),
        is = Math.hypot(now[0] - other[0], now[1] - other[1]);
      view.camera.zoom(is / Math.max(was, 1), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
      view.camera.pan(dx / 2, dy / 2);
    } else if (this.dragged !== undefined) view.moveItem(this.dragged, dx, dy);
    else view.camera.pan(dx, dy);
  }

  /** @param {PointerEvent} event */
  up(event) {
    if (!this.pointers.delete(event.pointerId)) return;
    if (event.type === "pointerup" && !this.gone && this.pointers.size === 0)
      this.view.click(this.view.find(...this.place(event), this.reach));
    else if (this.dragged !== undefined) this.view.dragged.send(this.dragged);
  }

  leave() {
    this.at = null;
    this.view.hover(null);
  }

  /** @param {WheelEvent} event */
  wheel(event) {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 18 : event.deltaMode === 2 ? 300 : 1,
      pixels = Math.max(-240, Math.min(240, event.deltaY * unit));
    this.view.camera.zoom(
      Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.0022)),
      ...this.place(event),
    );
  }

  /** Look under the pointer once a frame at most. */
  askHover() {
    if (this.asking) return;
    this.asking = true;
    requestAnimationFrame(() => {
      this.asking = false;
      if (this.at) this.view.hover(this.view.find(...this.at, this.reach));
    });
  }
}
