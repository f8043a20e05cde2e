// A field that offers what fits while one types: for the search, and for picking papers and people.

import { ask, query } from "./api.js";
import { make } from "./parts.js";

const GROUPS = { Paper: "Papers", Author: "People", Repository: "Repositories" };
let count = 0;

export class Combobox {
  // options: labels (which to look for, joined by commas), choose (called with the hit),
  // enter (called with the text when nothing is marked), limit (hits of each label).
  constructor(input, options) {
    Object.assign(this, { input, options, hits: [], at: -1, asked: 0 });
    const id = `offered-${++count}`;
    this.list = make("ul", {
      id,
      role: "listbox",
      class: "offered",
      "aria-label": "Matches",
      hidden: true,
    });
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
    input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.look(), 60);
    });
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("focus", () => {
      if (this.list.childNodes.length && input.value.trim()) this.show(true);
    });
    input.addEventListener("blur", () => setTimeout(() => this.show(false), 120));
  }

  async look() {
    const text = this.input.value.trim();
    if (this.control) this.control.abort();
    this.at = -1;
    if (!text) {
      this.hits = [];
      this.list.replaceChildren();
      this.show(false);
      return;
    }
    const control = (this.control = new AbortController());
    let hits = [],
      note = "";
    try {
      hits = await ask(
        query("/api/search", {
          q: text,
          labels: this.options.labels || "",
          limit: this.options.limit || 6,
        }),
        { signal: control.signal },
      );
      if (!hits.length) note = "Nothing has words that begin like these.";
    } catch (failure) {
      if (failure.givenUp) return;
      note = failure.what;
    }
    if (control.signal.aborted) return;
    this.hits = hits;
    const lines = [];
    let label = null;
    hits.forEach((hit, row) => {
      if (hit.label !== label && !this.options.labels)
        lines.push(make("li", { role: "presentation", class: "group" }, GROUPS[hit.label]));
      label = hit.label;
      const line = make(
        "li",
        { role: "option", id: `${this.list.id}-${row}`, "aria-selected": "false" },
        make("span", { class: "name" }, hit.name),
        make(
          "span",
          { class: "aside" },
          [hit.year, hit.listed ? "my list" : null].filter(Boolean).join(" · "),
        ),
      );
      line.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        this.choose(row);
      });
      lines.push(line);
    });
    if (note)
      lines.push(
        make(
          "li",
          { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "note" },
          note,
        ),
      );
    this.list.replaceChildren(...lines);
    this.show(document.activeElement === this.input);
  }

  show(open) {
    this.list.hidden = !open || !this.list.childNodes.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    if (this.list.hidden) this.input.removeAttribute("aria-activedescendant");
  }

  mark(at) {
    if (!this.hits.length) return;
    this.at = (at + this.hits.length) % this.hits.length;
    this.hits.forEach((_, row) =>
      this.list
        .querySelector(`#${this.list.id}-${row}`)
        .setAttribute("aria-selected", String(row === this.at)),
    );
    const line = this.list.querySelector(`#${this.list.id}-${this.at}`);
    line.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", line.id);
  }

  async key(event) {
    if (event.key === "ArrowDown") {
      this.show(true);
      this.mark(this.at + 1);
    } else if (event.key === "ArrowUp") this.mark(this.at < 0 ? -1 : this.at - 1);
    else if (event.key === "Escape") {
      if (!this.list.hidden) this.show(false);
      else if (this.input.value) {
        this.input.value = "";
        this.hits = [];
        this.list.replaceChildren();
      } else this.input.blur();
    } else if (event.key === "Enter") {
      if (this.at >= 0 && !this.list.hidden) this.choose(this.at);
      else if (this.options.enter) {
        clearTimeout(this.timer);
        if (this.control) this.control.abort();
        this.show(false);
        this.options.enter(this.input.value.trim());
      } else if (this.input.value.trim()) {
        event.preventDefault();
        clearTimeout(this.timer);
        await this.look();
        if (this.hits.length) this.choose(0);
      } else return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  choose(row) {
    const hit = this.hits[row];
    this.input.value = "";
    this.hits = [];
    this.list.replaceChildren();
    this.show(false);
    this.options.choose(hit);
  }
}
