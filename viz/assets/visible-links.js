// Links between the items that are visible: those of closed groups are joined into one.

/** @import {GraphModel} from "./graph-model.js" */

/**
 * Visible links in lists by column: the items at both ends, the weight, the first edge of each, and
 * how many edges it stands for.
 *
 * @typedef {object} VisibleLinks
 * @property {number[]} start
 * @property {number[]} end
 * @property {number[]} weight
 * @property {number[]} first
 * @property {number[]} count
 * @property {number} size
 */

/** @returns {VisibleLinks} */
export const noLinks = () => ({ start: [], end: [], weight: [], first: [], count: [], size: 0 });

/**
 * Edges at each node: for node i those in list[at[i]] to list[at[i + 1] - 1].
 *
 * @param {number} nodeCount
 * @param {Int32Array} start
 * @param {Int32Array} end
 */
export function listIncidence(nodeCount, start, end) {
  const at = new Int32Array(nodeCount + 1);
  for (let e = 0; e < start.length; e++) {
    at[start[e] + 1]++;
    at[end[e] + 1]++;
  }
  for (let i = 0; i < nodeCount; i++) at[i + 1] += at[i];
  const list = new Int32Array(2 * start.length),
    next = at.slice();
  for (let e = 0; e < start.length; e++) {
    list[next[start[e]]++] = e;
    list[next[end[e]]++] = e;
  }
  return { at, list };
}

/**
 * Find the links between visible items.
 *
 * @param {GraphModel} model
 * @returns {VisibleLinks}
 */
export function joinLinks(model) {
  const { start, end, weight, filter, pass, shownAs, columns, nodeCount } = model,
    { kind } = columns.edges;
  const links = noLinks();
  /** @type {Map<number, number>} Links by their ends, where one end is a group. */
  const joined = new Map();
  for (let e = 0; e < start.length; e++) {
    if (!pass[start[e]] || !pass[end[e]]) continue;
    if (filter.edgeKinds.has(kind[e])) continue;
    const one = shownAs[start[e]],
      two = shownAs[end[e]];
    if (one === two) continue;
    if (one >= nodeCount || two >= nodeCount) {
      const key = Math.min(one, two) * model.size + Math.max(one, two),
        known = joined.get(key);
      if (known !== undefined) {
        links.weight[known] += weight[e];
        links.count[known]++;
        continue;
      }
      joined.set(key, links.size);
    }
    links.start.push(one);
    links.end.push(two);
    links.weight.push(weight[e]);
    links.first.push(e);
    links.count.push(1);
    links.size++;
  }
  return links;
}

/**
 * Numbers of the links at each item.
 *
 * @param {VisibleLinks} links
 */
export function listLinksByItem(links) {
  /** @type {Map<number, number[]>} */
  const found = new Map();
  for (let l = 0; l < links.size; l++)
    for (const item of [links.start[l], links.end[l]]) {
      const known = found.get(item);
      if (known) known.push(l);
      else found.set(item, [l]);
    }
  return found;
}
