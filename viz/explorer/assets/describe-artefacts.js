// Code, models, data and web pages of a paper, each with what says so.

/** @import {Artefact} from "./server-answers.d.ts" */

import { make, webLink } from "../../assets/dom.js";
import { formatCount, formatNumber } from "../../assets/number-words.js";
import { emptyBox } from "./messages.js";
import { exploreAddress } from "./view-addresses.js";
import { ARTEFACTS, RELATIONS, SOURCES } from "./vocabulary.js";

/** @param {Artefact[]} artefacts */
export function describeArtefacts(artefacts) {
  const lists = Object.entries(ARTEFACTS)
    .map(([kind, [name, label]]) => {
      const some = artefacts.filter((one) => one.kind === kind);
      return { name, label, some };
    })
    .filter(({ some }) => some.length);
  if (!lists.length)
    return [emptyBox("Neither the abstract nor the Hub names code, models or data of this paper.")];
  return lists.map(({ name, label, some }) => {
    const count = make("span", { class: "count" }, formatNumber(some.length));
    return make(
      "div",
      { class: "artefacts" },
      make("h3", {}, `${name} `, count),
      make("ul", { class: "lines" }, ...some.map((one) => artefactLine(one, label))),
    );
  });
}

/**
 * What is known of an artefact, in a few words.
 *
 * @param {Artefact} artefact
 */
export function tellArtefact({ relation, stars, likes, downloads, language, status }) {
  /**
   * @param {number | null | undefined} value
   * @param {(value: number) => string} tell
   */
  const known = (value, tell) => (value === null || value === undefined ? null : tell(value));
  return [
    RELATIONS[relation ?? ""],
    known(stars, (value) => formatCount(value, "star", "stars")),
    known(likes, (value) => formatCount(value, "like", "likes")),
    known(downloads, (value) => `${formatNumber(value)} downloads last month`),
    language,
    status === "ok" || status === "unknown" ? null : status,
  ]
    .filter(Boolean)
    .join(" · ");
}

/**
 * @param {Artefact} artefact
 * @param {string} label
 */
function artefactLine(artefact, label) {
  const { id, url, evidence, source, confidence } = artefact,
    sure =
      confidence === null || confidence === undefined
        ? ""
        : `, sure to ${Math.round(confidence * 100)} %`,
    according = source ? `According to ${SOURCES[source] ?? source}${sure}.` : "";
  return make(
    "li",
    {},
    make("a", { href: exploreAddress(`${label}:${id}`) }, id),
    url ? make("span", { class: "out" }, " ", webLink("open", url)) : null,
    make("div", { class: "aside" }, tellArtefact(artefact)),
    evidence ? make("blockquote", {}, evidence) : null,
    according ? make("div", { class: "aside" }, according) : null,
  );
}
