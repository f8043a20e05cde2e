// A paper in one line, and the button that adds it to the list.

/** @import {Child} from "../../assets/dom.js" */
/** @import {PaperBrief} from "./server-answers.d.ts" */
/** @import {ListedPaper} from "./list-storage.js" */

import { make, makeButton } from "../../assets/dom.js";
import { say } from "./messages.js";
import { paperLists } from "./paper-lists.js";
import { readAddress } from "./view-addresses.js";

const SHOWN_AUTHORS = 3;

/**
 * "Add to the list" and back; every such button of a paper tells the same.
 *
 * @param {ListedPaper} paper
 * @param {{ small?: boolean }} [options]
 */
export function takeButton(paper, { small = false } = {}) {
  const name = () => paperLists.current.name;
  const toggle = () => {
    const has = paperLists.toggle(paper);
    say(has ? `Added to ${name()}` : `Taken out of ${name()}`);
  };
  const button = makeButton(null, toggle, { class: small ? "take small" : "take" });
  const show = () => {
    const has = paperLists.has(paper.id),
      text = has ? "In the list" : "Add to the list";
    button.setAttribute("aria-pressed", String(has));
    button.replaceChildren(
      make("span", { "aria-hidden": "true" }, has ? "✓" : "+"),
      small ? make("span", { class: "unseen" }, `${text}: ${paper.title || paper.id}`) : ` ${text}`,
    );
    button.title = has ? `In “${name()}”: click to take it out` : `Add to “${name()}”`;
  };
  // The button may not be on the page yet when the list changes for the first time.
  let first = true;
  const stop = paperLists.changed.listen(() => {
    if (!button.isConnected && !first) {
      stop();
      return;
    }
    first = false;
    show();
  });
  show();
  return button;
}

/**
 * The authors and the year of a paper.
 *
 * @param {PaperBrief} paper
 */
function describeOrigin({ authors = [], year }) {
  const some =
    authors.slice(0, SHOWN_AUTHORS).join(", ") + (authors.length > SHOWN_AUTHORS ? " et al." : "");
  return [some, year].filter(Boolean).join(" · ");
}

/**
 * A line of a list of papers: the title, which leads to the paper, and what there is to say of it.
 *
 * @param {{ id: string, title?: string | null }} paper
 * @param {Child[]} about What stands below the title.
 * @param {Child} button What stands beside it.
 * @param {...Child} more What stands below both.
 */
export function makePaperLine(paper, about, button, ...more) {
  return make(
    "li",
    { class: "paper-line" },
    make(
      "div",
      { class: "paper-text" },
      make("a", { href: readAddress(paper.id) }, paper.title || paper.id),
      make("div", { class: "aside" }, ...about),
      ...more,
    ),
    button,
  );
}

/**
 * @param {PaperBrief} paper
 * @param {...Child} more What stands below.
 */
export function paperLine(paper, ...more) {
  const badge = paper.listed ? make("span", { class: "badge listed" }, "my list") : null;
  const button = takeButton(paper, { small: true });
  return makePaperLine(paper, [describeOrigin(paper), badge], button, ...more);
}
