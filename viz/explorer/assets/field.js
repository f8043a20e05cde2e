// A parameter of a question as a field of a form.

import { Combobox } from "./combobox.js";
import { lists } from "./lists.js";
import { make, sentences, toast } from "./parts.js";

const words = (name) => {
  const text = name.replaceAll("_", " ");
  return text[0].toUpperCase() + text.slice(1);
};

export class Field {
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
