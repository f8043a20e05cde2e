// What the explorer says: to a screen reader, in passing, and where something failed or is empty.

/** @import {Child} from "../../assets/dom.js" */
/** @import {Failure} from "./api.js" */

import { find, make, makeButton } from "../../assets/dom.js";

const QUERY = /(`citeloom query [a-z-]+`)/;

/** Tell a screen reader. @param {string} text */
export function say(text) {
  find(document, "#said").textContent = text;
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let fading;

/**
 * Show a sentence for some seconds.
 *
 * @param {string} text
 * @param {string} [label] A button beside it.
 * @param {(() => unknown) | null} [act] What the button does.
 */
export function toast(text, label = "", act = null) {
  const box = find(document, "#toast"),
    button = find(box, "button");
  clearTimeout(fading);
  find(box, ".text").textContent = text;
  button.hidden = !act;
  button.textContent = label;
  button.onclick = () => {
    box.hidden = true;
    act?.();
  };
  box.hidden = false;
  const fade = () => {
    fading = setTimeout(
      () => {
        if (box.matches(":hover, :focus-within")) fade();
        else box.hidden = true;
      },
      act ? 9000 : 5000,
    );
  };
  fade();
}

/** Sentences in which the name of a query leads to it. @param {string} text */
export function sentences(text) {
  const parts = document.createDocumentFragment();
  for (const part of text.split(QUERY)) {
    const name = /^`citeloom query ([a-z-]+)`$/.exec(part)?.[1];
    if (name) parts.append(make("a", { href: `/ask/${name}` }, name));
    else
      part.split("`").forEach((piece, i) => parts.append(i % 2 ? make("code", {}, piece) : piece));
  }
  return parts;
}

/** End a sentence with a full stop. @param {string} text */
export const endSentence = (text) => (text && !/[.!?]$/.test(text) ? `${text}.` : text);

/** A failure in one line. @param {Failure} failure */
export const tellFailure = ({ what, todo }) => `${what}. ${todo}`;

/**
 * What failed, what is kept, and what to do.
 *
 * @param {Pick<Failure, "what" | "kept" | "todo" | "givenUp">} failure
 * @param {(() => unknown) | null} [again] Tries again.
 */
export function failureBox({ what, kept, todo, givenUp }, again = null) {
  if (givenUp === "left") return make("div");
  return make(
    "div",
    {
      class: givenUp ? "failure cancelled" : "failure",
      role: givenUp ? "status" : "alert",
    },
    make("p", { class: "what" }, sentences(endSentence(what))),
    kept ? make("p", { class: "aside" }, sentences(endSentence(kept))) : null,
    todo ? make("p", {}, sentences(endSentence(todo))) : null,
    again ? makeButton("Try again", again) : null,
  );
}

/**
 * Why there is nothing.
 *
 * @param {string} text
 * @param {...Child} more
 */
export function emptyBox(text, ...more) {
  return make("div", { class: "empty" }, make("p", {}, sentences(text)), ...more);
}
