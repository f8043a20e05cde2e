// Places for all that steps bring to the screen: what has one keeps it.

/** @import {Columns} from "../../assets/columns.d.ts" */
/** @import {StepReport} from "./server-answers.d.ts" */
/** @import {Place, Places, Step} from "./exploration-state.js" */

import {
  placeAround,
  placeBeside,
  placeBetween,
  placeTogether,
  settle,
} from "./incremental-layout.js";

/** @typedef {{ step: Step, report: StepReport }} Taken A step with what it brings. */

/**
 * Both ends of each edge, by the names of the nodes.
 *
 * @param {Columns} columns
 * @returns {[start: string, end: string][]}
 */
export const edgesByName = ({ nodes, edges }) =>
  edges.start.map((start, i) => [nodes.id[start], nodes.id[edges.end[i]]]);

/**
 * The places of nodes as the server computed them.
 *
 * @param {Columns} columns
 * @returns {Places}
 */
export const placesOf = ({ nodes }) =>
  new Map(nodes.id.map((id, i) => [id, [nodes.x[i], nodes.y[i]]]));

/**
 * Place what has no place.
 *
 * @param {Taken[]} taken
 * @param {Columns} columns
 * @param {Places} kept Places of what stays on the screen.
 * @returns {Places}
 */
export function placeNodes(taken, columns, kept) {
  const on = new Set(columns.nodes.id),
    at = new Map([...kept].filter(([id]) => on.has(id)));
  /** @type {string[]} */
  const loose = [];
  for (const { step, report } of taken) {
    const lacking = report.nodes.filter((id) => on.has(id) && !at.has(id));
    loose.push(...placeStep(step, report.nodes, lacking, columns, at));
  }
  for (const id of on) if (!at.has(id)) placeBeside(id, at);
  settle(loose, edgesByName(columns), at);
  return at;
}

/**
 * Place what one step brings.
 *
 * @param {Step} step
 * @param {string[]} nodes All that it brings.
 * @param {string[]} lacking What has no place.
 * @param {Columns} columns
 * @param {Places} at
 * @returns {string[]} Nodes that are to settle.
 */
function placeStep({ open, path, query }, nodes, lacking, columns, at) {
  if (open) return placeOpened(open.node, lacking, at);
  if (path) return placePath(nodes, lacking, at);
  if (query) {
    const places = placesOf(columns);
    placeTogether(new Map(lacking.map((id) => [id, /** @type {Place} */ (places.get(id))])), at);
  } else for (const id of lacking) placeBeside(id, at);
  return [];
}

/**
 * @param {string} node
 * @param {string[]} lacking
 * @param {Places} at
 */
function placeOpened(node, lacking, at) {
  if (lacking.includes(node)) placeBeside(node, at);
  const others = lacking.filter((id) => id !== node);
  placeAround(others, node, at);
  return others;
}

/**
 * @param {string[]} nodes
 * @param {string[]} lacking
 * @param {Places} at
 */
function placePath(nodes, lacking, at) {
  const ends = [nodes[0], nodes[nodes.length - 1]],
    inner = lacking.filter((id) => !ends.includes(id));
  for (const id of ends) if (lacking.includes(id)) placeBeside(id, at);
  const [begin, end] = ends.map((id) => at.get(id));
  if (begin && end) placeBetween(inner, begin, end, at);
  else for (const id of inner) placeBeside(id, at);
  return inner;
}
