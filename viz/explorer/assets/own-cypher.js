// One's own Cypher, which only reads.

/** @import {GraphMap} from "../../assets/map.js" */
/** @import {TableAnswer} from "./server-answers.d.ts" */

import { make, makeButton } from "../../assets/dom.js";
import { formatCount } from "../../assets/number-words.js";
import { AnswerTable } from "./answer-table.js";
import { ask, asFailure } from "./api.js";
import { choiceButtons } from "./choice-buttons.js";
import { emptyBox, failureBox } from "./messages.js";
import { mountMap, unmountMap } from "./mount-map.js";
import { copyText } from "./save-text.js";
import { askAddress } from "./view-addresses.js";

export const OWN_CYPHER = "cypher"; // stands where the name of a question does
const EXAMPLE =
  "MATCH (p:Paper)-[:HAS_CODE]->(r:Repository)\nWHERE p.listed\nRETURN p.title AS title, r.id AS repository\nLIMIT 25";
const ABOUT =
  "Cypher that only reads; what writes, loads or calls unknown procedures is refused. It may take 30 seconds and give 2,000 rows. Ctrl Enter asks.";
const WRONG_VALUES = 'This is not an object in JSON, for instance {"limit": 10}.';

/**
 * Read the values of a statement; null where they are no object.
 *
 * @param {string} text
 * @returns {Record<string, unknown> | null}
 */
export function readValues(text) {
  if (!text.trim()) return {};
  try {
    const found = JSON.parse(text);
    return typeof found === "object" && !Array.isArray(found) ? found : null;
  } catch {
    return null;
  }
}

export class OwnCypher {
  /**
   * @param {URLSearchParams} params
   * @param {AbortSignal} signal
   */
  constructor(params, signal) {
    this.signal = signal;
    /** @type {GraphMap | null} */
    this.map = null;
    this.mapBox = make("div", { class: "framed" });
    this.statement = make("textarea", {
      id: "statement",
      spellcheck: "false",
      autocomplete: "off",
      rows: "9",
      "aria-describedby": "statement-about",
    });
    this.statement.value = params.get("statement") || EXAMPLE;
    this.values = make("input", {
      id: "values",
      type: "text",
      spellcheck: "false",
      autocomplete: "off",
      placeholder: '{"limit": 10}',
      value: params.get("values") ?? "",
    });
    this.wrong = make("p", { class: "field-error", hidden: true }, WRONG_VALUES);
    this.output = make("div", { class: "output", "aria-live": "polite" });
    this.tools = make("div", { class: "buttons" });
    this.element = make(
      "div",
      { class: "question" },
      make("a", { class: "back", href: "/ask" }, "← All questions"),
      make("h1", {}, "Your own Cypher"),
      this.form(),
      make("div", { class: "answer-head" }, this.tools),
      this.output,
    );
    // A statement from an address is shown and not run: whoever opens it should have read it.
    this.output.replaceChildren(emptyBox("The answer comes here."));
  }

  form() {
    const copy = makeButton("Copy", () => copyText(this.statement.value, this.statement)),
      run = make("button", { type: "submit", class: "main" }, "Ask");
    const form = make(
      "form",
      { class: "question-form own" },
      make(
        "div",
        { class: "field" },
        make("label", { for: "statement" }, "Statement"),
        make("p", { class: "aside", id: "statement-about" }, ABOUT),
        this.statement,
      ),
      make(
        "div",
        { class: "field" },
        make("label", { for: "values" }, "Values of $names, as JSON"),
        this.values,
        this.wrong,
      ),
      make("p", { class: "actions" }, run, copy),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.statement.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.submit();
    });
    return form;
  }

  async submit() {
    const parameters = readValues(this.values.value);
    this.wrong.hidden = parameters !== null;
    if (parameters === null) {
      this.values.setAttribute("aria-invalid", "true");
      this.values.focus();
      return;
    }
    this.values.removeAttribute("aria-invalid");
    this.remember();
    this.output.setAttribute("aria-busy", "true");
    try {
      const body = { statement: this.statement.value, parameters },
        asking = { body, signal: this.signal, doing: "Asking the graph" };
      this.show(await ask("/api/cypher", asking), "table");
    } catch (thrown) {
      const failure = asFailure(thrown);
      if (failure.givenUp === "left") return;
      this.tools.replaceChildren();
      this.output.replaceChildren(failureBox(failure));
    } finally {
      this.output.removeAttribute("aria-busy");
    }
  }

  /** Put the statement into the address. */
  remember() {
    const values = this.values.value.trim(),
      statement = this.statement.value,
      next = askAddress(OWN_CYPHER, { statement, ...(values ? { values } : {}) });
    if (next !== location.pathname + location.search) history.pushState({}, "", next);
  }

  /**
   * @param {TableAnswer} found
   * @param {string} tab
   */
  show(found, tab) {
    this.leave();
    const count = formatCount(found.rows.length, "row", "rows");
    this.tools.replaceChildren(make("span", { class: "count" }, count));
    const columns = found.drawing?.columns;
    /** @type {[string, string][]} */
    const tabs = [
      ["table", "Table"],
      ["graph", "Graph"],
    ];
    if (columns)
      this.tools.append(
        choiceButtons("Show the answer", tabs, tab, (key) => this.show(found, key)),
      );
    const notes = found.notes.map((note) => make("p", { class: "note" }, note));
    if (!found.rows.length)
      this.output.replaceChildren(
        emptyBox("The answer is empty: the statement is fine, and nothing in the graph fits it."),
      );
    else if (columns && tab === "graph") {
      this.output.replaceChildren(...notes, this.mapBox);
      this.map = mountMap(this.mapBox, columns);
    } else this.output.replaceChildren(...notes, new AnswerTable(found).element);
  }

  leave() {
    if (this.map) unmountMap(this.mapBox, this.map);
    this.map = null;
  }
}
