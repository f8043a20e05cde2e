// The bar above the exploration: begin from something, undo, arrange, and how much is shown.

/** @import {SearchHit} from "./server-answers.d.ts" */

import { make, makeButton } from "../../assets/dom.js";
import { Combobox } from "./combobox.js";

/**
 * What the buttons do.
 *
 * @typedef {object} ToolbarActs
 * @property {(hit: SearchHit) => void} begin
 * @property {() => void} undo
 * @property {() => void} showHidden
 * @property {(years: boolean) => void} arrange
 * @property {() => void} tidy
 * @property {() => void} table
 * @property {() => void} clear
 */

export class ExploreToolbar {
  /** @param {ToolbarActs} acts */
  constructor(acts) {
    const field = make("input", {
      type: "search",
      placeholder: "Add a paper, a person, a repository",
      "aria-label": "Add a paper, a person or a repository",
    });
    /**
     * @param {string} label
     * @param {() => void} act
     * @param {string} title
     */
    const button = (label, act, title) => makeButton(label, act, { title });
    this.undo = button("Undo", acts.undo, "Undo the last step (u)");
    this.hidden = button("Show hidden", acts.showHidden, "Bring back what is hidden");
    this.links = button("By links", () => acts.arrange(false), "Arrange by links (y)");
    this.years = button("By year", () => acts.arrange(true), "Arrange by year (y)");
    this.table = button("Table", acts.table, "The same as a table (t)");
    this.count = make("span", { class: "count" });
    const arranging = { class: "choice", role: "group", "aria-label": "Arrange" };
    this.element = make(
      "div",
      { class: "explore-bar" },
      make("div", { class: "picker" }, field),
      make(
        "div",
        { class: "buttons" },
        this.undo,
        this.hidden,
        make("div", arranging, this.links, this.years),
        button("Tidy", acts.tidy, "Find new places for all that is not pinned"),
        this.table,
        button("Clear", acts.clear, "Take everything off the screen"),
        this.count,
      ),
    );
    new Combobox(field, {
      limit: 6,
      choose: (hit) => {
        field.blur();
        acts.begin(hit);
      },
    });
  }

  /**
   * @param {{ undoable: boolean, hidden: number, years: boolean, count: string }} shown `count`
   *   says how much is shown; it is empty where nothing is.
   */
  show({ undoable, hidden, years, count }) {
    this.undo.disabled = !undoable;
    this.hidden.hidden = !hidden;
    this.hidden.textContent = `Show ${hidden} hidden`;
    this.links.setAttribute("aria-pressed", String(!years));
    this.years.setAttribute("aria-pressed", String(years));
    this.count.textContent = count;
    this.element.classList.toggle("bare", !count);
  }
}
