// Explore: the exploration as a map, with a bar above it.

/** @import {Columns} from "../../assets/columns.d.ts" */
/** @import {GraphMap} from "../../assets/map.js" */
/** @import {Places} from "./exploration-state.js" */
/** @import {Change, FailedChange} from "./exploration.js" */
/** @import {Address, Mounted, ViewContext} from "./views.d.ts" */

import { make } from "../../assets/dom.js";
import { formatCount, formatNumber } from "../../assets/number-words.js";
import { beginExploring } from "./begin-exploring.js";
import { ExplorePanel } from "./explore-panel.js";
import { ExploreToolbar } from "./explore-toolbar.js";
import { emptyState, readState, writeStep } from "./exploration-state.js";
import { Exploration } from "./exploration.js";
import { failureBox, say, tellFailure, toast } from "./messages.js";
import { mountMap, unmountMap } from "./mount-map.js";
import { paperLists } from "./paper-lists.js";

const CROWDED = 400; // nodes from which the page warns that a picture says little

/**
 * Columns with the places that nodes have here; what is pinned is marked.
 *
 * @param {Columns} columns
 * @param {Places} at
 * @param {string[]} pinned
 * @returns {Columns}
 */
export function withPlaces(columns, at, pinned) {
  const { nodes } = columns;
  /** @param {number} axis */
  const along = (axis) => nodes.id.map((id) => at.get(id)?.[axis] ?? 0);
  const short = nodes.short.map((text, i) => (pinned.includes(nodes.id[i]) ? `◆ ${text}` : text));
  return { ...columns, nodes: { ...nodes, short, x: along(0), y: along(1) } };
}

class ExploreView {
  /**
   * @param {HTMLElement} root
   * @param {ViewContext} context
   */
  constructor(root, context) {
    this.signal = context.signal;
    this.title = "Explore";
    this.exploration = new Exploration(context.signal);
    /** @type {GraphMap | null} */
    this.map = null;
    this.toolbar = this.makeToolbar();
    this.notes = make("div", { class: "explore-notes" });
    this.place = make("div", { class: "explore-stage" });
    root.replaceChildren(this.toolbar.element, this.notes, this.place);
    const { changed, asking, refused, failed } = this.exploration;
    changed.listen((change) => this.draw(change));
    asking.listen((busy) => this.place.toggleAttribute("aria-busy", busy));
    refused.listen(({ what, todo }) => toast(`${what}. ${todo ?? ""}`.replaceAll("`", "")));
    failed.listen((failure) => this.fail(failure));
    this.filled = this.load(context, "load");
  }

  makeToolbar() {
    const clear = () => this.exploration.change(emptyState());
    return new ExploreToolbar({
      begin: (hit) => this.exploration.begin(hit.node),
      undo: () => this.undo(),
      showHidden: () => this.exploration.change({ hidden: [] }),
      arrange: (years) => this.arrange(years),
      tidy: () => this.exploration.tidy(),
      table: () => this.map?.showTable(),
      clear,
    });
  }

  /**
   * @param {Address} address
   * @param {"load" | "move"} how
   */
  load({ params, hash }, how) {
    this.exploration.depth = history.state?.depth ?? 0;
    return this.exploration.apply(readState(params), how, hash);
  }

  /** @param {Address} address */
  update(address) {
    this.load(address, "move");
  }

  retheme() {
    this.map?.retheme();
  }

  leave() {
    if (this.map) unmountMap(this.place, this.map);
    this.map = null;
  }

  undo() {
    if (this.exploration.depth > 0) history.back();
    else toast("There is nothing to undo.");
  }

  /** @param {boolean} years */
  arrange(years) {
    this.exploration.change({ years }, "replace");
  }

  /** @param {string} node */
  hide(node) {
    const { short } = this.exploration.find(node) ?? { short: node };
    this.exploration.hide(node);
    toast(`“${short}” is hidden.`, "Undo", () => this.undo());
    this.map?.host.focus();
  }

  /** @param {string} node */
  pin(node) {
    say(this.exploration.pin(node) ? "Pinned" : "No longer pinned");
  }

  /** Add a paper to the list, or take it out. @param {string} id */
  take(id) {
    const node = this.exploration.find(id);
    if (node?.kind !== "Paper") return;
    const has = paperLists.toggle({ id: node.key, title: node.title, year: node.year }),
      { name } = paperLists.current;
    toast(has ? `Added to “${name}”.` : `Taken out of “${name}”.`);
  }

  // --- from the exploration to the screen

