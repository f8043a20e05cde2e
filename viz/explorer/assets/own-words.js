// What is the user's own about a paper: read or not, a note, tags, collections.

/** @import {PaperCard} from "./server-answers.d.ts" */
/** @import {Changed} from "./decisions.js" */

import { make, makeButton } from "../../assets/dom.js";
import { cardBody, makeCard } from "./card.js";
import { decide, isDecided, listDecided } from "./decisions.js";

const LONGEST_NOTE = 2000;
const LONGEST_NAME = 80;

/**
 * A button that is pressed while a decision holds.
 *
 * @param {[off: string, on: string]} labels
 * @param {boolean} on
 * @param {() => unknown} toggle
 */
const toggleButton = ([off, on_], on, toggle) =>
  makeButton(on ? on_ : off, toggle, { "aria-pressed": String(on) });

/**
 * What was decided, each with a button that takes it back.
 *
 * @param {string[]} values
 * @param {string} what
 * @param {(value: string) => unknown} drop
 */
function chips(values, what, drop) {
  if (!values.length) return null;
  const list = values.map((value) =>
    make(
      "li",
      { class: "chip" },
      make("span", {}, value),
      makeButton("×", () => drop(value), { "aria-label": `Take ${what} ${value} away` }),
    ),
  );
  return make("ul", { class: "chips own" }, ...list);
}

/**
 * A field of one line with a button.
 *
 * @param {string} label
 * @param {string[]} known What is offered while one types.
 * @param {(value: string) => unknown} add
 */
function addField(label, known, add) {
  const list = `known-${label.toLowerCase().replace(/\W+/g, "-")}`,
    input = make("input", {
      type: "text",
      "aria-label": label,
      placeholder: label,
      maxlength: LONGEST_NAME,
      list: known.length ? list : null,
      autocomplete: "off",
    }),
    options = make("datalist", { id: list }, ...known.map((value) => make("option", { value }))),
    form = make(
      "form",
      { class: "own-field" },
      input,
      make("button", { type: "submit" }, "Add"),
      known.length ? options : null,
    );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.value.trim()) add(input.value.trim());
  });
  return form;
}

/**
 * @param {PaperCard} card
 * @param {Changed} changed
 */
function noteField(card, changed) {
  const [own = ""] = listDecided(card, "note"),
    area = make("textarea", {
      "aria-label": "Note",
      placeholder: "A note",
      rows: 3,
      maxlength: LONGEST_NOTE,
    }),
    papers = [card.paper.id];
  area.value = own;
  const keep = () => {
    const text = area.value.trim();
    if (text && text !== own)
      decide({ kind: "note", papers, values: [text] }, "The note is kept", changed);
    else if (!text && own)
      decide({ kind: "note", papers, values: [own], undo: true }, "The note is gone", changed);
  };
  const other = (card.paper.note ?? "")
    .split("\n")
    .filter((line) => !own.split("\n").includes(line));
  return make(
    "div",
    { class: "own-note" },
    area,
    makeButton("Keep the note", keep),
    other.length ? make("p", { class: "aside" }, `In the reading list: ${other.join(" ")}`) : null,
  );
}

/**
 * The card of what is one's own about a paper; nothing where decisions cannot be written.
 *
 * @param {PaperCard} card
 * @param {Changed} changed Shows the paper anew.
 */
export function describeOwn(card, changed) {
  if (!card.may_decide) return null;
  const papers = [card.paper.id],
    read = isDecided(card, "mark", "read"),
    ignored = isDecided(card, "ignore");
  const mark = () =>
    decide(
      { kind: "mark", papers, values: ["read"], undo: read },
      read ? "Not marked as read any more" : "Marked as read",
      changed,
    );
  const ignore = () =>
    decide(
      { kind: "ignore", papers, undo: ignored },
      ignored ? "It may be suggested again" : "It is never suggested again",
      changed,
    );
  /**
   * @param {string} kind
   * @param {string} value
   * @param {boolean} undo
   * @param {string} told
   */
  const set = (kind, value, undo, told) =>
    decide({ kind, papers, values: [value], undo }, told, changed);
  return makeCard(
    ["Yours"],
    cardBody(
      make(
        "p",
        { class: "actions" },
        toggleButton(["Mark as read", "Read"], read, mark),
        toggleButton(["Never suggest", "Never suggested"], ignored, ignore),
      ),
      make("h3", {}, "Tags"),
      chips(listDecided(card, "tag"), "the tag", (tag) => set("tag", tag, true, "The tag is gone")),
      addField("Add a tag", [], (tag) => set("tag", tag, false, `Tagged ${tag}`)),
      make("h3", {}, "Collections"),
      chips(listDecided(card, "collect"), "it out of", (name) =>
        set("collect", name, true, `Taken out of ${name}`),
      ),
      addField("Add to a collection", card.collections, (name) =>
        set("collect", name, false, `Added to ${name}`),
      ),
      make("h3", {}, "Note"),
      noteField(card, changed),
    ),
  );
}
