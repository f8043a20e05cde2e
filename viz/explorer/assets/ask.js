// Ask: the catalogue's questions, a form for each, and one's own Cypher.

import { ask } from "./api.js";
import { AnswerTable } from "./answer.js";
import { Combobox } from "./combobox.js";
import { lists } from "./lists.js";
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
import { AREAS } from "./start.js";

const OWN = "cypher";
const EXAMPLE =
  "MATCH (p:Paper)-[:HAS_CODE]->(r:Repository)\nWHERE p.listed\nRETURN p.title AS title, r.id AS repository\nLIMIT 25";
const FORMS = [
  ["csv", "CSV", "csv"],
  ["json", "JSON", "json"],
  ["markdown", "Markdown", "md"],
];
const words = (name) => {
  const text = name.replaceAll("_", " ");
  return text[0].toUpperCase() + text.slice(1);
};
let catalogue = null;

async function loaded() {
  if (!catalogue) catalogue = await ask("/api/catalogue", { doing: "Reading the catalogue" });
  return catalogue;
}

// --- fields

class Field {
  constructor(parameter, value) {
    const id = `field-${parameter.name}`;
    Object.assign(this, { parameter, id, values: [] });
    this.error = make("p", { class: "field-error", id: `${id}-error`, hidden: true });
    this.input = this.control(parameter, value, id);
    this.input.setAttribute("aria-describedby", `${id}-about ${id}-error`);
    const label = make(
      "label",
      { for: id },
      words(parameter.name),
      parameter.required ? make("span", { class: "needed" }, " needed") : null,
    );
    const about = make("p", { class: "aside", id: `${id}-about` }, parameter.description);
    this.element = make(
      "div",
      { class: `field ${parameter.type}` },
      label,
      about,
      this.holder || this.input,
      this.error,
    );
  }

  control(parameter, value, id) {
    const { type } = parameter,
      given = value ?? parameter.default ?? "";
    if (type === "boolean") {
      const box = make("input", { id, type: "checkbox" });
      box.checked = ["true", true, "1", "yes"].includes(given);
      return box;
    }
    if (type === "integer" || type === "float")
      return make("input", {
        id,
        type: "text",
        inputmode: type === "integer" ? "numeric" : "decimal",
        value: given,
        placeholder: parameter.default ?? null,
        autocomplete: "off",
      });
    if (type === "paper" || type === "papers" || type === "author" || type === "authors")
      return this.picker(parameter, value, id);
    return make("input", {
      id,
      type: "text",
      value: Array.isArray(given) ? given.join("; ") : given,
      autocomplete: "off",
      placeholder: type === "strings" ? "several, separated by semicolons" : null,
    });
  }

  picker({ type }, value, id) {
    const many = type.endsWith("s"),
      papers = type.startsWith("paper");
    this.many = many;
    const input = make("input", {
      id,
      type: "text",
      placeholder: papers ? "Part of a title, arXiv id or DOI" : "Part of a name, or ORCID",
    });
    this.chips = make("ul", { class: "chosen" });
    this.holder = make("div", { class: "picker" }, this.chips, input);
    new Combobox(input, {
      labels: papers ? "Paper" : "Author",
      limit: 8,
      choose: (hit) => {
        this.pick(hit.id, hit.name);
        input.focus();
      },
      enter: (text) => {
        if (text) {
          this.pick(text, text);
          input.value = "";
        } else input.form.requestSubmit();
      },
    });
    for (const one of many ? String(value || "").split("; ") : [value])
      if (one) this.pick(one, one);
    if (papers && many)
      this.holder.append(
        make(
          "button",
          {
            type: "button",
            class: "plain",
            onclick: () => {
              if (!lists.current.papers.length) toast("The list is empty: add papers to it first.");
              lists.current.papers.forEach((paper) => this.pick(paper.id, paper.title || paper.id));
            },
          },
          "Use my list",
        ),
      );
    return input;
  }

  pick(id, name) {
    if (!this.many) this.values = [];
    if (!this.values.some((one) => one.id === id)) this.values.push({ id, name });
    this.drawChips();
  }

  name(names) {
    for (const one of this.values) if (names[one.id]) one.name = names[one.id][0] || one.id;
    if (this.chips) this.drawChips();
  }

  drawChips() {
    this.chips.replaceChildren(
      ...this.values.map((one) =>
        make(
          "li",
          { class: "chip" },
          make("span", {}, one.name),
          make(
            "button",
            {
              type: "button",
              "aria-label": `Take out ${one.name}`,
              onclick: () => {
                this.values = this.values.filter((each) => each !== one);
                this.drawChips();
                this.input.focus();
              },
            },
            make("span", { "aria-hidden": "true" }, "×"),
          ),
        ),
      ),
    );
  }

