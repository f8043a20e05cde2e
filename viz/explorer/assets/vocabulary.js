// The words for labels, relationships, matches, steps and sources, as the server declares them
// (graph/vocabulary.py); they come with the page.

/** @import {Vocabulary} from "./server-answers.d.ts" */

import { findTyped } from "../../assets/dom.js";

/** @type {Vocabulary | null} */
let known = null;

/** @returns {Vocabulary} */
export function readVocabulary() {
  const { content } = findTyped(document, "meta[name=vocabulary]", HTMLMetaElement);
  return (known ??= JSON.parse(content));
}

/**
 * What is said for a value; the value itself where there is no word for it.
 *
 * @param {Record<string, Record<string, string>>} entries
 * @param {string} value
 * @param {string} form
 */
export const wordFor = (entries, value, form) => entries[value]?.[form] ?? value;

/**
 * The label that a type of a column stands for: "authors" for Author, "webpage" for WebPage.
 *
 * @param {Pick<Vocabulary, "labels">} words
 * @param {string} type
 */
export function labelOfType({ labels }, type) {
  const name = type.toLowerCase().replace(/s$/, "");
  return Object.keys(labels).find((label) => label.toLowerCase() === name);
}

/**
 * Kinds of what belongs to a paper on the web: the relationship, its heading, the label it leads to.
 *
 * @param {Pick<Vocabulary, "relationships">} words
 */
export function listArtefactKinds({ relationships }) {
  return Object.entries(relationships)
    .filter(([, { heading }]) => heading)
    .map(([kind, { heading, end = "" }]) => ({ kind, heading, label: end }));
}
