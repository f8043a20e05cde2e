// An answer as a table that can be sorted; ids lead on, and papers can be taken along.

/** @import {TableAnswer} from "./server-answers.d.ts" */
/** @import {ListedPaper} from "./list-storage.js" */

import { make, makeButton } from "../../assets/dom.js";
import { formatCount, formatNumber } from "../../assets/number-words.js";
import { orderRows } from "../../assets/table-order.js";
import { AnswerValues, headingOf, sortKey } from "./answer-values.js";
import { toast } from "./messages.js";
import { takeButton } from "./paper-line.js";
import { paperLists } from "./paper-lists.js";
import { readAddress } from "./view-addresses.js";

const PAGE = 200;

export class AnswerTable {
  /** @param {TableAnswer} found */
  constructor(found) {
    const { columns, names } = found;
    this.found = found;
    /** @type {[column: number | null, direction: number]} */
    this.order = [null, 1];
    this.shown = 0;
    this.sorted = found.rows;
    /** @param {string} name */
    const at = (name) => columns.findIndex(([each]) => each === name);
    this.values = new AnswerValues(names, at("kind"));
    this.paperAt = columns.findIndex(([, type]) => type === "paper");
    // An id beside a title is the title's link and needs no column of its own.
    this.titled = columns[at("id")]?.[1] === "paper" && at("title") >= 0;
    this.hidden = new Set(this.titled ? [at("id")] : []);
    this.body = make("tbody");
    this.more = makeButton("", () => this.add(PAGE * 5));
    this.heads = columns.map(([name], column) => this.head(name, column));
    const region = { class: "scroll", tabindex: "0", role: "region", "aria-label": "Answer" };
    this.element = make(
      "div",
      { class: "answer" },
      make("div", region, make("table", {}, make("thead", {}, this.headRow()), this.body)),
      make("p", {}, this.more),
    );
    this.fill();
  }

  headRow() {
    const take = make("span", { class: "unseen" }, "Take"),
      taking = make("th", { scope: "col", class: "taking" }, take),
      heads = this.heads.filter((_, at) => !this.hidden.has(at));
    return make("tr", {}, ...(this.hasPapers ? [taking] : []), ...heads);
  }

  /**
   * @param {string} name
   * @param {number} at
   */
  head(name, at) {
    const order = () => {
      const [now, direction] = this.order,
        first = this.isNumeric(at) ? -1 : 1;
      this.order = [at, now === at ? -direction : first];
      this.fill();
    };
    const title = this.found.described?.[name] ?? null,
      cell = make("th", { scope: "col", title }, makeButton(headingOf(name), order));
    if (this.isNumeric(at)) cell.classList.add("number");
    return cell;
  }

  get hasPapers() {
    return this.paperAt >= 0;
  }

  /** @param {number} at */
  isNumeric(at) {
    const values = this.found.rows.map((row) => row[at]).filter((value) => value !== null);
    return values.length > 0 && values.every((value) => typeof value === "number");
  }

  fill() {
    const [at, direction] = this.order,
      { rows, names } = this.found;
    this.sorted = at === null ? rows : orderRows(rows, (row) => sortKey(row[at], names), direction);
    this.heads.forEach((cell, i) => {
      if (i === at) cell.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
      else cell.removeAttribute("aria-sort");
    });
    this.body.replaceChildren();
    this.shown = 0;
    this.add(PAGE);
  }

  /** @param {number} count */
  add(count) {
    const some = this.sorted.slice(this.shown, this.shown + count);
    this.body.append(...some.map((row) => this.row(row)));
    this.shown += some.length;
    this.more.hidden = this.shown >= this.sorted.length;
    this.more.textContent = `Show more (${formatNumber(this.shown)} of ${formatNumber(this.sorted.length)})`;
  }

  /** The paper of a row. @param {unknown[]} row @returns {ListedPaper | null} */
  paperOf(row) {
    const id = row[this.paperAt];
    if (typeof id !== "string" || !id) return null;
    const [title, year] = this.found.names[id] ?? [null, null];
    return { id, title, year };
  }

  /** @param {unknown[]} row */
  row(row) {
    const paper = this.paperOf(row),
      button = paper && takeButton(paper, { small: true }),
      taking = make("td", { class: "taking" }, button);
    const cells = this.found.columns
      .map(([name, type], at) => ({ name, type, at }))
      .filter(({ at }) => !this.hidden.has(at))
      .map(({ name, type, at }) => this.cell(row, at, name, type));
    return make("tr", {}, ...(this.hasPapers ? [taking] : []), ...cells);
  }

  /**
   * @param {unknown[]} row
   * @param {number} at
   * @param {string} name
   * @param {string} type
   */
  cell(row, at, name, type) {
    const value = row[at];
    if (name === "title" && this.titled) {
      const id = String(row[this.paperAt]);
      return make(
        "td",
        { class: "title" },
        make("a", { href: readAddress(id) }, String(value || id)),
      );
    }
    const cell = make("td", {}, ...this.values.show(value, type, row));
    if (typeof value === "number") cell.classList.add("number");
    if (typeof value === "string" && value.length > 40) cell.classList.add("long");
    return cell;
  }

  /** The papers of the first column that holds papers, each once. */
  papers() {
    const papers = this.found.rows
      .map((row) => this.paperOf(row))
      .filter((paper) => paper !== null);
    return [...new Map(papers.map((paper) => [paper.id, paper])).values()];
  }

  takeAll() {
    const papers = this.papers().filter((paper) => !paperLists.has(paper.id)),
      added = formatCount(papers.length, "paper", "papers");
    for (const paper of papers) paperLists.add(paper);
    if (!papers.length) toast("All of them are in the list.");
    else
      toast(`${added} added to “${paperLists.current.name}”.`, "Undo", () =>
        papers.forEach((paper) => paperLists.remove(paper.id)),
      );
  }
}