  get value() {
    if (this.parameter.type === "boolean") return this.input.checked ? "true" : "false";
    if (this.chips) {
      const typed = this.input.value.trim(),
        all = [
          ...this.values.map((one) => one.id),
          ...(typed && (this.many || !this.values.length) ? [typed] : []),
        ];
      return this.many ? all.join("; ") : all[0] || "";
    }
    return this.input.value.trim();
  }

  // Several papers go as a list, so that a semicolon in an id divides nothing.
  get sent() {
    return this.many ? this.value.split("; ").filter(Boolean) : this.value;
  }

  complain(said) {
    this.error.hidden = !said;
    this.error.replaceChildren(
      said
        ? sentences(
            [said.what, said.todo]
              .filter(Boolean)
              .map((text) => (/[.!?]$/.test(text) ? text : `${text}.`))
              .join(" "),
          )
        : "",
    );
    if (said) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
  }
}

// --- one question

class Question {
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

// --- one's own Cypher

function own(address, context) {
  const { params } = address;
  const text = make("textarea", {
    id: "statement",
    spellcheck: "false",
    autocomplete: "off",
    rows: "9",
    "aria-describedby": "statement-about",
  });
  text.value = params.get("statement") || EXAMPLE;
  const values = make("input", {
    id: "values",
    type: "text",
    spellcheck: "false",
    autocomplete: "off",
    placeholder: '{"limit": 10}',
    value: params.get("values") || "",
  });
  const wrong = make("p", { class: "field-error", hidden: true });
  const output = make("div", { class: "output", "aria-live": "polite" }),
    tools = make("div", { class: "buttons" });
  const run = make("button", { type: "submit", class: "main" }, "Ask");
  const form = make(
    "form",
    { class: "question-form own" },
    make(
      "div",
      { class: "field" },
      make("label", { for: "statement" }, "Statement"),
      make(
        "p",
        { class: "aside", id: "statement-about" },
        "Cypher that only reads; what writes, loads or calls unknown procedures is refused. It may take 30 seconds and give 2,000 rows. Ctrl Enter asks.",
      ),
      text,
    ),
    make(
      "div",
      { class: "field" },
      make("label", { for: "values" }, "Values of $names, as JSON"),
      values,
      wrong,
    ),
    make(
      "p",
      { class: "actions" },
      run,
      make("button", { type: "button", onclick: () => copy(text.value, text) }, "Copy"),
    ),
  );
  let stage = null,
    found = null;
  const show = (tab) => {
    if (stage) {
      stage.leave();
      stage = null;
    }
    tools.replaceChildren(
      make("span", { class: "count" }, counted(found.rows.length, "row", "rows")),
    );
    const drawing = found.drawing && found.drawing.nodes ? found.drawing : null;
    if (drawing)
      tools.append(
        make(
          "div",
          { class: "choice", role: "group", "aria-label": "Show the answer" },
          ...[
            ["table", "Table"],
            ["graph", "Graph"],
          ].map(([key, name]) =>
            make(
              "button",
              { type: "button", "aria-pressed": String(key === tab), onclick: () => show(key) },
              name,
            ),
          ),
        ),
      );
    const notes = found.notes.map((note) => make("p", { class: "note" }, note));
    if (!found.rows.length) {
      output.replaceChildren(
        emptyBox("The answer is empty: the statement is fine, and nothing in the graph fits it."),
      );
      return;
    }
    if (tab === "graph") {
      const box = make("div", { class: "framed" });
      output.replaceChildren(...notes, box);
      stage = mountStage(box, drawing.scene, { colour: "community" });
    } else output.replaceChildren(...notes, new AnswerTable(found).element);
  };
  const submit = async (remember = true) => {
    let parameters = {};
    wrong.hidden = true;
    values.removeAttribute("aria-invalid");
    try {
      parameters = values.value.trim() ? JSON.parse(values.value) : {};
      if (typeof parameters !== "object" || parameters === null || Array.isArray(parameters))
        throw new Error("no object");
    } catch {
      wrong.textContent = 'This is not an object in JSON, for instance {"limit": 10}.';
      wrong.hidden = false;
      values.setAttribute("aria-invalid", "true");
      values.focus();
      return;
    }
    if (remember) {
      const next = askAddress(OWN, {
        statement: text.value,
        ...(values.value.trim() ? { values: values.value.trim() } : {}),
      });
      if (next !== location.pathname + location.search) history.pushState({}, "", next);
    }
    output.setAttribute("aria-busy", "true");
    try {
      found = await ask("/api/cypher", {
        body: { statement: text.value, parameters },
        signal: context.signal,
        doing: "Asking the graph",
      });
      show("table");
    } catch (failure) {
      if (failure.givenUp === "left") return;
      tools.replaceChildren();
      output.replaceChildren(failureBox(failure));
    } finally {
      output.removeAttribute("aria-busy");
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
    }
  });
  return {
    element: make(
      "div",
      { class: "question" },
      make("a", { class: "back", href: "/ask" }, "← All questions"),
      make("h1", {}, "Your own Cypher"),
      form,
      make("div", { class: "answer-head" }, tools),
      output,
    ),
    // A statement from an address is shown and not run: whoever opens it should have read it.
    begin: () => {
      output.replaceChildren(emptyBox("The answer comes here."));
    },
    stage: () => stage,
  };
}

