// Columns of small drawings, as the server would send them.

/** @import {Columns, Legend} from "../../../viz/assets/columns.d.ts" */

/**
 * A node of a test: what is not given is as plain as possible.
 *
 * @typedef {object} SampleNode
 * @property {string} id
 * @property {number | null} [year]
 * @property {number} [cited]
 * @property {number} [x]
 * @property {number} [y]
 * @property {number} [group]
 * @property {number} [key] Its entry in the legend of topics.
 */

/** @param {string} name @param {number[]} of @returns {Legend} */
const legend = (name, of) => ({
  name,
  entries: [0, 1, 2].map((i) => ({ label: `${name} ${i}`, colour: ["category", i] })),
  of,
});

/** @param {number[]} parents */
const sampleGroups = (parents) => ({
  parent: parents,
  label: parents.map((_, i) => `Group ${i}`),
  members: parents.map(() => 0),
  x: parents.map((_, i) => i * 500),
  y: parents.map(() => 0),
  r: parents.map(() => 100),
  tx: parents.map((_, i) => i * 500),
  ty: parents.map(() => 0),
});

/** @param {SampleNode[]} nodes @param {string[]} kinds */
const sampleNodes = (nodes, kinds) => ({
  id: nodes.map(({ id }) => id),
  kind: nodes.map(({ id }) => kinds.indexOf(id.split(":")[0])),
  short: nodes.map(({ id }) => id),
  title: nodes.map(({ id }) => `Title of ${id}`),
  year: nodes.map(({ year = null }) => year),
  cited: nodes.map(({ cited = 0 }) => cited),
  topic: nodes.map(() => null),
  listed: nodes.map(() => 0),
  details: nodes.map(() => []),
  x: nodes.map(({ x = 0 }) => x),
  y: nodes.map(({ y = 0 }) => y),
  tx: nodes.map(({ x = 0 }) => x),
  ty: nodes.map(({ y = 0 }) => y),
  r: nodes.map(() => 7),
  group: nodes.map(({ group = -1 }) => group),
});

/**
 * Make columns.
 *
 * @param {SampleNode[]} nodes
 * @param {[start: number, end: number, kind?: string, weight?: number][]} [edges]
 * @param {number[]} [parents] Groups, each by the one around it or -1.
 * @returns {Columns}
 */
export function sampleColumns(nodes, edges = [], parents = []) {
  const kinds = [...new Set(nodes.map(({ id }) => id.split(":")[0]))],
    edgeKinds = [...new Set(edges.map(([, , kind = "CITES"]) => kind))];
  const keys = nodes.map(({ key = 0 }) => key);
  return {
    kinds,
    kindNames: kinds.map((kind) => [kind, `${kind}s`]),
    edgeKinds,
    phrases: edgeKinds.map((kind) => [kind.toLowerCase(), `${kind.toLowerCase()} by`]),
    nodes: sampleNodes(nodes, kinds),
    edges: {
      start: edges.map(([start]) => start),
      end: edges.map(([, end]) => end),
      kind: edges.map(([, , kind = "CITES"]) => edgeKinds.indexOf(kind)),
      weight: edges.map(([, , , weight = 1]) => weight),
      directed: edges.map(() => 1),
      papers: {},
      evidence: {},
    },
    papers: [],
    groups: sampleGroups(parents),
    bands: [],
    legends: {
      community: legend("Community", keys),
      topic: legend("Topic", keys),
      year: legend("Year", keys),
      listed: legend("In my list", keys),
    },
    colour: "topic",
  };
}
