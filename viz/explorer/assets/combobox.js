// A field that offers what fits while one types: for the search, and for picking papers and people.

/** @import {SearchHit} from "./server-answers.d.ts" */

import { make } from "../../assets/dom.js";
import { ask, asFailure, withQuery } from "./api.js";
import { readVocabulary } from "./vocabulary.js";

const PAUSE = 60; // milliseconds without a key after which the server is asked
let count = 0;

/**
 * @typedef {object} ComboboxOptions
 * @property {(hit: SearchHit) => void} choose
 * @property {(text: string) => void} [enter] Called with the text when nothing is marked.
 * @property {string} [labels] Which labels to look for, joined by commas.
 * @property {number} [limit] Hits of each label.
 */

export class Combobox {
  /**
   * @param {HTMLInputElement} input
   * @param {ComboboxOptions} options
   */
  constructor(input, options) {
    this.input = input;
    this.options = options;
    /** @type {SearchHit[]} */
    this.hits = [];
    this.at = -1; // the hit that is marked
    this.timer = 0;
    this.control = new AbortController();
    const id = `offered-${++count}`,
      list = { id, role: "listbox", class: "offered", "aria-label": "Matches", hidden: true };
    this.list = make("ul", list);
    input.after(this.list);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-expanded": "false",
      "aria-controls": id,
      "aria-autocomplete": "list",
      autocomplete: "off",
      spellcheck: "false",
    }))
      input.setAttribute(name, value);
    this.listen();
  }

  listen() {
    const { input } = this;
    input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.look(), PAUSE);
    });
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("focus", () => {
      if (input.value.trim()) this.show(true);
    });
    input.addEventListener("blur", () => setTimeout(() => this.show(false), 120));
  }

  /** Look for what is typed. */
  async look() {
    const text = this.input.value.trim();
    this.control.abort();
    this.at = -1;
    if (!text) {
      this.offer([]);
      return;
    }
    const control = (this.control = new AbortController()),
      { labels = "", limit = 6 } = this.options;
    let note = "";
    /** @type {SearchHit[]} */
    let hits = [];
    try {
      hits = await ask(withQuery("/api/search", { q: text, labels, limit }), {
        signal: control.signal,
      });
      if (!hits.length) note = "Nothing has words that begin like these.";
    } catch (thrown) {
      const failure = asFailure(thrown);
      if (failure.givenUp) return;
      note = failure.what;
    }
    if (!control.signal.aborted) this.offer(hits, note);
  }

  /**
   * @param {SearchHit[]} hits
   * @param {string} [note]
   */
  offer(hits, note = "") {
    this.hits = hits;
    const lines = hits.flatMap((hit, row) => {
      const first = hit.label !== hits[row - 1]?.label && !this.options.labels,
        group = { role: "presentation", class: "group" };
      return first
        ? [make("li", group, readVocabulary().labels[hit.label].heading), this.line(hit, row)]
        : [this.line(hit, row)];
    });
    const said = { role: "option", "aria-disabled": "true", "aria-selected": "false" };
    if (note) lines.push(make("li", { ...said, class: "note" }, note));
    this.list.replaceChildren(...lines);
    this.show(document.activeElement === this.input);
  }

  /**
   * @param {SearchHit} hit
   * @param {number} row
   */
  line(hit, row) {
    const about = [hit.year, hit.listed ? "my list" : null].filter(Boolean).join(" · ");
    const line = make(
      "li",
      { role: "option", id: `${this.list.id}-${row}`, "aria-selected": "false" },
      make("span", { class: "name" }, hit.name),
      make("span", { class: "aside" }, about),
    );
    line.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.choose(row);
    });
    return line;
  }

  /** @param {boolean} open */
  show(open) {
    const hidden = !open || !this.list.childNodes.length;
    this.list.hidden = hidden;
    this.input.setAttribute("aria-expanded", String(!hidden));
    if (hidden) this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {number} at */
  mark(at) {
    if (!this.hits.length) return;
    this.at = (at + this.hits.length) % this.hits.length;
    this.hits.forEach((_, row) => {
      const line = this.list.querySelector(`#${this.list.id}-${row}`);
      line?.setAttribute("aria-selected", String(row === this.at));
      if (row === this.at) line?.scrollIntoView({ block: "nearest" });
    });
    this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.at}`);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    /** @type {Record<string, () => unknown>} */
    const acts = {
      ArrowDown: () => {
        this.show(true);
        this.mark(this.at + 1);
      },
      ArrowUp: () => this.mark(this.at < 0 ? -1 : this.at - 1),
      Escape: () => this.escape(),
    };
    const { enter } = this.options,
      text = this.input.value.trim();
    if (this.at >= 0 && !this.list.hidden) acts.Enter = () => this.choose(this.at);
    else if (enter) acts.Enter = () => this.enter(enter, text);
    else if (text) acts.Enter = () => this.chooseFirst();
    if (!Object.hasOwn(acts, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]();
  }

  escape() {
    if (!this.list.hidden) this.show(false);
    else if (this.input.value) {
      this.input.value = "";
      this.offer([]);
    } else this.input.blur();
  }

  /**
   * @param {(text: string) => void} enter
   * @param {string} text
   */
  enter(enter, text) {
    clearTimeout(this.timer);
    this.control.abort();
    this.show(false);
    enter(text);
  }

  async chooseFirst() {
    clearTimeout(this.timer);
    await this.look();
    if (this.hits.length) this.choose(0);
  }

  /** @param {number} row */
  choose(row) {
    const hit = this.hits[row];
    this.input.value = "";
    this.offer([]);
    this.options.choose(hit);
  }
}