  /** @param {Change} change */
  draw({ before, fresh, how }) {
    const { exploration } = this,
      { columns, state, at, depth } = exploration;
    this.toolbar.show({
      undoable: depth > 0,
      hidden: state.hidden.length,
      years: state.years,
      count: columns ? tellCount(columns) : "",
    });
    this.tellNotes();
    if (!columns) {
      this.leave();
      const begin = (/** @type {string} */ node) => exploration.begin(node);
      beginExploring(this.place, { signal: this.signal, begin });
      return;
    }
    const map = this.showColumns(withPlaces(columns, at, state.pinned));
    this.arrangeMap(map, !before.length || how === "load" || !this.isInSight(map, fresh));
    if (state.table !== map.isTableShown) map.showTable(state.table);
  }

  /**
   * @param {GraphMap} map
   * @param {boolean} fit Whether to show the whole graph.
   */
  arrangeMap({ view }, fit) {
    const { selected, years } = this.exploration.state,
      place = years ? "years" : "links",
      item = selected === null ? undefined : view.model.number.get(selected);
    if (view.model.place !== place) view.setPlace(place);
    if (item !== undefined && view.model.reveal(item)) view.refresh();
    view.select(item === undefined ? null : { item });
    if (fit) view.camera.fit();
  }

  /** @param {Columns} columns */
  showColumns(columns) {
    if (this.map) {
      this.map.setColumns(columns);
      return this.map;
    }
    this.place.replaceChildren();
    const map = (this.map = mountMap(this.place, columns, {
      movable: true,
      makePanel: (element, view) => new ExplorePanel(element, view, this),
    }));
    const { view } = map;
    map.tableShown.listen((open) => {
      this.toolbar.table.setAttribute("aria-pressed", String(open));
      this.exploration.showTable(open);
    });
    view.selectionChanged.listen((target) => {
      const id = target?.item === undefined ? null : view.model.columns.nodes.id[target.item];
      this.exploration.select(id ?? null);
    });
    view.dragged.listen((item) => {
      const { columns: drawn, x, y } = view.model;
      this.exploration.drag(drawn.nodes.id[item], [x[item], y[item]]);
    });
    return map;
  }

  /**
   * @param {GraphMap} map
   * @param {string[]} ids
   */
  isInSight({ view }, ids) {
    return ids.every((id) => view.camera.isInSight(view.model.number.get(id) ?? 0));
  }

  tellNotes() {
    const { failures, taken, shown } = this.exploration;
    const failed = failures.map(({ step, error }) =>
      failureBox({
        what: `${error.what} (${writeStep(step)[1]})`,
        kept: "",
        todo: error.todo ?? "",
        givenUp: null,
      }),
    );
    const notes = taken.map(({ report }) => report.left_out ?? "").filter(Boolean),
      many = formatNumber(shown.length);
    if (shown.length > CROWDED)
      notes.push(
        `${many} nodes are on the screen: a picture of so many says little. Collapse or hide some, or read the table.`,
      );
    this.notes.replaceChildren(
      ...failed,
      ...notes.map((note) => make("p", { class: "note" }, note)),
    );
  }

  /** @param {FailedChange} failure */
  fail({ failure, how, again }) {
    if (how === "push" && this.map) {
      toast(tellFailure(failure), "Try again", again);
      return;
    }
    this.leave();
    this.notes.replaceChildren(failureBox(failure, again));
  }

  /** What keys do here. @returns {Record<string, () => void>} */
  get keys() {
    const { map } = this,
      camera = map?.view.camera;
    /** @param {(node: string) => void} act */
    const onNode = (act) => () => {
      const { selected } = this.exploration.state;
      if (selected) act(selected);
      else say("Choose a node first.");
    };
    return {
      u: () => this.undo(),
      x: onNode((node) => this.hide(node)),
      p: onNode((node) => this.pin(node)),
      a: onNode((node) => this.take(node)),
      y: () => this.arrange(!this.exploration.state.years),
      t: () => map?.showTable(),
      l: () => map?.toggleLegend(),
      "+": () => camera?.zoomMiddle(1.5),
      "-": () => camera?.zoomMiddle(1 / 1.5),
      0: () => camera?.fit(),
      Escape: () => (map?.isTableShown ? map.showTable(false) : map?.view.select(null)),
    };
  }
}

/** @param {Columns} columns */
const tellCount = ({ nodes, edges }) =>
  `${formatCount(nodes.id.length, "node", "nodes")}, ${formatCount(edges.start.length, "link", "links")}`;

/** @typedef {ExploreView} Explorer */

/**
 * @param {HTMLElement} root
 * @param {ViewContext} context
 * @returns {Mounted}
 */
export const mount = (root, context) => new ExploreView(root, context);
