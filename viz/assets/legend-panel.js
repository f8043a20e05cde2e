// The legend: what colours, shapes and lines mean; each line of it shows and hides what it names.

/** @import {Colouring} from "./columns.d.ts" */
/** @import {GraphView} from "./graph-view.js" */

import { find, findTyped, make, makeButton } from "./dom.js";
import { countValues } from "./legend-counts.js";
import { contextOf } from "./link-layer.js";
import { tracePath } from "./node-shapes.js";
import { formatNumber } from "./number-words.js";
import { colourOf } from "./theme-colours.js";

/**
 * A line of the legend: its number among those of its kind, its name, how much it stands for.
 *
 * @typedef {object} Line
 * @property {Set<number>} hidden Numbers that are hidden, to which this one may be added.
 * @property {number} number
 * @property {string} label
 * @property {number} count
 * @property {Node} mark
 */

export class LegendPanel {
  /**
   * @param {HTMLElement} element
   * @param {GraphView} view
   */
  constructor(element, view) {
    this.element = element;
    this.view = view;
    this.colours = find(element, ".colours");
    this.kinds = find(element, ".kinds");
    this.edgeKinds = find(element, ".edge-kinds");
    this.openGroups = find(element, ".open-groups");
    this.showAll = find(element, ".show-all");
    this.choice = findTyped(element, "select", HTMLSelectElement);
    this.showAll.addEventListener("click", () => this.reset());
    this.choice.addEventListener("change", () => {
      view.model.colour(/** @type {Colouring} */ (this.choice.value));
      view.refresh();
      this.fill();
    });
    view.changed.listen(() => this.fillOpenGroups());
    this.fill();
  }

  reset() {
    const { filter } = this.view.model;
    for (const hidden of [filter.kinds, filter.edgeKinds, filter.keys]) hidden.clear();
    this.apply();
    this.fill();
  }

  apply() {
    this.view.model.rebuild();
    this.view.refresh();
  }

  isFiltered() {
    const { kinds, edgeKinds, keys } = this.view.model.filter;
    return kinds.size + edgeKinds.size + keys.size > 0;
  }

  /** Fill it from the model. */
  fill() {
    const { kinds, edgeKinds } = this.view.model.columns;
    this.fillChoice();
    this.fillColours();
    this.fillKinds();
    this.fillEdgeKinds();
    find(this.element, ".shapes-part").hidden = kinds.length < 2;
    find(this.element, ".edges-part").hidden = edgeKinds.length < 2;
    this.showAll.hidden = !this.isFiltered();
    this.fillOpenGroups();
  }

  fillChoice() {
    const { columns, colourBy } = this.view.model;
    const options = Object.entries(columns.legends).map(([value, { name }]) =>
      make("option", { value }, name),
    );
    this.choice.replaceChildren(...options);
    this.choice.value = colourBy;
  }

  fillColours() {
    const { model, painter } = this.view,
      { entries, of } = model.columns.legends[model.colourBy],
      counts = countValues(of, entries.length);
    const lines = entries.map((entry, number) => {
      const mark = makeSwatch("Paper", colourOf(entry, painter.theme));
      return this.line({
        hidden: model.filter.keys,
        number,
        label: entry.label,
        count: counts[number],
        mark,
      });
    });
    this.colours.replaceChildren(...lines);
  }

  fillKinds() {
    const { model, painter } = this.view,
      { kinds, kindNames, nodes } = model.columns,
      counts = countValues(nodes.kind, kinds.length);
    const lines = kinds.map((kind, number) => {
      const mark = makeSwatch(kind, painter.theme.muted),
        label = kindNames[number][1];
      return this.line({
        hidden: model.filter.kinds,
        number,
        label,
        count: counts[number],
        mark,
      });
    });
    this.kinds.replaceChildren(...lines);
  }

  fillEdgeKinds() {
    const { model } = this.view,
      { edgeKinds, phrases, edges } = model.columns,
      counts = countValues(edges.kind, edgeKinds.length);
    const lines = phrases.map(([label], number) => {
      const mark = make("span", { class: "line", "aria-hidden": "true" });
      return this.line({
        hidden: model.filter.edgeKinds,
        number,
        label,
        count: counts[number],
        mark,
      });
    });
    this.edgeKinds.replaceChildren(...lines);
  }

  /** @param {Line} line */
  line({ hidden, number, label, count, mark }) {
    const toggle = () => {
      if (!hidden.delete(number)) hidden.add(number);
      button.setAttribute("aria-pressed", String(!hidden.has(number)));
      this.apply();
      this.showAll.hidden = !this.isFiltered();
    };
    const pressed = String(!hidden.has(number));
    const button = makeButton(mark, toggle, {
      class: "entry",
      "aria-pressed": pressed,
      title: label,
    });
    button.append(
      make("span", { class: "name" }, label),
      make("span", { class: "count" }, formatNumber(count)),
    );
    return make("li", {}, button);
  }

  fillOpenGroups() {
    const { view } = this,
      { model } = view,
      open = [...model.open];
    find(this.element, ".open-part").hidden = open.length === 0;
    const lines = open.map((group) => {
      const close = () => {
        view.closeGroup(group);
        view.host.focus();
      };
      const name = make("span", { class: "name" }, model.short(group)),
        button = makeButton(name, close, { class: "entry", title: `Close ${model.short(group)}` });
      button.append(
        make("span", { "aria-hidden": "true" }, "×"),
        make("span", { class: "unseen" }, " close"),
      );
      return make("li", {}, button);
    });
    this.openGroups.replaceChildren(...lines);
  }
}

/**
 * A small picture of a node.
 *
 * @param {string} kind
 * @param {string} colour
 */
function makeSwatch(kind, colour) {
  const canvas = make("canvas", { width: 32, height: 32, "aria-hidden": "true", class: "swatch" }),
    context = contextOf(canvas);
  context.fillStyle = colour;
  context.beginPath();
  tracePath(context, kind, 16, 16, 10);
  context.fill();
  return canvas;
}
