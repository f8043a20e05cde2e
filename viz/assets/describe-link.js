// What the panel says about a link, and about the links that are joined between two communities.

/** @import {DetailsPanel} from "./details-panel.js" */
/** @import {PaperLine} from "./columns.d.ts" */

import { make, webLink } from "./dom.js";
import { formatCount, formatNumber } from "./number-words.js";

const SHOWN = 50;

/**
 * @param {DetailsPanel} panel
 * @param {number} link
 * @returns {(Node | null)[]}
 */
export function describeLink(panel, link) {
  const { model } = panel.view,
    { nodes, edges, papers } = model.columns,
    edge = model.links.first[link],
    count = model.links.count[link],
    start = model.start[edge],
    end = model.end[edge],
    phrase = model.phrase(edge),
    behind = edges.papers[edge];
  const arrow = model.isDirected(link) ? "→" : "–";
  const weighed = model.weight[edge] !== 1 && !behind;
  return [
    ...panel.head(`${nodes.short[start]} ${arrow} ${nodes.short[end]}`, phrase),
    make(
      "p",
      { class: "ends" },
      panel.jump(start, nodes.title[start]),
      make("span", { class: "aside" }, ` ${phrase} `),
      panel.jump(end, nodes.title[end]),
    ),
    weighed ? make("p", {}, `Weight ${formatNumber(model.weight[edge])}`) : null,
    ...(edges.evidence[edge] ?? []).map((text) => make("p", { class: "evidence" }, text)),
    behind
      ? listBehind(
          panel,
          behind.map((paper) => papers[paper]),
        )
      : null,
    count > 1 ? make("p", {}, `${count} links in all.`) : null,
  ];
}

/**
 * @param {DetailsPanel} panel
 * @param {PaperLine[]} papers
 */
function listBehind(panel, papers) {
  const lines = papers.map(([title, , url, node]) => {
    const line = make("li", {}, node >= 0 ? panel.jump(node, title) : make("span", {}, title));
    if (url) line.append(" ", webLink("open", url));
    return line;
  });
  return make(
    "section",
    { class: "behind" },
    make("h3", {}, `The ${formatCount(papers.length, "paper", "papers")} behind it`),
    make("ol", {}, ...lines),
  );
}

/**
 * Edges that are joined into one link, the heaviest first.
 *
 * @param {DetailsPanel} panel
 * @param {number} link
 */
function listJoined(panel, link) {
  const { model } = panel.view,
    { links, shownAs, pass, weight } = model,
    { cited } = model.columns.nodes,
    wanted = [links.start[link], links.end[link]].sort().join();
  const found = [...model.start.keys()].filter((edge) => {
    const start = model.start[edge],
      end = model.end[edge];
    return pass[start] && pass[end] && [shownAs[start], shownAs[end]].sort().join() === wanted;
  });
  return found.sort(
    (one, two) =>
      weight[two] - weight[one] || cited[model.end[two]] - cited[model.end[one]] || one - two,
  );
}

/**
 * @param {DetailsPanel} panel
 * @param {number} link
 * @returns {(Node | null)[]}
 */
export function describeJoinedLinks(panel, link) {
  const { model } = panel.view,
    { start, end, count } = model.links,
    edges = listJoined(panel, link);
  const lines = edges.slice(0, SHOWN).map((edge) => {
    const phrase = make("span", { class: "aside" }, ` ${model.phrase(edge)} `);
    return make("li", {}, panel.jump(model.start[edge]), phrase, panel.jump(model.end[edge]));
  });
  const names = `${model.short(start[link])} – ${model.short(end[link])}`,
    rest = `The first ${SHOWN} of ${formatNumber(edges.length)}; open a community to see the rest.`;
  return [
    ...panel.head(names, formatCount(count[link], "link", "links")),
    make("ul", { class: "nodes" }, ...lines),
    edges.length > SHOWN ? make("p", { class: "aside" }, rest) : null,
  ];
}
