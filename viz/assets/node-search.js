// Search in titles, labels and authors: marks what matches, and jumps to what is chosen.

/** @import {GraphMap} from "./map.js" */

import { find, findTyped, make } from "./dom.js";
import { formatCount } from "./number-words.js";
import { findTexts, foldText } from "./text-match.js";

const OFFERED = 12;
const LARGE = 5000; // nodes from which the search waits until one stops typing
const NOTHING = "Nothing found. The search looks at titles, authors and names.";

export class NodeSearch {
  /**
   * @param {HTMLElement} element
   * @param {GraphMap} map
   * @param {(text: string) => void} say Tells a screen reader.
   */
  constructor(element, map, say) {
    this.map = map;
    this.view = map.view;
    this.say = say;
    this.input = findTyped(element, "input", HTMLInputElement);
    this.list = find(element, "[role=listbox]");
    /** @type {number[]} Nodes that were found. */
    this.found = [];
    this.at = -1; // the one that is marked
    this.timer = 0;
    /** @type {string[] | null} */
    this.texts = null;
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      const wait = this.view.model.nodeCount > LARGE ? 120 : 0;
      this.timer = setTimeout(() => this.look(), wait);
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("focus", () => this.show(this.found.length > 0));
    element.addEventListener("focusout", (event) => {
      const to = event.relatedTarget;
      if (!(to instanceof Node) || !element.contains(to)) this.show(false);
    });
  }

  listTexts() {
    const { title, short, details } = this.view.model.columns.nodes;
    this.texts ??= title.map((text, i) => {
      const authors = details[i].filter(([name]) => name === "Authors").map(([, names]) => names);
      return foldText([text, short[i], ...authors].join(" "));
    });
    return this.texts;
  }

  look() {
    const { model } = this.view,
      { cited } = model.columns.nodes;
    this.at = -1;
    if (!this.input.value.trim()) {
      this.found = [];
      this.show(false);
      this.view.setMatches(null);
      this.say("");
      return;
    }
    this.found = findTexts(this.listTexts(), this.input.value);
    this.found.sort((one, two) => cited[two] - cited[one] || one - two);
    this.view.setMatches(this.found.filter((node) => model.pass[node]));
    const note = this.found.length ? formatCount(this.found.length, "match", "matches") : NOTHING,
      hidden = this.found.length > 0 && !model.pass[this.found[0]];
    this.fill(note + (hidden ? " Some are hidden by the legend or the years." : ""));
    this.say(note);
    this.show(true);
  }

  /** @param {string} note */
  fill(note) {
    const { title, short } = this.view.model.columns.nodes;
    const options = this.found.slice(0, OFFERED).map((node, row) => {
      const option = make(
        "li",
        { role: "option", id: `found-${row}`, "aria-selected": "false" },
        make("span", { class: "name" }, title[node]),
        make("span", { class: "aside" }, short[node]),
      );
      option.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        this.choose(row);
      });
      return option;
    });
    const last = make("li", { role: "option", "aria-disabled": "true", class: "note" }, note);
    this.list.replaceChildren(...options, last);
  }

  /** @param {boolean} open */
  show(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (!open) this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {number} at */
  mark(at) {
    const options = [...this.list.children].slice(0, Math.min(OFFERED, this.found.length));
    if (!options.length) return;
    this.at = (at + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === this.at)));
    options[this.at].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", `found-${this.at}`);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    /** @type {Record<string, () => void>} */
    const acts = {
      ArrowDown: () => {
        if (this.list.hidden) this.show(true);
        this.mark(this.at + 1);
      },
      ArrowUp: () => this.mark(this.at < 0 ? -1 : this.at - 1),
      Enter: () => this.enter(),
      Escape: () => this.clear(),
    };
    if (!Object.hasOwn(acts, event.key)) return;
    acts[event.key]();
    event.preventDefault();
    event.stopPropagation();
  }

  enter() {
    clearTimeout(this.timer);
    if (this.at < 0) this.look();
    if (this.found.length) this.choose(Math.max(0, this.at));
  }

  clear() {
    if (this.input.value) {
      this.input.value = "";
      this.look();
    } else this.view.host.focus();
  }

  /** @param {number} row */
  choose(row) {
    const node = this.found[row];
    this.show(false);
    if (!this.view.model.pass[node]) {
      this.say("This one is hidden by the legend or the years.");
      this.map.unhide();
    }
    this.view.jump(node);
  }
}
