// What is on the screen as the columns that the drawing code reads (docs/pages.md has the form).

import { byYear } from "./place.js";

const PLURALS = { Repository: "Repositories", WebPage: "Web pages" };
const CATEGORIES = 8,
  SHADES = 6;

export const PHRASES = {
  CITES: ["cites", "cited by"],
  CO_CITED: ["cited together with", "cited together with"],
  RELATED: ["related to", "related to"],
  AUTHORED: ["wrote", "written by"],
  AFFILIATED_WITH: ["works at", "people"],
  PUBLISHED_IN: ["published in", "published"],
  HAS_TOPIC: ["has topic", "topic of"],
  HAS_CODE: ["code", "code of"],
  HAS_MODEL: ["model", "mentioned by the card of"],
  HAS_DATASET: ["dataset", "mentioned by the card of"],
  HAS_SPACE: ["Space", "mentioned by the card of"],
  LINKS_TO: ["web page", "web page of"],
};
const phrases = (kind) =>
  PHRASES[kind] || [
    kind.replaceAll("_", " ").toLowerCase(),
    kind.replaceAll("_", " ").toLowerCase(),
  ];

// The most frequent topics have a colour each.
function topics(nodes) {
  const count = new Map();
  for (const { topic } of nodes) if (topic) count.set(topic, (count.get(topic) || 0) + 1);
  const first = [...count]
    .sort((one, two) => two[1] - one[1] || (one[0] < two[0] ? -1 : 1))
    .slice(0, CATEGORIES)
    .map(([topic]) => topic);
  const entries = first.map((label, i) => ({ label, colour: ["category", i] })),
    place = new Map(first.map((topic, i) => [topic, i]));
  const extra = (label) => {
    let at = entries.findIndex((one) => one.label === label);
    if (at < 0) at = entries.push({ label, colour: ["other", null] }) - 1;
    return at;
  };
  const of = nodes.map((node) =>
    place.has(node.topic) ? place.get(node.topic) : node.topic ? -1 : -2,
  );
  return {
    entries,
    of: of.map((one) => (one >= 0 ? one : extra(one === -1 ? "Other topics" : "Without topic"))),
  };
}

// Years in steps with about equally many nodes each, from light to dark.
function years(nodes) {
  const known = nodes
    .map((node) => node.year)
    .filter((year) => year !== null)
    .sort((one, two) => one - two);
  const bounds = known.length
    ? [
        ...new Set(
          Array.from({ length: SHADES }, (_, i) => known[Math.floor((known.length * i) / SHADES)]),
        ),
      ]
    : [];
  const entries = bounds.map((low, i) => {
    const high = i + 1 < bounds.length ? bounds[i + 1] - 1 : known[known.length - 1];
    return {
      label: low === high ? String(low) : `${low}–${high}`,
      colour: ["scale", Math.round((i * (SHADES - 1)) / Math.max(bounds.length - 1, 1))],
    };
  });
  const of = nodes.map(({ year }) =>
    year === null ? bounds.length : bounds.filter((low) => low <= year).length - 1,
  );
  if (of.includes(bounds.length)) entries.push({ label: "Without year", colour: ["other", null] });
  return { entries, of };
}

function listed(nodes) {
  const all = [
    { label: "In my list", colour: ["listed", null] },
    { label: "Not in my list", colour: ["unlisted", null] },
    { label: "Not a paper", colour: ["other", null] },
  ];
  const of = nodes.map((node) => (node.kind !== "Paper" ? 2 : node.listed ? 0 : 1)),
    used = [0, 1, 2].filter((one) => of.includes(one));
  return { entries: used.map((one) => all[one]), of: of.map((one) => used.indexOf(one)) };
}

// nodes and edges as the server gives them; at: places by id; pinned: a set of ids.
export function sceneData(nodes, edges, papers, at, pinned) {
  const number = new Map(nodes.map((node, i) => [node.id, i])),
    drawn = edges.filter((edge) => number.has(edge.start) && number.has(edge.end));
  const kinds = [...new Set(nodes.map((node) => node.kind))].sort(
    (one, two) => (one !== "Paper") - (two !== "Paper") || (one < two ? -1 : 1),
  );
  const edgeKinds = [...new Set(drawn.map((edge) => edge.kind))].sort();
  const behind = [...new Set(drawn.flatMap((edge) => edge.papers || []))].filter(
      (paper) => papers[paper],
    ),
    place = new Map(behind.map((paper, i) => [paper, i]));
  const time = byYear(nodes, at);
  return {
    kinds,
    kindNames: kinds.map((kind) => PLURALS[kind] || `${kind}s`),
    edgeKinds,
    phrases: edgeKinds.map(phrases),
    nodes: {
      id: nodes.map((node) => node.id),
      kind: nodes.map((node) => kinds.indexOf(node.kind)),
      short: nodes.map((node) => (pinned.has(node.id) ? `◆ ${node.short}` : node.short)),
      title: nodes.map((node) => node.title),
      year: nodes.map((node) => node.year),
      cited: nodes.map((node) => node.cited),
      topic: nodes.map((node) => node.topic),
      listed: nodes.map((node) => Number(node.listed)),
      details: nodes.map((node) => node.details),
      x: nodes.map((node) => at.get(node.id)[0]),
      y: nodes.map((node) => at.get(node.id)[1]),
      tx: nodes.map((node) => time.places.get(node.id)[0]),
      ty: nodes.map((node) => time.places.get(node.id)[1]),
      // A size of its own, that does not change when others come to the screen.
      r: nodes.map((node) =>
        node.kind === "Paper" ? 5 + 13 * Math.sqrt(node.cited / (node.cited + 60)) : 7,
      ),
      group: nodes.map(() => -1),
    },
    edges: {
      start: drawn.map((edge) => number.get(edge.start)),
      end: drawn.map((edge) => number.get(edge.end)),
      kind: drawn.map((edge) => edgeKinds.indexOf(edge.kind)),
      weight: drawn.map((edge) => edge.weight),
      directed: drawn.map((edge) => Number(edge.directed)),
      papers: Object.fromEntries(
        drawn.flatMap((edge, i) =>
          edge.papers
            ? [
                [
                  i,
                  edge.papers.filter((paper) => place.has(paper)).map((paper) => place.get(paper)),
                ],
              ]
            : [],
        ),
      ),
      evidence: Object.fromEntries(
        drawn.flatMap((edge, i) => (edge.evidence ? [[i, edge.evidence]] : [])),
      ),
    },
    papers: behind.map((paper) => [
      ...papers[paper],
      number.has(`Paper:${paper}`) ? number.get(`Paper:${paper}`) : -1,
    ]),
    groups: { parent: [], label: [], members: [], x: [], y: [], r: [], tx: [], ty: [] },
    bands: time.bands,
    legends: { topic: topics(nodes), year: years(nodes), listed: listed(nodes) },
  };
}
