// One question of the catalogue: its form, and its answer as table, graph and Cypher.

/** @import {CatalogueQuery, DrawnAnswer, TableAnswer} from "./server-answers.d.ts" */
/** @import {GraphMap} from "../../assets/map.js" */

import { make, makeButton } from "../../assets/dom.js";
import { formatCount } from "../../assets/number-words.js";
import { AnswerTable } from "./answer-table.js";
import { ask, asFailure } from "./api.js";
import { choiceButtons } from "./choice-buttons.js";
import { emptyBox, failureBox, say, sentences, toast } from "./messages.js";
import { mountMap, unmountMap } from "./mount-map.js";
import { OWN_CYPHER } from "./own-cypher.js";
import { ParameterField } from "./parameter-field.js";
import { copyText, saveText } from "./save-text.js";
import { askAddress } from "./view-addresses.js";

/** Formats of an answer: the name of the server, what it is called, how a file ends. */
const FORMS = [
  ["csv", "CSV", "csv"],
  ["json", "JSON", "json"],
  ["markdown", "Markdown", "md"],
];

export class CatalogueQuestion {
  /**
   * @param {CatalogueQuery} query
   * @param {URLSearchParams} params
   * @param {AbortSignal} signal
   */
  constructor(query, params, signal) {
    this.query = query;
    this.signal = signal;
    this.control = new AbortController();
    /** @type {GraphMap | null} */
    this.map = null;
    this.mapBox = make("div", { class: "framed" });
    /** @type {DrawnAnswer | null} */
    this.drawn = null;
    /** @type {TableAnswer | null} */
    this.table = null;
    this.fields = query.parameters.map(
      (parameter) => new ParameterField(parameter, params.get(parameter.name)),
    );
    const tab = params.get("tab") ?? "";
    this.tab = this.tabNames().some(([key]) => key === tab) ? tab : "table";
    this.output = make("div", { class: "output", "aria-live": "polite" });
    this.tabs = make("div");
    this.tools = make("div", { class: "buttons" });
    this.cypher = this.describeCypher();
    this.element = make(
      "div",
      { class: "question" },
      make("a", { class: "back", href: "/ask" }, "← All questions"),
      make("h1", {}, query.title),
      make("p", { class: "prose" }, query.summary),
      make("p", { class: "aside" }, query.when),
      this.form(),
      make("div", { class: "answer-head" }, this.tabs, this.tools),
      this.output,
    );
    this.showTabs();
  }

