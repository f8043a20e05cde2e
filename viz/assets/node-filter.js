// Which nodes the reader wants to see: by kind, by colour, by year.

/** @import {GraphModel} from "./graph-model.js" */

/**
 * What is not to be seen: kinds of nodes, kinds of edges and entries of the legend that are hidden,
 * and the first and the last year that is shown.
 *
 * @typedef {object} Filter
 * @property {Set<number>} kinds
 * @property {Set<number>} edgeKinds
 * @property {Set<number>} keys
 * @property {number | null} from
 * @property {number | null} to
 */
/** @typedef {Pick<GraphModel, "columns" | "nodeCount" | "keys" | "start" | "end" | "filter" | "incidence">} Filtered */

/**
 * Say of each node whether it passes the filters: 1 or 0.
 *
 * @param {Filtered} model
 */
export function passFilter(model) {
  const { kinds, keys, from, to } = model.filter,
    { nodes } = model.columns;
  const pass = new Uint8Array(model.nodeCount);
  for (let i = 0; i < model.nodeCount; i++) {
    const hidden = kinds.has(nodes.kind[i]) || keys.has(model.keys[i]);
    pass[i] = hidden || isOutside(nodes.year[i], from, to) ? 0 : 1;
  }
  if (from !== null || to !== null) dropUndated(model, pass);
  return pass;
}

/**
 * @param {number | null} year
 * @param {number | null} from
 * @param {number | null} to
 */
const isOutside = (year, from, to) =>
  year !== null && (year < (from ?? -Infinity) || year > (to ?? Infinity));

/**
 * What has no year of its own, such as an author, stays while one of its papers stays.
 *
 * @param {Filtered} model
 * @param {Uint8Array} pass
 */
function dropUndated(model, pass) {
  const { nodes, kinds } = model.columns,
    { at, list } = model.incidence(),
    before = pass.slice();
  for (let i = 0; i < model.nodeCount; i++) {
    if (!before[i] || nodes.year[i] !== null || kinds[nodes.kind[i]] === "Paper") continue;
    if (at[i] === at[i + 1]) continue;
    const kept = list.subarray(at[i], at[i + 1]).some((e) => {
      const other = model.start[e] === i ? model.end[e] : model.start[e];
      return before[other] === 1 && nodes.year[other] !== null;
    });
    if (!kept) pass[i] = 0;
  }
}
