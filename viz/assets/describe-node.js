// What the panel says about a node.

/** @import {DetailsPanel} from "./details-panel.js" */
/** @import {Detail} from "./columns.d.ts" */

import { make, makeButton, webLink } from "./dom.js";
import { formatCount, formatNumber } from "./number-words.js";

const SHOWN = 50;
const NAMED = 3; // papers behind a link that its line names
const OPEN_UP_TO = 12; // lines of a list that is open from the start

/**
 * @param {DetailsPanel} panel
 * @param {number} node
 * @returns {(Node | null)[]}
 */
export function describeNode(panel, node) {
  const { model } = panel.view,
    { nodes } = model.columns;
  const over = [model.kindName(node), nodes.year[node], nodes.listed[node] ? "in my list" : null];
  const { links, abstract, others } = sortDetails(nodes.details[node]);
  return [
    ...panel.head(nodes.title[node], over.filter((part) => part !== null).join(" · ")),
    links.length
      ? make("p", { class: "links" }, ...links.map(([, text, url]) => webLink(text, url)))
      : null,
    listFacts(panel, node, others),
    abstract ? describeAbstract(abstract) : null,
    ...listRelated(panel, node),
    ...[...model.groupsAround(node)].map((group) => tellGroup(panel, group)),
  ];
}

/** @param {Detail[]} details */
function sortDetails(details) {
  return {
    links: details.filter(([name]) => name === "Link"),
    abstract: details.find(([name]) => name === "Abstract")?.[1],
    others: details.filter(([name]) => name !== "Link" && name !== "Abstract"),
  };
}

/** @param {string} text */
const describeAbstract = (text) =>
  make("section", {}, make("h3", {}, "Abstract"), make("p", { class: "abstract" }, text));

/**
 * @param {DetailsPanel} panel
 * @param {number} node
 * @param {Detail[]} details
 */
function listFacts(panel, node, details) {
  const { model } = panel.view,
    { cited, topic } = model.columns.nodes,
    facts = make("dl");
  /** @type {Detail[]} */
  const lines = [];
  if (model.kind(node) === "Paper")
    lines.push(["Cited here by", formatCount(cited[node], "paper", "papers"), null]);
  if (topic[node]) lines.push(["Topic", topic[node], null]);
  let before = null;
  for (const [name, text, url] of [...lines, ...details]) {
    if (name !== before) facts.append(make("dt", {}, name));
    facts.append(make("dd", {}, url ? webLink(text, url) : text));
    before = name;
  }
  return facts;
}

/**
 * @param {DetailsPanel} panel
 * @param {number} group
 */
function tellGroup(panel, group) {
  const { view } = panel;
  return make(
    "p",
    { class: "within" },
    `Within “${view.model.short(group)}” `,
    panel.groupButton("Close this community", () => view.closeGroup(group), "plain"),
  );
}

/**
 * The nodes that links lead to, in a list for each kind of link.
 *
 * @param {DetailsPanel} panel
 * @param {number} node
 */
function listRelated(panel, node) {
  const { model } = panel.view,
    { edges } = model.columns;
  /** @type {Map<string, { order: number, lines: [other: number, edge: number][] }>} */
  const lists = new Map();
  for (const edge of model.edgesOf(node)) {
    const outward = model.start[edge] === node,
      phrase = model.phrase(edge, outward);
    const list = lists.get(phrase) ?? {
      order: edges.kind[edge] * 2 + (outward ? 0 : 1),
      lines: [],
    };
    list.lines.push([outward ? model.end[edge] : model.start[edge], edge]);
    lists.set(phrase, list);
  }
  return [...lists]
    .sort(([, one], [, two]) => one.order - two.order)
    .map(([phrase, { lines }]) => relatedBox(panel, phrase, lines));
}

/**
 * @param {DetailsPanel} panel
 * @param {string} phrase
 * @param {[other: number, edge: number][]} lines
 */
function relatedBox(panel, phrase, lines) {
  const { weight, columns } = panel.view.model,
    { cited } = columns.nodes;
  lines.sort(
    ([one, first], [two, second]) =>
      weight[second] - weight[first] || cited[two] - cited[one] || one - two,
  );
  const list = make("ul", { class: "nodes" });
  /** @param {[other: number, edge: number][]} some */
  const add = (some) =>
    list.append(...some.map(([other, edge]) => relatedLine(panel, other, edge)));
  add(lines.slice(0, SHOWN));
  const count = formatNumber(lines.length),
    name = `${phrase[0].toUpperCase()}${phrase.slice(1)} `;
  const box = make(
    "details",
    { open: lines.length <= OPEN_UP_TO },
    make("summary", {}, name, make("span", { class: "count" }, count)),
    list,
  );
  if (lines.length > SHOWN) {
    const showAll = () => {
      add(lines.slice(SHOWN));
      more.remove();
    };
    const more = makeButton(`Show all ${count}`, showAll, { class: "plain" });
    box.append(more);
  }
  return box;
}

/**
 * @param {DetailsPanel} panel
 * @param {number} other
 * @param {number} edge
 */
function relatedLine(panel, other, edge) {
  const { papers, edges, nodes } = panel.view.model.columns,
    behind = edges.papers[edge],
    evidence = [...(edges.evidence[edge] ?? [])],
    line = make("li", {}, panel.jump(other, nodes.title[other]));
  if (nodes.year[other] !== null)
    line.append(" ", make("span", { class: "aside" }, String(nodes.year[other])));
  if (behind) {
    const first = behind.slice(0, NAMED).map((paper) => papers[paper][1]);
    const more = behind.length > NAMED ? ", …" : "";
    evidence.unshift(
      `Through ${formatCount(behind.length, "paper", "papers")}: ${first.join(", ")}${more}`,
    );
  }
  if (evidence.length) line.append(make("div", { class: "evidence" }, evidence.join(" ")));
  return line;
}