// --- the view

export function mount(root, address) {
  const mounted = { title: "Ask" },
    { signal, retitle } = address;
  const side = make("nav", { class: "side", "aria-label": "Questions" }),
    main = make("div", { class: "main-column" });
  let question = null,
    mine = null;
  const filter = make("input", {
    type: "search",
    placeholder: "Filter the questions",
    "aria-label": "Filter the questions",
  });
  const list = make("div", { class: "side-list" });
  const fill = (name) => {
    const wanted = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    list.replaceChildren(
      ...Object.entries(AREAS).flatMap(([key, [title]]) => {
        const area = catalogue.find((one) => one.area === key),
          fitting = area
            ? area.queries.filter((one) =>
                wanted.every((word) =>
                  `${one.name} ${one.title} ${one.summary}`.toLowerCase().includes(word),
                ),
              )
            : [];
        return fitting.length
          ? [
              make("h2", {}, title),
              make(
                "ul",
                {},
                ...fitting.map((one) =>
                  make(
                    "li",
                    {},
                    make(
                      "a",
                      {
                        href: askAddress(one.name),
                        title: one.summary,
                        ...(one.name === name ? { "aria-current": "page" } : {}),
                      },
                      one.title,
                    ),
                  ),
                ),
              ),
            ]
          : [];
      }),
    );
    if (!list.childNodes.length) list.append(emptyBox("No question has these words."));
  };
  side.append(
    make("p", {}, make("a", { class: "button wide", href: `/ask/${OWN}` }, "Your own Cypher")),
    filter,
    list,
  );
  root.replaceChildren(make("div", { class: "columns-two" }, side, main));
  const leave = () => {
    for (const one of [question && question.stage, mine && mine.stage()]) if (one) one.leave();
    question = mine = null;
  };
  const show = async ({ rest, params, signal: aborting = signal }) => {
    leave();
    root.firstChild.classList.toggle("chosen", Boolean(rest));
    try {
      await loaded();
    } catch (failure) {
      main.replaceChildren(failureBox(failure, () => show({ rest, params })));
      return;
    }
    filter.oninput = () => fill(rest);
    fill(rest);
    if (rest === OWN) {
      mounted.title = "Your own Cypher";
      mine = own({ params }, { signal: aborting });
      main.replaceChildren(mine.element);
      mine.begin();
      return;
    }
    const query = catalogue.flatMap((area) => area.queries).find((one) => one.name === rest);
    if (!rest) {
      mounted.title = "Ask";
      main.replaceChildren(
        make(
          "div",
          { class: "question" },
          make("h1", {}, "Ask"),
          make(
            "p",
            { class: "prose" },
            "Choose a question. Each says what it takes, answers as a table and, where it has one, as a graph, and shows the Cypher that it runs.",
          ),
        ),
      );
      return;
    }
    if (!query) {
      main.replaceChildren(
        failureBox({
          what: `There is no question called ${rest}`,
          todo: "Choose one from the list",
        }),
      );
      return;
    }
    mounted.title = query.title;
    question = new Question(query, { params }, { signal: aborting });
    main.replaceChildren(question.element);
    await question.show();
  };
  mounted.filled = show(address);
  mounted.update = (next) => {
    root.scrollTop = 0;
    mounted.filled = show({ ...next, signal }).then(retitle);
  };
  mounted.leave = leave;
  mounted.retheme = () => {
    for (const one of [question && question.stage, mine && mine.stage()]) if (one) one.retheme();
  };
  return mounted;
}
