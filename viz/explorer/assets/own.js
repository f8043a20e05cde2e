// One's own Cypher, which only reads.

import { ask } from "./api.js";
import { AnswerTable } from "./answer.js";
import { askAddress, copy, counted, emptyBox, failureBox, make } from "./parts.js";
import { mountStage } from "./stage.js";

export const OWN = "cypher"; // stands where the name of a question does
const EXAMPLE =
  "MATCH (p:Paper)-[:HAS_CODE]->(r:Repository)\nWHERE p.listed\nRETURN p.title AS title, r.id AS repository\nLIMIT 25";

export function own(address, context) {
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
