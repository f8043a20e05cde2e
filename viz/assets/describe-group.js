// What the panel says about a community that is closed.

/** @import {DetailsPanel} from "./details-panel.js" */

import { make } from "./dom.js";
import { formatCount } from "./number-words.js";

const SHOWN = 10;

/**
 * @param {DetailsPanel} panel
 * @param {number} group
 * @returns {Node[]}
 */
export function describeGroup(panel, group) {
  const { view } = panel,
    { model } = view,
    { cited, title, year } = model.columns.nodes,
    nodes = model.nodesIn(group);
  const years = nodes.map((node) => year[node]).filter((one) => one !== null);
  nodes.sort((one, two) => cited[two] - cited[one] || one - two);
  const over = ["Community", formatCount(nodes.length, "member", "members")];
  if (years.length) over.push(`${Math.min(...years)}–${Math.max(...years)}`);
  const lines = nodes.slice(0, SHOWN).map((node) => make("li", {}, panel.jump(node, title[node])));
  return [
    ...panel.head(model.short(group), over.join(" · ")),
    make(
      "p",
      {},
      panel.groupButton("Open this community", () => view.openGroup(group)),
    ),
    make("h3", {}, "Most cited"),
    make("ul", { class: "nodes" }, ...lines),
  ];
}
