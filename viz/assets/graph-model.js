// The model: what there is to draw, what of it is visible now, and which links that leaves.
// Nodes have the numbers 0 to nodeCount - 1, groups those after them; both are called items.

/** @import {Colouring, Columns} from "./columns.d.ts" */
/** @import {Filter} from "./node-filter.js" */

import { passFilter } from "./node-filter.js";
import { joinLinks, listIncidence, listLinksByItem, noLinks } from "./visible-links.js";

/**
 * What is pointed at or chosen: an item, or a link by its number in `GraphModel.links`.
 *
 * @typedef {{ item: number; link?: undefined } | { link: number; item?: undefined }} Target
 */
/** @typedef {"links" | "years"} Arrangement */

export class GraphModel {
  /** @param {Columns} columns */
  constructor(columns) {
    const { nodes, groups, edges } = columns;
    this.columns = columns;
    this.nodeCount = nodes.id.length;
    this.groupCount = groups.parent.length;
    this.size = this.nodeCount + this.groupCount;
    this.places = {
      links: joinPlaces([nodes.x, groups.x], [nodes.y, groups.y]),
      years: joinPlaces([nodes.tx, groups.tx], [nodes.ty, groups.ty]),
    };
    this.radius = Float64Array.from([...nodes.r, ...groups.r.map((r) => r * 0.62)]);
    this.around = Float64Array.from(groups.r);
    this.parent = Int32Array.from([...nodes.group, ...groups.parent], (group) =>
      group < 0 ? -1 : this.nodeCount + group,
    );
    this.start = Int32Array.from(edges.start);
    this.end = Int32Array.from(edges.end);
    this.weight = Float64Array.from(edges.weight);
    this.heaviest = edges.weight.reduce((most, weight) => Math.max(most, weight), 1);
    this.number = new Map(nodes.id.map((id, i) => [id, i]));
    /** @type {Set<number>} Groups that are open. */
    this.open = new Set();
    /** @type {Arrangement} */
    this.place = "links";
    /** @type {Filter} */
    this.filter = {
      kinds: new Set(),
      edgeKinds: new Set(),
      keys: new Set(),
      from: null,
      to: null,
    };
    /** @type {Colouring} */
    this.colourBy = columns.colour;
    this.keys = new Int32Array(this.size);
    /** @type {ReturnType<typeof listIncidence> | null} */
    this.incident = null;
    // What `rebuild` finds: whether a node passes the filters; the item that stands for each; how
    // many nodes an item stands for; whether an item is visible; the visible items, and the open
    // groups around them; the visible links, and those at each item.
    this.pass = new Uint8Array(this.nodeCount);
    this.shownAs = new Int32Array(this.size);
    this.members = new Int32Array(this.size);
    this.visible = new Uint8Array(this.size);
    /** @type {number[]} */
    this.items = [];
    /** @type {number[]} */
    this.rings = [];
    this.links = noLinks();
    /** @type {Map<number, number[]> | null} */
    this.beside = null;
    this.version = 0;
    this.colour(columns.colour);
  }

  get x() {
    return this.places[this.place].x;
  }

  get y() {
    return this.places[this.place].y;
  }

  /** @param {number} item */
  isGroup(item) {
    return item >= this.nodeCount;
  }

  /** @param {number} item */
  short(item) {
    const { nodes, groups } = this.columns;
    return this.isGroup(item) ? groups.label[item - this.nodeCount] : nodes.short[item];
  }

  /** @param {number} item */
  title(item) {
    return this.isGroup(item) ? this.short(item) : this.columns.nodes.title[item];
  }

  /** @param {number} item */
  kind(item) {
    return this.isGroup(item) ? "Group" : this.columns.kinds[this.columns.nodes.kind[item]];
  }

  /** What a node is, as people say it. @param {number} node */
  kindName(node) {
    return this.columns.kindNames[this.columns.nodes.kind[node]][0];
  }

  /**
   * How an edge is said, from its start or from its end.
   *
   * @param {number} edge
   * @param {boolean} [outward]
   */
  phrase(edge, outward = true) {
    return this.columns.phrases[this.columns.edges.kind[edge]][outward ? 0 : 1];
  }

