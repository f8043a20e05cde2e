// The authors of a paper, with marks that lead to their institutions below.

/** @import {CardAuthor, Named, PaperCard} from "./server-answers.d.ts" */

import { make, makeButton } from "../../assets/dom.js";
import { formatNumber } from "../../assets/number-words.js";
import { exploreAddress } from "./view-addresses.js";

const SHOWN = 20;

/**
 * The institutions of some authors, each once, in the order in which they are named.
 *
 * @param {CardAuthor[]} authors
 */
export function listInstitutions(authors) {
  const found = new Map(
    authors.flatMap(({ institutions }) => institutions.map((one) => [one.id, one])),
  );
  return [...found.values()];
}

/**
 * @param {PaperCard} card
 * @returns {(Node | null)[]}
 */
export function describeAuthors({ authors, paper }) {
  const institutions = listInstitutions(authors),
    cut = "The source cuts its list of authors.";
  return [
    listAuthors(authors, institutions),
    paper.authors_truncated ? make("p", { class: "aside" }, cut) : null,
    institutions.length ? showInstitutions(institutions) : null,
  ];
}

/**
 * @param {CardAuthor[]} authors
 * @param {Named[]} institutions
 */
function listAuthors(authors, institutions) {
  const lines = authors.map((author, i) => {
    const marks = author.institutions.map(
      ({ id }) => institutions.findIndex((one) => one.id === id) + 1,
    );
    const envelope = { class: "aside", title: "takes correspondence" };
    return make(
      "li",
      {},
      make("a", { href: exploreAddress(`Author:${author.id}`) }, author.name || author.id),
      marks.length ? make("sup", {}, marks.join(",")) : null,
      author.corresponding ? make("span", envelope, " ✉") : null,
      i < authors.length - 1 ? ", " : "",
    );
  });
  const list = make("ul", { class: "authors" }, ...lines.slice(0, SHOWN)),
    rest = lines.slice(SHOWN);
  if (rest.length) {
    const more = makeButton(
      `and ${formatNumber(rest.length)} more`,
      () => more.replaceWith(...rest),
      {
        class: "plain",
      },
    );
    list.append(more);
  }
  return list;
}

/** @param {Named[]} institutions */
function showInstitutions(institutions) {
  const lines = institutions.map(({ id, name, country }, i) =>
    make(
      "li",
      {},
      make("sup", {}, String(i + 1)),
      " ",
      make("a", { href: exploreAddress(`Institution:${id}`) }, name || id),
      country ? `, ${country}` : "",
    ),
  );
  return make("ol", { class: "places aside" }, ...lines);
}
