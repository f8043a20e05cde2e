// Search in titles and short labels: marks what matches, and jumps to what is chosen.

import { counted, make } from "./elements.js";

const OFFERED = 12;
const fold = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();

export class Search {
  constructor(element, view, say) {
    Object.assign(this, { element, view, say, found: [], at: -1 });
    this.input = element.querySelector("input");
    this.list = element.querySelector("[role=listbox]");
    const nodes = view.scene.data.nodes;
    this.texts = () =>
      (this.folded ||= nodes.title.map((title, i) =>
        fold(
          `${title} ${nodes.short[i]} ${nodes.details[i]
            .filter(([name]) => name === "Authors")
            .map(([, text]) => text)
            .join(" ")}`,
        ),
      ));
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.look(), nodes.id.length > 5000 ? 120 : 0);
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("focus", () => {
      if (this.found.length) this.show(true);
    });
    element.addEventListener("focusout", (event) => {
      if (!element.contains(event.relatedTarget)) this.show(false);
    });
  }

  look() {
    const words = fold(this.input.value).split(/\s+/).filter(Boolean),
      { scene } = this.view;
    this.at = -1;
    if (!words.length) {
      this.found = [];
      this.show(false);
      this.view.setMatches(null);
      this.say("");
      return;
    }
    const texts = this.texts(),
      nodes = scene.data.nodes;
    this.found = [];
    for (let i = 0; i < texts.length; i++)
      if (words.every((word) => texts[i].includes(word))) this.found.push(i);
    this.found.sort((one, two) => nodes.cited[two] - nodes.cited[one] || one - two);
    this.view.setMatches(this.found.filter((i) => scene.pass[i]));
    this.list.replaceChildren(
      ...this.found.slice(0, OFFERED).map((i, row) => {
        const option = make(
          "li",
          { role: "option", id: `found-${row}`, "aria-selected": "false" },
          make("span", { class: "name" }, nodes.title[i]),
          make("span", { class: "aside" }, nodes.short[i]),
        );
        option.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          this.choose(row);
        });
        return option;
      }),
    );
    const hidden =
      this.found.length && !scene.pass[this.found[0]]
        ? " Some are hidden by the legend or the years."
        : "";
    const text = this.found.length
      ? counted(this.found.length, "match", "matches")
      : "Nothing found. The search looks at titles, authors and names.";
    this.list.append(
      make("li", { role: "option", "aria-disabled": "true", class: "note" }, text + hidden),
    );
    this.say(text);
    this.show(true);
  }

  show(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (!open) this.input.removeAttribute("aria-activedescendant");
  }

  mark(at) {
    const options = [...this.list.children].slice(0, Math.min(OFFERED, this.found.length));
    if (!options.length) return;
    this.at = (at + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === this.at)));
    options[this.at].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", `found-${this.at}`);
  }

  key(event) {
    if (event.key === "ArrowDown") {
      if (this.list.hidden) this.show(true);
      this.mark(this.at + 1);
    } else if (event.key === "ArrowUp") this.mark(this.at < 0 ? -1 : this.at - 1);
    else if (event.key === "Enter") {
      clearTimeout(this.timer);
      if (this.at < 0) {
        this.look();
      }
      if (this.found.length) this.choose(Math.max(0, this.at));
    } else if (event.key === "Escape") {
      if (this.input.value) {
        this.input.value = "";
        this.look();
      } else this.view.host.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  choose(row) {
    const node = this.found[row];
    this.show(false);
    if (!this.view.scene.pass[node]) {
      this.say("This one is hidden by the legend or the years.");
      this.view.dispatchEvent(new CustomEvent("unhide"));
    }
    this.view.jump(node);
  }
}
