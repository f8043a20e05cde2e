// Code, models, data and web pages of a paper, each with what says so.

/** @import {Artefact, Vocabulary} from "./server-answers.d.ts" */

import { make, webLink } from "../../assets/dom.js";
import { formatCount, formatNumber } from "../../assets/number-words.js";
import { emptyBox } from "./messages.js";
import { exploreAddress } from "./view-addresses.js";
import { listArtefactKinds, readVocabulary } from "./vocabulary.js";

/**
 * @param {Artefact[]} artefacts
 * @param {(artefact: Artefact) => Node | null} judge Makes what stands below an artefact.
 */
export function describeArtefacts(artefacts, judge = () => null) {
  const words = readVocabulary();
  const lists = listArtefactKinds(words)
    .map(({ kind, heading, label }) => {
      const some = artefacts.filter((one) => one.kind === kind);
      return { heading, label, some };
    })
    .filter(({ some }) => some.length);
  if (!lists.length)
    return [emptyBox("Neither the abstract nor the Hub names code, models or data of this paper.")];
  return lists.map(({ heading, label, some }) => {
    const count = make("span", { class: "count" }, formatNumber(some.length));
    return make(
      "div",
      { class: "artefacts" },
      make("h3", {}, `${heading} `, count),
      make("ul", { class: "lines" }, ...some.map((one) => artefactLine(one, label, words, judge))),
    );
  });
}

/**
 * What is known of an artefact, in a few words.
 *
 * @param {Artefact} artefact
 * @param {Pick<Vocabulary, "relations">} words
 */
export function tellArtefact(
  { relation, stars, likes, downloads, language, status },
  { relations },
) {
  /**
   * @param {number | null | undefined} value
   * @param {(value: number) => string} tell
   */
  const known = (value, tell) => (value === null || value === undefined ? null : tell(value));
  return [
    relations[relation ?? ""]?.told,
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
 * @param {Vocabulary} words
 * @param {(artefact: Artefact) => Node | null} judge
 */
function artefactLine(artefact, label, words, judge) {
  const { id, url, evidence, source, confidence } = artefact,
    sure =
      confidence === null || confidence === undefined
        ? ""
        : `, sure to ${Math.round(confidence * 100)} %`,
    according = source ? `According to ${words.sources[source] ?? source}${sure}.` : "";
  return make(
    "li",
    {},
    make("a", { href: exploreAddress(`${label}:${id}`) }, id),
    url ? make("span", { class: "out" }, " ", webLink("open", url)) : null,
    make("div", { class: "aside" }, tellArtefact(artefact, words)),
    evidence ? make("blockquote", {}, evidence) : null,
    according ? make("div", { class: "aside" }, according) : null,
    judge(artefact),
  );
}
