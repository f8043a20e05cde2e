// One question of the catalogue: its form, and its answer as table, graph and Cypher.

import { ask } from "./api.js";
import { AnswerTable } from "./answer.js";
import { Field } from "./field.js";
import { OWN } from "./own.js";
import {
  askAddress,
  copy,
  counted,
  emptyBox,
  failureBox,
  make,
  save,
  say,
  sentences,
  toast,
} from "./parts.js";
import { mountStage } from "./stage.js";

const FORMS = [
  ["csv", "CSV", "csv"],
  ["json", "JSON", "json"],
  ["markdown", "Markdown", "md"],
];

export class Question {
  constructor(query, address, context) {
    Object.assign(this, { query, context, stage: null, drawn: null, table: null });
    const { params } = address;
    this.fields = query.parameters.map(
      (parameter) => new Field(parameter, params.get(parameter.name)),
    );
    this.tab =
      params.get("tab") === "graph" && query.kind === "graph"
        ? "graph"
        : params.get("tab") === "cypher"
          ? "cypher"
          : "table";
    this.run = make("button", { type: "submit", class: "main" }, "Ask");
    this.form = make(
      "form",
      { class: "question-form", novalidate: true },
      ...this.fields.map((field) => field.element),
      make("p", { class: "actions" }, this.run),
    );
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.output = make("div", { class: "output", "aria-live": "polite" });
    this.tabs = make("div", { class: "choice", role: "group", "aria-label": "Show the answer" });
    this.tools = make("div", { class: "buttons" });
    const cypher = make("pre", { tabindex: "0" }, query.statement);
    this.cypher = make(
      "div",
      { class: "cypher" },
      make(
        "p",
        { class: "actions" },
        make("button", { type: "button", onclick: () => copy(query.statement, cypher) }, "Copy"),
        make(
          "a",
          {
            class: "button",
            href: askAddress(OWN, {
              statement: query.statement,
              ...(this.given() ? { values: this.given() } : {}),
            }),
          },
          "Change it",
        ),
        make("span", { class: "aside" }, `citeloom query ${query.name}`),
      ),
      cypher,
      ...query.see.map((one) => make("p", { class: "aside" }, one)),
    );
    this.element = make(
      "div",
      { class: "question" },
      make("a", { class: "back", href: "/ask" }, "← All questions"),
      make("h1", {}, query.title),
      make("p", { class: "prose" }, query.summary),
      make("p", { class: "aside" }, query.when),
      this.form,
      make("div", { class: "answer-head" }, this.tabs, this.tools),
      this.output,
    );
    this.showTabs();
  }

  given() {
    const found = Object.fromEntries(
      this.fields
        .filter((field) => field.value !== "")
        .map((field) => [
          field.parameter.name,
          field.parameter.type === "integer" || field.parameter.type === "float"
            ? Number(field.value)
            : field.parameter.type === "boolean"
              ? field.value === "true"
              : field.sent,
        ]),
    );
    return Object.keys(found).length ? JSON.stringify(found) : "";
  }

  showTabs() {
    const all = [
      ["table", "Table"],
      ...(this.query.kind === "graph" ? [["graph", "Graph"]] : []),
      ["cypher", "Cypher"],
    ];
    this.tabs.replaceChildren(
      ...all.map(([key, name]) =>
        make(
          "button",
          {
            type: "button",
            "aria-pressed": String(this.tab === key),
            onclick: () => {
              this.tab = key;
              this.showTabs();
              this.remember(true);
              this.show();
            },
          },
          name,
        ),
      ),
    );
  }

  get ready() {
    return this.fields.every((field) => !field.parameter.required || field.value !== "");
  }

  address() {
    const found = {};
    for (const field of this.fields)
      if (
        field.value !== "" &&
        field.value !==
          String(field.parameter.default ?? (field.parameter.type === "boolean" ? "false" : ""))
      )
        found[field.parameter.name] = field.value;
    if (this.tab !== "table") found.tab = this.tab;
    return askAddress(this.query.name, found);
  }

  remember(replace = false) {
    const address = this.address();
    if (address !== location.pathname + location.search)
      history[replace ? "replaceState" : "pushState"]({}, "", address);
  }

