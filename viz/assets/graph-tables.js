// The same content as tables: for screen readers, for sorting, and for print.

/** @import {GraphMap} from "./map.js" */
/** @import {Value} from "./table-order.js" */

import { find, make, makeButton } from "./dom.js";
import { formatCount, formatNumber } from "./number-words.js";
import { orderRows } from "./table-order.js";

const PAGE = 200;
const ALPHABETIC = new Set(["title", "kind", "topic", "start", "end"]);

/** @typedef {"nodes" | "edges"} TableName */
/** @typedef {[column: string, direction: number]} Order */

export class GraphTables {
  /**
   * @param {HTMLElement} element
   * @param {GraphMap} map
   */
  constructor(element, map) {
    this.element = element;
    this.map = map;
    this.printing = false;
    /** @type {Record<TableName, Order>} */
    this.order = { nodes: ["cited", -1], edges: ["weight", -1] };
    this.bodies = { nodes: find(element, ".node-rows"), edges: find(element, ".edge-rows") };
    for (const button of element.querySelectorAll("th button"))
      if (button instanceof HTMLElement) this.listen(button);
    map.view.changed.listen(() => {
      if (!element.hidden) this.fillAll();
    });
    addEventListener("beforeprint", () => {
      this.printing = true;
      this.fillAll();
    });
    addEventListener("afterprint", () => {
      this.printing = false;
      if (!element.hidden) this.fillAll();
    });
  }

  get model() {
    return this.map.view.model;
  }

  /** @param {HTMLElement} button Orders a table by a column. */
  listen(button) {
    const name = /** @type {TableName} */ (button.dataset.set),
      column = button.dataset.column ?? "";
    button.addEventListener("click", () => {
      const [now, direction] = this.order[name],
        first = ALPHABETIC.has(column) ? 1 : -1;
      this.order[name] = [column, now === column ? -direction : first];
      this.fill(name);
    });
  }

  fillAll() {
    this.fill("nodes");
    this.fill("edges");
  }

  /** Visible nodes or edges, in order. @param {TableName} name */
  rows(name) {
    const { model } = this,
      [column, direction] = this.order[name];
    if (name === "nodes") {
      const nodes = [...model.pass.keys()].filter((node) => model.pass[node]);
      return orderRows(nodes, (node) => this.nodeValue(node, column), direction);
    }
    const { kind } = model.columns.edges;
    const edges = [...model.start.keys()].filter(
      (edge) =>
        model.pass[model.start[edge]] &&
        model.pass[model.end[edge]] &&
        !model.filter.edgeKinds.has(kind[edge]),
    );
    return orderRows(edges, (edge) => this.edgeValue(edge, column), direction);
  }

  /**
   * @param {number} node
   * @param {string} column
   * @returns {Value}
   */
  nodeValue(node, column) {
    const { nodes } = this.model.columns;
    if (column === "kind") return this.model.kindName(node);
    return nodes[/** @type {"title" | "year" | "cited" | "topic" | "listed"} */ (column)][node];
  }

  /**
   * @param {number} edge
   * @param {string} column
   * @returns {Value}
   */
  edgeValue(edge, column) {
    const { model } = this;
    if (column === "weight") return model.weight[edge];
    if (column === "kind") return model.phrase(edge);
    return model.short(column === "start" ? model.start[edge] : model.end[edge]);
  }

  /** @param {TableName} name */
  fill(name) {
    const body = this.bodies[name],
      rows = this.rows(name);
    this.markOrder(name);
    let shown = 0;
    const more = /** @type {HTMLButtonElement} */ (find(this.element, `.more-${name}`));
    /** @param {number} count */
    const add = (count) => {
      const some = rows.slice(shown, shown + count);
      body.append(...some.map((row) => (name === "nodes" ? this.nodeRow(row) : this.edgeRow(row))));
      shown += some.length;
      more.hidden = shown >= rows.length;
      more.textContent = `Show more (${formatNumber(shown)} of ${formatNumber(rows.length)})`;
    };
    body.replaceChildren();
    more.onclick = () => add(PAGE * 5);
    add(this.printing ? rows.length : PAGE);
    const words = name === "nodes" ? ["node", "nodes"] : ["link", "links"];
    find(this.element, `.count-${name}`).textContent = formatCount(rows.length, words[0], words[1]);
  }

  /** @param {TableName} name */
  markOrder(name) {
    const [column, direction] = this.order[name];
    for (const head of this.bodies[name].closest("table")?.querySelectorAll("th") ?? []) {
      const button = head.querySelector("button");
      if (button?.dataset.column === column)
        head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    }
  }

  /**
   * A button that leads to a node in the graph.
   *
   * @param {number} node
   * @param {string} text
   */
  jump(node, text) {
    const { map } = this;
    const jump = () => {
      map.showTable(false);
      map.view.jump(node);
      map.view.host.focus();
    };
    return makeButton(text, jump, { class: "jump" });
  }

  /** @param {number} node */
  nodeRow(node) {
    const { nodes } = this.model.columns,
      authors = nodes.details[node].find(([name]) => name === "Authors"),
      year = nodes.year[node];
    return make(
      "tr",
      {},
      make(
        "th",
        { scope: "row" },
        this.jump(node, nodes.title[node]),
        authors ? make("div", { class: "aside" }, authors[1]) : null,
      ),
      make("td", {}, this.model.kindName(node)),
      make("td", { class: "number" }, year === null ? "" : String(year)),
      make("td", { class: "number" }, formatNumber(nodes.cited[node])),
      make("td", {}, nodes.topic[node] ?? ""),
      make("td", {}, nodes.listed[node] ? "yes" : ""),
    );
  }

  /** @param {number} edge */
  edgeRow(edge) {
    const { model } = this,
      { edges, papers } = model.columns,
      behind = (edges.papers[edge] ?? []).map((paper) => papers[paper][1]),
      why = [...(edges.evidence[edge] ?? []), behind.join(", ")].filter(Boolean);
    return make(
      "tr",
      {},
      make("td", {}, this.jump(model.start[edge], model.short(model.start[edge]))),
      make("td", {}, model.phrase(edge)),
      make("td", {}, this.jump(model.end[edge], model.short(model.end[edge]))),
      make("td", { class: "number" }, formatNumber(model.weight[edge])),
      make("td", {}, why.join(" ")),
    );
  }
}
