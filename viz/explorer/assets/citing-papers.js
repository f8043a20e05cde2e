// What a paper cites, or what cites it.

/** @import {CardPaper, CitingPapers, PaperCard} from "./server-answers.d.ts" */

import { make, makeButton } from "../../assets/dom.js";
import { formatCount, formatNumber } from "../../assets/number-words.js";
import { ask, asFailure, withQuery } from "./api.js";
import { cardBody, makeCard } from "./card.js";
import { emptyBox, failureBox } from "./messages.js";
import { paperLine } from "./paper-line.js";
import { askAddress } from "./view-addresses.js";

const MOST = 100; // papers that are shown in place; the table has them all

/** @typedef {"in" | "out"} Way */

/**
 * A card with papers, the most cited by the list first.
 *
 * @param {string} title
 * @param {Way} way
 * @param {PaperCard} card
 * @param {AbortSignal} signal
 */
export function citingCard(title, way, { paper, references, citations }, signal) {
  const { total, papers } = way === "out" ? references : citations,
    list = make("ul", { class: "lines" }, ...papers.map((one) => paperLine(one))),
    body = cardBody(total ? list : emptyBox(tellWhyNone(way, paper)));
  const table = askAddress(way === "out" ? "references" : "citations", { paper: paper.id }),
    link = make("a", { class: "more", href: table }, "as a table"),
    count = make("span", { class: "count" }, formatNumber(total));
  const known = way === "out" ? tellReferences(paper) : "";
  if (known) body.append(make("p", { class: "aside" }, known));
  if (total > papers.length) {
    const first = `The ${papers.length} most cited by the list. `,
      show = (/** @type {HTMLButtonElement} */ button) =>
        showMore(paper, way, list, button, signal);
    const text = total <= MOST ? `Show all ${formatNumber(total)}` : `Show the first ${MOST}`,
      more = makeButton(text, () => show(more));
    body.append(make("p", { class: "aside" }, first), more);
  }
  return makeCard([`${title} `, count, total > 1 ? link : null], body);
}

/**
 * @param {Way} way
 * @param {CardPaper} paper
 */
function tellWhyNone(way, paper) {
  if (way === "in") return "No paper of this graph cites it.";
  return paper.references_source
    ? "None of its references is in this graph."
    : "No source has its reference list.";
}

/** How many references a source names. @param {CardPaper} paper */
function tellReferences({ references_count: count, references_source, references_missing }) {
  if (!count) return "";
  const source = references_source === "s2" ? "Semantic Scholar" : "OpenAlex",
    missing = references_missing
      ? `; ${formatNumber(references_missing)} of them lead to no work`
      : "";
  return `${source} names ${formatCount(count, "reference", "references")}${missing}.`;
}

/**
 * @param {CardPaper} paper
 * @param {Way} way
 * @param {HTMLElement} list
 * @param {HTMLButtonElement} button
 * @param {AbortSignal} signal
 */
async function showMore(paper, way, list, button, signal) {
  button.disabled = true;
  try {
    /** @type {CitingPapers} */
    const { papers } = await ask(withQuery("/api/citing", { id: paper.id, way, limit: MOST }), {
      signal,
      doing: "Reading citations",
    });
    list.replaceChildren(...papers.map((one) => paperLine(one)));
    button.remove();
  } catch (thrown) {
    const failure = asFailure(thrown);
    button.disabled = false;
    if (failure.givenUp !== "left") button.after(failureBox(failure));
  }
}
