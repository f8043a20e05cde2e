// The map: a view with its legend, its panel, its tables and its tip. A page, an answer and the
// explorer hold one each.

/** @import {Columns} from "./columns.d.ts" */
/** @import {Target} from "./graph-model.js" */

import { DetailsPanel } from "./details-panel.js";
import { find } from "./dom.js";
import { GraphModel } from "./graph-model.js";
import { GraphTables } from "./graph-tables.js";
import { GraphView } from "./graph-view.js";
import { LegendPanel } from "./legend-panel.js";
import { formatCount } from "./number-words.js";
import { Signal } from "./signal.js";
import { attachTooltip } from "./tooltip.js";

const WIDE = "(min-width: 761px)";

/**
 * @typedef {object} MapOptions
 * @property {(text: string) => void} say Tells a screen reader.
 * @property {(element: HTMLElement, view: GraphView) => DetailsPanel} [makePanel]
 * @property {boolean} [movable] Whether nodes can be dragged.
 */

export class GraphMap {
  /**
   * @param {ParentNode} root Holds the elements of map.html and tables.html.
   * @param {Columns} columns
   * @param {MapOptions} options
   */
  constructor(root, columns, { say, makePanel, movable = false }) {
    this.say = say;
    this.frame = find(root, "#stage");
    this.host = find(root, "#graph");
    this.nothing = find(root, "#nothing");
    this.legendBox = find(root, "#legend");
    this.legendButton = find(root, "#show-legend");
    this.panelBox = find(root, "#panel");
    this.tableBox = find(root, "#tables");
    /** Covers the foot of the map, where a page has it. */
    this.years = root.querySelector("#years");
    this.wide = matchMedia(WIDE);
    /** @type {Signal<boolean>} The tables are shown, or no longer. */
    this.tableShown = new Signal();
    /** @type {Signal<void>} The filters were taken away. */
    this.unhidden = new Signal();
    this.showLegend(this.wide.matches);
    const insets = () => this.findInsets();
    this.view = new GraphView(this.host, new GraphModel(columns), { insets, movable });
    this.panel =
      makePanel?.(this.panelBox, this.view) ?? new DetailsPanel(this.panelBox, this.view);
    this.legend = new LegendPanel(this.legendBox, this.view);
    this.tables = new GraphTables(this.tableBox, this);
    attachTooltip(find(root, "#tip"), this.view);
    this.listen(root);
    this.tellEmpty();
    this.view.camera.fit(false);
  }

  /** @param {ParentNode} root */
  listen(root) {
    const { view } = this,
      { camera } = view;
    view.changed.listen(() => this.tellEmpty());
    view.selectionChanged.listen((target) => this.showSelected(target));
    view.entered.listen(() => this.panel.focus());
    this.legendButton.addEventListener("click", () => this.toggleLegend());
    find(root, "#hide-legend").addEventListener("click", () => {
      this.showLegend(false);
      this.legendButton.focus();
    });
    find(root, "#zoom-in").addEventListener("click", () => camera.zoomMiddle(1.5));
    find(root, "#zoom-out").addEventListener("click", () => camera.zoomMiddle(1 / 1.5));
    find(root, "#fit").addEventListener("click", () => camera.fit());
  }

  /** Pixels of the canvas that something covers, so that the graph can keep clear of it. */
  findInsets() {
    const box = this.host.getBoundingClientRect(),
      insets = { left: 0, top: 8, right: 0, bottom: 0 },
      panel = this.panelBox.hidden ? null : this.panelBox.getBoundingClientRect();
    if (this.wide.matches && !this.legendBox.hidden)
      insets.left = this.legendBox.getBoundingClientRect().right - box.left;
    if (panel && this.wide.matches) insets.right = box.right - panel.left;
    if (panel && !this.wide.matches) insets.bottom = box.bottom - panel.top;
    else if (this.years instanceof HTMLElement && !this.years.hidden)
      insets.bottom = box.bottom - this.years.getBoundingClientRect().top;
    return insets;
  }

  tellEmpty() {
    this.nothing.hidden = this.view.model.items.length > 0;
  }

  /** @param {Target | null} target */
  showSelected(target) {
    const { model } = this.view;
    this.panel.show(target);
    this.frame.classList.toggle("with-panel", target !== null);
    if (target?.item === undefined) return;
    const year = model.isGroup(target.item) ? null : model.columns.nodes.year[target.item],
      group = `, community of ${model.members[target.item]}, Enter opens it`,
      about = model.isGroup(target.item) ? group : year === null ? "" : `, ${year}`,
      links = formatCount(model.linksAt(target.item).length, "link", "links");
    this.say(`${model.title(target.item)}${about}. ${links}.`);
  }

  /** @param {boolean} open */
  showLegend(open) {
    this.legendBox.hidden = !open;
    this.legendButton.setAttribute("aria-expanded", String(open));
  }

  toggleLegend() {
    this.showLegend(Boolean(this.legendBox.hidden));
  }

  get isTableShown() {
    return !this.tableBox.hidden;
  }

  /** Show the tables instead of the graph. @param {boolean} [open] */
  showTable(open = !this.isTableShown) {
    this.tableBox.hidden = !open;
    this.frame.inert = open;
    if (open) {
      this.tables.fillAll();
      this.tableBox.focus();
    }
    this.tableShown.send(open);
  }

  /** The wish to see something that the filters hide takes the filters away. */
  unhide() {
    const { model } = this.view;
    model.filter.kinds.clear();
    model.filter.keys.clear();
    model.filter.from = model.filter.to = null;
    model.rebuild();
    this.view.refresh();
    this.legend.fill();
    this.unhidden.send();
  }

  retheme() {
    this.view.painter.retheme();
    this.legend.fill();
  }

  /** Show another drawing with the same choices of colour and filters. @param {Columns} next */
  setColumns(next) {
    const old = this.view.model,
      model = new GraphModel(next);
    model.place = old.place;
    model.filter.kinds = findAgain(old.filter.kinds, old.columns.kinds, next.kinds);
    model.filter.edgeKinds = findAgain(old.filter.edgeKinds, old.columns.edgeKinds, next.edgeKinds);
    model.colour(old.colourBy);
    this.view.setModel(model);
    this.legend.fill();
    if (this.isTableShown) this.tables.fillAll();
  }
}

/**
 * The numbers in a new list of what had other numbers in an old one.
 *
 * @param {Set<number>} numbers
 * @param {string[]} from
 * @param {string[]} to
 */
const findAgain = (numbers, from, to) =>
  new Set([...numbers].map((number) => to.indexOf(from[number])).filter((at) => at >= 0));