  incidence() {
    return (this.incident ??= listIncidence(this.nodeCount, this.start, this.end));
  }

  /** @param {number} node */
  edgesOf(node) {
    const { at, list } = this.incidence();
    return [...new Set(list.subarray(at[node], at[node + 1]))];
  }

  /** Groups around an item, from the innermost. @param {number} item */
  *groupsAround(item) {
    for (let up = this.parent[item]; up >= 0; up = this.parent[up]) yield up;
  }

  /** Work out which items are visible and which links run between them. */
  rebuild() {
    this.pass = passFilter(this);
    this.shownAs = this.findShown();
    this.members = new Int32Array(this.size);
    this.visible = new Uint8Array(this.size);
    for (let node = 0; node < this.nodeCount; node++) {
      if (!this.pass[node]) continue;
      this.visible[this.shownAs[node]] = 1;
      this.members[this.shownAs[node]]++;
    }
    this.items = [...this.visible.keys()].filter((item) => this.visible[item]);
    // Big items first, so that small ones lie on top and can be clicked.
    this.items.sort((one, two) => this.radius[two] - this.radius[one]);
    this.rings = [...this.open].filter((item) =>
      [...this.groupsAround(item)].every((up) => this.open.has(up)),
    );
    this.links = joinLinks(this);
    this.beside = null;
    this.version++;
  }

  /** The item that stands for each: itself, or the outermost closed group around it. */
  findShown() {
    const shown = new Int32Array(this.size).fill(-1);
    /** @param {number} item */
    const within = (item) => (this.parent[item] < 0 ? -1 : shown[this.parent[item]]);
    for (let item = this.nodeCount; item < this.size; item++) {
      // parents come before their children
      shown[item] = within(item) >= 0 ? within(item) : this.open.has(item) ? -1 : item;
    }
    for (let node = 0; node < this.nodeCount; node++)
      shown[node] = within(node) >= 0 ? within(node) : node;
    return shown;
  }

  /** Numbers of the visible links at an item. @param {number} item */
  linksAt(item) {
    this.beside ??= listLinksByItem(this.links);
    return this.beside.get(item) ?? [];
  }

  /** @param {number} link */
  isDirected(link) {
    const { start, end, first } = this.links;
    return (
      this.columns.edges.directed[first[link]] === 1 &&
      !this.isGroup(start[link]) &&
      !this.isGroup(end[link])
    );
  }

  /** Open every group around a node. True if something was opened. @param {number} node */
  reveal(node) {
    const closed = [...this.groupsAround(node)].filter((up) => !this.open.has(up));
    for (const group of closed) this.open.add(group);
    if (closed.length) this.rebuild();
    return closed.length > 0;
  }

  /** @param {number} group */
  openGroup(group) {
    this.open.add(group);
    this.rebuild();
  }

  /** Close a group and those within it. @param {number} group */
  closeGroup(group) {
    for (const one of [...this.open])
      if (one === group || [...this.groupsAround(one)].includes(group)) this.open.delete(one);
    this.rebuild();
  }

  /** Nodes in a group at any depth. @param {number} group */
  nodesIn(group) {
    return Array.from({ length: this.nodeCount }, (_, node) => node).filter((node) =>
      [...this.groupsAround(node)].includes(group),
    );
  }

  /** Give each item the number of its entry in a legend. @param {Colouring} by */
  colour(by) {
    this.colourBy = by;
    this.filter.keys.clear();
    const { of, entries } = this.columns.legends[by];
    this.keys.set(of);
    // A closed group takes the colour that most of its members have.
    const votes = Array.from({ length: this.groupCount }, () => new Int32Array(entries.length));
    for (let node = 0; node < this.nodeCount; node++)
      for (const up of this.groupsAround(node)) votes[up - this.nodeCount][of[node]]++;
    votes.forEach((counts, group) => {
      this.keys[this.nodeCount + group] = counts.indexOf(Math.max(0, ...counts));
    });
    this.rebuild();
  }
}

/**
 * @param {[nodes: number[], groups: number[]]} x
 * @param {[nodes: number[], groups: number[]]} y
 */
function joinPlaces(x, y) {
  return { x: Float64Array.from(x.flat()), y: Float64Array.from(y.flat()) };
}