  submit() {
    this.remember();
    this.table = this.drawn = null;
    return this.show();
  }

  parameters() {
    return Object.fromEntries(this.fields.map((field) => [field.parameter.name, field.sent]));
  }

  async show() {
    if (this.stage) {
      this.stage.leave();
      this.stage = null;
    }
    this.tools.replaceChildren();
    if (this.tab === "cypher") {
      this.output.replaceChildren(this.cypher);
      return;
    }
    if (!this.ready && !this.table) {
      this.output.replaceChildren(emptyBox(`Fill in what is needed, then ask.`));
      return;
    }
    if (this.control) this.control.abort();
    const control = (this.control = new AbortController());
    this.context.signal.addEventListener("abort", () => control.abort(), { once: true });
    this.output.setAttribute("aria-busy", "true");
    try {
      if (this.tab === "graph") {
        this.drawn =
          this.drawn ||
          (await ask("/api/draw", {
            body: { name: this.query.name, parameters: this.parameters() },
            signal: control.signal,
            doing: "Drawing the answer",
          }));
        this.fields.forEach((field) => field.complain(null));
        this.draw();
      } else {
        this.table =
          this.table ||
          (await ask("/api/ask", {
            body: { name: this.query.name, parameters: this.parameters() },
            signal: control.signal,
            doing: "Asking the graph",
          }));
        this.fields.forEach((field) => {
          field.complain(null);
          field.name(this.table.names);
        });
        this.tabulate();
      }
    } catch (failure) {
      if (failure.givenUp === "left") return;
      this.fields.forEach((field) =>
        field.complain(failure.fields && failure.fields[field.parameter.name]),
      );
      const first =
        failure.fields && this.fields.find((field) => failure.fields[field.parameter.name]);
      if (first) first.input.focus();
      this.output.replaceChildren(failureBox(failure, first ? null : () => this.show()));
    } finally {
      this.output.removeAttribute("aria-busy");
    }
  }

  tabulate() {
    const { table, query } = this,
      notes = table.notes.map((note) => make("p", { class: "note" }, sentences(note)));
    if (!table.rows.length) {
      this.output.replaceChildren(emptyBox("The answer is empty."), ...notes);
      return;
    }
    const answer = new AnswerTable(table);
    this.tools.append(
      make("span", { class: "count" }, counted(table.rows.length, "line", "lines")),
    );
    if (answer.paperAt >= 0)
      this.tools.append(
        make("button", { type: "button", onclick: () => answer.takeAll() }, "Add all to the list"),
      );
    for (const [form, name, ending] of FORMS)
      this.tools.append(
        make(
          "button",
          {
            type: "button",
            title: `Save the answer as ${name}`,
            onclick: async () => {
              try {
                save(
                  `${query.name}.${ending}`,
                  (
                    await ask("/api/ask", {
                      body: { name: query.name, parameters: this.parameters(), form },
                      doing: "Writing the answer",
                    })
                  ).text,
                );
              } catch (failure) {
                toast(failure.what);
              }
            },
          },
          name,
        ),
      );
    this.output.replaceChildren(...notes, answer.element);
    say(counted(table.rows.length, "line", "lines"));
  }

  draw() {
    if (!this.drawn.nodes) {
      this.output.replaceChildren(
        emptyBox("The answer holds nothing to draw. The table says why."),
      );
      return;
    }
    const box = make("div", { class: "framed" });
    this.output.replaceChildren(
      ...(this.drawn.left_out ? [make("p", { class: "note" }, this.drawn.left_out)] : []),
      box,
    );
    this.stage = mountStage(box, this.drawn.scene, { colour: "community" });
    const steps = JSON.stringify(
      Object.fromEntries(
        Object.entries(this.parameters()).filter(
          ([, value]) => value !== "" && !(Array.isArray(value) && !value.length),
        ),
      ),
    );
    this.tools.append(
      make("span", { class: "count" }, counted(this.drawn.nodes, "node", "nodes")),
      make("button", { type: "button", onclick: () => this.stage.showTable() }, "As a table"),
      make(
        "a",
        { class: "button", href: `/explore?query=${encodeURIComponent(this.query.name + steps)}` },
        "Explore from here",
      ),
    );
  }
}
