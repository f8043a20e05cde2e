// A parameter of a question as a field of a form.

/** @import {Names, Parameter, Said} from "./server-answers.d.ts" */

import { make, makeButton } from "../../assets/dom.js";
import { Combobox } from "./combobox.js";
import { endSentence, sentences, toast } from "./messages.js";
import { paperLists } from "./paper-lists.js";

/** @param {string} name */
const capitalise = (name) => {
  const text = name.replaceAll("_", " ");
  return text[0].toUpperCase() + text.slice(1);
};

/** A field whose value is typed. */
class TextField {
  /**
   * @param {Parameter} parameter
   * @param {string | null} value
   */
  constructor({ type, default: preset }, value) {
    const given = value ?? preset ?? "",
      number = type === "integer" || type === "float",
      inputmode = type === "integer" ? "numeric" : "decimal";
    this.input = make("input", {
      type: "text",
      inputmode: number ? inputmode : null,
      value: Array.isArray(given) ? given.join("; ") : given,
      placeholder: number ? String(preset ?? "") : null,
      autocomplete: "off",
    });
    if (type === "strings") this.input.placeholder = "several, separated by semicolons";
    this.element = this.input;
  }

  get value() {
    return this.input.value.trim();
  }

  get sent() {
    return this.value;
  }
}

/** A field that is ticked. */
class TickField {
  /**
   * @param {Parameter} parameter
   * @param {string | null} value
   */
  constructor({ default: preset }, value) {
    this.input = make("input", { type: "checkbox" });
    this.input.checked = ["true", "1", "yes"].includes(String(value ?? preset ?? ""));
    this.element = this.input;
  }

  get value() {
    return this.input.checked ? "true" : "false";
  }

  get sent() {
    return this.value;
  }
}

/** A field for which papers or people are picked. */
class PickField {
  /**
   * @param {Parameter} parameter
   * @param {string | null} value
   */
  constructor({ type }, value) {
    const papers = type.startsWith("paper");
    this.many = type.endsWith("s");
    /** @type {{ id: string, name: string }[]} */
    this.picked = [];
    this.input = make("input", {
      type: "text",
      placeholder: papers ? "Part of a title, arXiv id or DOI" : "Part of a name, or ORCID",
    });
    this.chips = make("ul", { class: "chosen" });
    this.element = make("div", { class: "picker" }, this.chips, this.input);
    new Combobox(this.input, {
      labels: papers ? "Paper" : "Author",
      limit: 8,
      choose: (hit) => {
        this.pick(hit.id, hit.name);
        this.input.focus();
      },
      enter: (text) => this.enter(text),
    });
    for (const one of this.many ? (value ?? "").split("; ") : [value]) if (one) this.pick(one, one);
    if (papers && this.many)
      this.element.append(makeButton("Use my list", () => this.pickList(), { class: "plain" }));
  }

  /** @param {string} text */
  enter(text) {
    if (!text) {
      this.input.form?.requestSubmit();
      return;
    }
    this.pick(text, text);
    this.input.value = "";
  }

  pickList() {
    const { papers } = paperLists.current;
    if (!papers.length) toast("The list is empty: add papers to it first.");
    for (const { id, title } of papers) this.pick(id, title || id);
  }

  /**
   * @param {string} id
   * @param {string} name
   */
  pick(id, name) {
    if (!this.many) this.picked = [];
    if (!this.picked.some((one) => one.id === id)) this.picked.push({ id, name });
    this.show();
  }

  /** Replace ids by what they are called. @param {Names} names */
  name(names) {
    for (const one of this.picked) one.name = names[one.id]?.[0] || one.name;
    this.show();
  }

  show() {
    const chips = this.picked.map((one) => {
      const remove = () => {
        this.picked = this.picked.filter((each) => each !== one);
        this.show();
        this.input.focus();
      };
      const cross = make("span", { "aria-hidden": "true" }, "×"),
        button = makeButton(cross, remove, { "aria-label": `Take out ${one.name}` });
      return make("li", { class: "chip" }, make("span", {}, one.name), button);
    });
    this.chips.replaceChildren(...chips);
  }

  /** The ids that were picked, and what is typed. */
  get ids() {
    const typed = this.input.value.trim(),
      ids = this.picked.map((one) => one.id);
    return typed && (this.many || !ids.length) ? [...ids, typed] : ids;
  }

  get value() {
    return this.many ? this.ids.join("; ") : (this.ids[0] ?? "");
  }

  /** Several papers go as a list, so that a semicolon in an id divides nothing. */
  get sent() {
    return this.many ? this.ids : this.value;
  }
}

/**
 * @param {Parameter} parameter
 * @param {string | null} value
 */
function makeField(parameter, value) {
  const { type } = parameter;
  if (type === "boolean") return new TickField(parameter, value);
  if (/^(paper|author)s?$/.test(type)) return new PickField(parameter, value);
  return new TextField(parameter, value);
}

export class ParameterField {
  /**
   * @param {Parameter} parameter
   * @param {string | null} value As it stands in the address.
   */
  constructor(parameter, value) {
    const id = `field-${parameter.name}`;
    this.parameter = parameter;
    this.field = makeField(parameter, value);
    this.input = this.field.input;
    this.input.id = id;
    this.input.setAttribute("aria-describedby", `${id}-about ${id}-error`);
    this.error = make("p", { class: "field-error", id: `${id}-error`, hidden: true });
    const needed = parameter.required ? make("span", { class: "needed" }, " needed") : null;
    this.element = make(
      "div",
      { class: `field ${parameter.type}` },
      make("label", { for: id }, capitalise(parameter.name), needed),
      make("p", { class: "aside", id: `${id}-about` }, parameter.description),
      this.field.element,
      this.error,
    );
  }

  /** As it stands in the address. */
  get value() {
    return this.field.value;
  }

  /** As it is sent to the server. */
  get sent() {
    return this.field.sent;
  }

  /** As a value of Cypher. */
  get typed() {
    const { type } = this.parameter;
    if (type === "integer" || type === "float") return Number(this.value);
    return type === "boolean" ? this.value === "true" : this.sent;
  }

  get isMissing() {
    return this.parameter.required && this.value === "";
  }

  /** Whether it says something else than what holds without it. */
  get isChanged() {
    const { type, default: preset } = this.parameter;
    return (
      this.value !== "" && this.value !== String(preset ?? (type === "boolean" ? "false" : ""))
    );
  }

  /** @param {Names} names */
  name(names) {
    if (this.field instanceof PickField) this.field.name(names);
  }

  /** Say what is wrong with it, or that nothing is. @param {Said | null | undefined} said */
  complain(said) {
    this.error.hidden = !said;
    const text = said ? [said.what, said.todo ?? ""].filter(Boolean).map(endSentence) : [];
    this.error.replaceChildren(sentences(text.join(" ")));
    if (said) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
  }
}
