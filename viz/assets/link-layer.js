// Many links: a picture of them is moved along while the view moves, and painted anew, a slice in
// each frame, as soon as it rests.

/** @import {GraphModel} from "./graph-model.js" */
/** @import {Camera} from "./camera.js" */
/** @import {ThemeColours} from "./theme-colours.js" */

import { paintLinks } from "./paint-links.js";

const BUDGET = 20; // milliseconds of a frame that painting more links may take

/** @typedef {{ width: number, height: number, ratio: number }} Surface Pixels, and how many dots a pixel has. */
/**
 * A picture of links, of which those before `at` are painted.
 *
 * @typedef {object} Layer
 * @property {HTMLCanvasElement} canvas
 * @property {CanvasRenderingContext2D} context
 * @property {Camera} camera
 * @property {number} at
 * @property {number} version Version of the model.
 * @property {ThemeColours} theme
 */

export class LinkLayer {
  constructor() {
    /** @type {Layer | null} */
    this.done = null;
    /** @type {Layer | null} */
    this.next = null;
  }

  /** What is painted is no longer true. */
  discard() {
    this.done = null;
  }

  /**
   * Paint what there is, and go on with the next picture if the view rests.
   *
   * @param {CanvasRenderingContext2D} context
   * @param {GraphModel} model
   * @param {Camera} camera
   * @param {Surface} surface
   * @param {ThemeColours} theme
   * @param {{ still: boolean, dim: boolean }} state
   * @returns {boolean} Whether there is more to paint.
   */
  paint(context, model, camera, surface, theme, { still, dim }) {
    const { done } = this;
    if (done) drawMoved(context, done, camera, surface, dim ? 0.4 : 1);
    if (isAt(done, camera) || (!still && done)) return false;
    if (!isAt(this.next, camera) || isOld(this.next, model, theme))
      this.next = makeLayer(surface, camera, model.version, theme);
    this.goOn(/** @type {Layer} */ (this.next), model, surface);
    return true;
  }

  /**
   * @param {Layer} layer
   * @param {GraphModel} model
   * @param {Surface} surface
   */
  goOn(layer, model, surface) {
    const begin = performance.now();
    layer.at = paintLinks(layer.context, model, { ...layer.camera, ...surface }, layer.theme, {
      from: layer.at,
      goOn: () => performance.now() - begin < BUDGET,
    });
    if (layer.at < model.links.size) return;
    this.done = layer;
    this.next = null;
  }
}

/**
 * @param {Layer | null} layer
 * @param {Camera} camera
 */
const isAt = (layer, { k, tx, ty }) =>
  layer !== null && layer.camera.k === k && layer.camera.tx === tx && layer.camera.ty === ty;

/**
 * @param {Layer | null} layer
 * @param {GraphModel} model
 * @param {ThemeColours} theme
 */
const isOld = (layer, model, theme) => layer?.version !== model.version || layer.theme !== theme;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Layer} layer
 * @param {Camera} camera
 * @param {Surface} surface
 * @param {number} alpha
 */
function drawMoved(context, { canvas, camera: was }, { k, tx, ty }, { width, height }, alpha) {
  const by = k / was.k;
  context.globalAlpha = alpha;
  context.drawImage(canvas, tx - was.tx * by, ty - was.ty * by, width * by, height * by);
  context.globalAlpha = 1;
}

/**
 * @param {Surface} surface
 * @param {Camera} camera
 * @param {number} version
 * @param {ThemeColours} theme
 * @returns {Layer}
 */
function makeLayer({ width, height, ratio }, camera, version, theme) {
  const { canvas, context } = makeCanvas(width, height, ratio);
  return { canvas, context, camera: { ...camera }, at: 0, version, theme };
}

/**
 * A canvas on which one pixel of the page is `ratio` dots.
 *
 * @param {number} width
 * @param {number} height
 * @param {number} ratio
 */
export function makeCanvas(width, height, ratio) {
  const canvas = document.createElement("canvas");
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const context = contextOf(canvas);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { canvas, context };
}

/** @param {HTMLCanvasElement} canvas */
export function contextOf(canvas) {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser cannot draw on a canvas");
  return context;
}
