// Values of an answer on the page: ids lead on, lists fold, nodes and paths are named.

/** @import {Names} from "./server-answers.d.ts" */
/** @import {Value} from "../../assets/table-order.js" */

import { make } from "../../assets/dom.js";
import { formatCount, formatNumber } from "../../assets/number-words.js";
import { exploreAddress, nodeAddress, readAddress } from "./view-addresses.js";
import { labelOfType, readVocabulary } from "./vocabulary.js";

const LISTED = 3; // values of a list that are shown without a click

/** A node, relationship or path, as the server writes it. @typedef {Record<string, any>} Thing */
/** @typedef {(string | Node)[]} Parts */

/** @param {unknown} value @returns {value is Thing} */
const isThing = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {string} name */
export const headingOf = (name) => name.replaceAll("_", " ");

/**
 * What a value sorts by.
 *
 * @param {unknown} value
 * @param {Names} names
 * @returns {Value}
 */
export function sortKey(value, names) {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.length;
  if (isThing(value)) return nameOfThing(value);
  if (typeof value === "string") return names[value]?.[0] || value;
  return Number(value);
}

/** @param {Thing} thing */
const nameOfThing = ({ title, name, id, kind }) => String(title || name || id || kind || "");

/**
 * A number in a cell: years without a comma, others with; fractions in three digits.
 *
 * @param {number} value
 * @param {string} type Of the column.
 */
export function formatCell(value, type) {
  if (!Number.isInteger(value)) return value.toLocaleString("en", { maximumSignificantDigits: 3 });
  const isYear = value >= 1000 && value <= 2100 && type !== "float";
  return isYear ? String(value) : formatNumber(value);
}

export class AnswerValues {
  /**
   * @param {Names} names
   * @param {number} kindAt The column `kind`, or -1.
   */
  constructor(names, kindAt) {
    this.names = names;
    this.kindAt = kindAt;
  }

  /**
   * @param {unknown} value
   * @param {string} type
   * @param {unknown[]} row
   * @returns {Parts}
   */
  show(value, type, row) {
    if (value === null || value === undefined) return [];
    if (typeof value === "boolean") return [value ? "yes" : make("span", { class: "aside" }, "no")];
    if (typeof value === "number") return [formatCell(value, type)];
    if (Array.isArray(value)) return this.showList(value, type, row);
    if (isThing(value)) return [this.showThing(value)];
    return [this.showText(String(value), type, row)];
  }

  /**
   * @param {string} text
   * @param {string} type
   * @param {unknown[]} row
   */
  showText(text, type, row) {
    const [name, year] = this.names[text] ?? [null, null];
    if (type === "paper" || type === "papers") {
      const title = name ? `${name}${year ? ` (${year})` : ""}` : text;
      return make("a", { href: readAddress(text) }, title);
    }
    const label = labelOfType(
      readVocabulary(),
      type === "artefact" ? this.artefactType(row) : type,
    );
    if (!label) return document.createTextNode(text);
    return make("a", { href: exploreAddress(`${label}:${text}`) }, name || text);
  }

  /** What an artefact is, as its row says: "model", or "HAS_MODEL". @param {unknown[]} row */
  artefactType(row) {
    return String(row[this.kindAt] ?? "").replace(/^has_/i, "");
  }

  /**
   * @param {unknown[]} values
   * @param {string} type
   * @param {unknown[]} row
   * @returns {Parts}
   */
  showList(values, type, row) {
    if (!values.length) return [];
    const wordy = type === "papers" || values.some((each) => typeof each === "object");
    if (!wordy && values.length <= LISTED)
      return values.flatMap((each, i) => [i ? "; " : "", ...this.show(each, type, row)]);
    const box = make(
      "details",
      { class: "drill" },
      make("summary", {}, summariseList(values, type, wordy)),
    );
    const fill = () =>
      box.append(
        make("ul", {}, ...values.map((each) => make("li", {}, ...this.show(each, type, row)))),
      );
    box.addEventListener("toggle", fill, { once: true });
    return [box];
  }

  /** @param {Thing} thing @returns {HTMLElement} */
  showThing(thing) {
    if (thing.label && thing.id) {
      const href = nodeAddress(thing.label, thing.id);
      return make("a", { href }, thing.title || thing.name || thing.id);
    }
    if (thing.kind) {
      const kind = headingOf(thing.kind).toLowerCase();
      return make("span", {}, `${thing.start ?? "…"} ${kind} ${thing.end ?? "…"}`);
    }
    if (!Array.isArray(thing.nodes)) return make("code", {}, JSON.stringify(thing));
    const nodes = thing.nodes.flatMap((node, i) => [i ? " – " : "", this.showThing(node)]);
    return make("span", {}, ...nodes);
  }
}

/**
 * @param {unknown[]} values
 * @param {string} type
 * @param {boolean} wordy
 */
function summariseList(values, type, wordy) {
  if (type === "papers") return formatCount(values.length, "paper", "papers");
  if (wordy) return formatCount(values.length, "entry", "entries");
  return `${values.slice(0, LISTED).join("; ")} and ${values.length - LISTED} more`;
}