  form() {
    const run = make("button", { type: "submit", class: "main" }, "Ask");
    const form = make(
      "form",
      { class: "question-form", novalidate: true },
      ...this.fields.map((field) => field.element),
      make("p", { class: "actions" }, run),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.remember("push");
      this.table = this.drawn = null;
      this.show();
    });
    return form;
  }

  describeCypher() {
    const { statement, name, see } = this.query,
      text = make("pre", { tabindex: "0" }, statement),
      given = this.fields.filter((field) => field.value !== ""),
      values = Object.fromEntries(given.map((field) => [field.parameter.name, field.typed])),
      changed = { statement, ...(given.length ? { values: JSON.stringify(values) } : {}) };
    return make(
      "div",
      { class: "cypher" },
      make(
        "p",
        { class: "actions" },
        makeButton("Copy", () => copyText(statement, text)),
        make("a", { class: "button", href: askAddress(OWN_CYPHER, changed) }, "Change it"),
        make("span", { class: "aside" }, `citeloom query ${name}`),
      ),
      text,
      ...see.map((one) => make("p", { class: "aside" }, one)),
    );
  }

  /** @returns {[key: string, name: string][]} */
  tabNames() {
    /** @type {[key: string, name: string][]} */
    const graph = this.query.kind === "graph" ? [["graph", "Graph"]] : [];
    return [["table", "Table"], ...graph, ["cypher", "Cypher"]];
  }

  showTabs() {
    const choose = (/** @type {string} */ key) => {
      this.tab = key;
      this.showTabs();
      this.remember("replace");
      this.show();
    };
    const tabs = choiceButtons("Show the answer", this.tabNames(), this.tab, choose);
    this.tabs.replaceWith(tabs);
    this.tabs = tabs;
  }

  /** Put the form into the address. @param {"push" | "replace"} how */
  remember(how) {
    const changed = this.fields.filter((field) => field.isChanged),
      values = Object.fromEntries(changed.map((field) => [field.parameter.name, field.value])),
      address = askAddress(
        this.query.name,
        this.tab === "table" ? values : { ...values, tab: this.tab },
      );
    if (address === location.pathname + location.search) return;
    if (how === "push") history.pushState({}, "", address);
    else history.replaceState({}, "", address);
  }

  /** As they are sent to the server. */
  parameters() {
    return Object.fromEntries(this.fields.map((field) => [field.parameter.name, field.sent]));
  }

  async show() {
    this.leave();
    this.tools.replaceChildren();
    if (this.tab === "cypher") {
      this.output.replaceChildren(this.cypher);
      return;
    }
    if (!this.table && this.fields.some((field) => field.isMissing)) {
      this.output.replaceChildren(emptyBox("Fill in what is needed, then ask."));
      return;
    }
    this.output.setAttribute("aria-busy", "true");
    try {
      await (this.tab === "graph" ? this.draw() : this.tabulate());
    } catch (thrown) {
      this.fail(thrown);
    } finally {
      this.output.removeAttribute("aria-busy");
    }
  }

  /**
   * Ask for the answer in one form.
   *
   * @param {string} address
   * @param {string} doing
   */
  ask(address, doing) {
    this.control.abort();
    const control = (this.control = new AbortController());
    this.signal.addEventListener("abort", () => control.abort(), { once: true });
    const body = { name: this.query.name, parameters: this.parameters() };
    return ask(address, { body, signal: control.signal, doing });
  }

  /** @param {unknown} thrown */
  fail(thrown) {
    const failure = asFailure(thrown);
    if (failure.givenUp === "left") return;
    for (const field of this.fields) field.complain(failure.fields?.[field.parameter.name]);
    const first = this.fields.find((field) => failure.fields?.[field.parameter.name]);
    first?.input.focus();
    this.output.replaceChildren(failureBox(failure, first ? null : () => this.show()));
  }

  async tabulate() {
    const table = (this.table ??= /** @type {TableAnswer} */ (
      await this.ask("/api/ask", "Asking the graph")
    ));
    for (const field of this.fields) {
      field.complain(null);
      field.name(table.names);
    }
    const notes = table.notes.map((note) => make("p", { class: "note" }, sentences(note)));
    if (!table.rows.length) {
      this.output.replaceChildren(emptyBox("The answer is empty."), ...notes);
      return;
    }
    const answer = new AnswerTable(table),
      count = formatCount(table.rows.length, "line", "lines");
    this.tools.append(make("span", { class: "count" }, count));
    if (answer.hasPapers)
      this.tools.append(makeButton("Add all to the list", () => answer.takeAll()));
    for (const [form, name, ending] of FORMS)
      this.tools.append(
        makeButton(name, () => this.save(form, ending), { title: `Save the answer as ${name}` }),
      );
    this.output.replaceChildren(...notes, answer.element);
    say(count);
  }

  /**
   * @param {string} form
   * @param {string} ending
   */
  async save(form, ending) {
    const body = { name: this.query.name, parameters: this.parameters(), form };
    try {
      const { text } = await ask("/api/ask", { body, doing: "Writing the answer" });
      saveText(`${this.query.name}.${ending}`, text);
    } catch (thrown) {
      toast(asFailure(thrown).what);
    }
  }

  async draw() {
    const drawn = (this.drawn ??= /** @type {DrawnAnswer} */ (
      await this.ask("/api/draw", "Drawing the answer")
    ));
    for (const field of this.fields) field.complain(null);
    if (!drawn.columns) {
      this.output.replaceChildren(
        emptyBox("The answer holds nothing to draw. The table says why."),
      );
      return;
    }
    const notes = drawn.left_out ? [make("p", { class: "note" }, drawn.left_out)] : [];
    this.output.replaceChildren(...notes, this.mapBox);
    const map = (this.map = mountMap(this.mapBox, drawn.columns)),
      count = formatCount(drawn.columns.nodes.id.length, "node", "nodes");
    this.tools.append(
      make("span", { class: "count" }, count),
      makeButton("As a table", () => map.showTable()),
      make("a", { class: "button", href: this.exploreAddress() }, "Explore from here"),
    );
  }

  /** The address where the explorer begins with this answer. */
  exploreAddress() {
    const given = Object.entries(this.parameters()).filter(([, value]) => value.length > 0),
      query = this.query.name + JSON.stringify(Object.fromEntries(given));
    return `/explore?query=${encodeURIComponent(query)}`;
  }

  leave() {
    if (this.map) unmountMap(this.mapBox, this.map);
    this.map = null;
  }
}
