// An answer as a table that can be sorted; ids lead on, and papers can be taken along.

import { lists } from "./lists.js";
import { counted, exploreAddress, make, number, readAddress, takeButton, toast } from "./parts.js";

const PAGE = 200,
  LISTED = 3;
const LABELS = {
  author: "Author",
  authors: "Author",
  institution: "Institution",
  venue: "Venue",
  topic: "Topic",
  repository: "Repository",
  webpage: "WebPage",
};
const heading = (name) => name.replaceAll("_", " ");

// What a value sorts by.
function key(value, names) {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.length;
  if (typeof value === "object")
    return String(value.title || value.name || value.id || value.kind || "");
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string" && names[value]) return String(names[value][0] || value);
  return value;
}

function compare(one, two, way) {
  if (one === two) return 0;
  if (one === null) return 1; // what is not known comes last, either way
  if (two === null) return -1;
  return (
    (typeof one === "string" && typeof two === "string"
      ? one.localeCompare(two, "en", { numeric: true })
      : one < two
        ? -1
        : 1) * way
  );
}

export class AnswerTable {
  // found: {columns: [[name, type]], rows, names, described?}
  constructor(found) {
    Object.assign(this, { found, order: [null, 1], shown: 0 });
    const names = found.columns.map(([name]) => name);
    // An id beside a title is the title's link and needs no column of its own.
    this.titled =
      found.columns.findIndex(([name, type]) => name === "id" && type === "paper") >= 0 &&
      names.includes("title");
    this.hidden = this.titled ? new Set([names.indexOf("id")]) : new Set();
    this.paperAt = found.columns.findIndex(([, type]) => type === "paper");
    this.body = make("tbody", {});
    this.more = make("button", { type: "button", onclick: () => this.add(PAGE * 5) });
    this.count = make("span", { class: "count", role: "status" });
    this.element = make(
      "div",
      { class: "answer" },
      make(
        "div",
        { class: "scroll", tabindex: "0", role: "region", "aria-label": "Answer" },
        make("table", {}, make("thead", {}, this.head()), this.body),
      ),
      make("p", {}, this.more),
    );
    this.fill();
  }

  head() {
    const cells =
      this.paperAt >= 0
        ? [make("th", { scope: "col", class: "taking" }, make("span", { class: "unseen" }, "Take"))]
        : [];
    this.heads = this.found.columns.map(([name], at) => {
      const cell = make(
        "th",
        { scope: "col", title: (this.found.described || {})[name] || null },
        make(
          "button",
          {
            type: "button",
            onclick: () => {
              this.order = [at, this.order[0] === at ? -this.order[1] : this.numeric(at) ? -1 : 1];
              this.fill();
            },
          },
          heading(name),
        ),
      );
      if (this.numeric(at)) cell.classList.add("number");
      return cell;
    });
    return make("tr", {}, ...cells, ...this.heads.filter((_, at) => !this.hidden.has(at)));
  }

  numeric(at) {
    return (
      this.found.rows.some((row) => typeof row[at] === "number") &&
      this.found.rows.every((row) => row[at] === null || typeof row[at] === "number")
    );
  }

  fill() {
    const [at, way] = this.order,
      { rows, names } = this.found;
    this.sorted = rows.map((row, i) => [row, i]);
    if (at !== null)
      this.sorted.sort(
        ([one, i], [two, j]) => compare(key(one[at], names), key(two[at], names), way) || i - j,
      );
    this.heads.forEach((cell, i) => {
      if (i === at) cell.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
      else cell.removeAttribute("aria-sort");
    });
    this.body.replaceChildren();
    this.shown = 0;
    this.add(PAGE);
  }

  add(count) {
    const part = document.createDocumentFragment();
    for (const [row] of this.sorted.slice(this.shown, this.shown + count))
      part.append(this.row(row));
    this.shown = Math.min(this.sorted.length, this.shown + count);
    this.body.append(part);
    this.more.hidden = this.shown >= this.sorted.length;
    this.more.textContent = `Show more (${number(this.shown)} of ${number(this.sorted.length)})`;
  }

  row(row) {
    const cells = [];
    if (this.paperAt >= 0) {
      const id = row[this.paperAt],
        known = this.found.names[id] || [null, null];
      cells.push(
        make(
          "td",
          { class: "taking" },
          id ? takeButton({ id, title: known[0], year: known[1] }, { small: true }) : null,
        ),
      );
    }
    this.found.columns.forEach(([name, type], at) => {
      if (!this.hidden.has(at)) cells.push(this.cell(row, at, name, type));
    });
    return make("tr", {}, ...cells);
  }

  cell(row, at, name, type) {
    const value = row[at];
    if (name === "title" && this.titled)
      return make(
        "td",
        { class: "title" },
        make("a", { href: readAddress(row[this.paperAt]) }, value || row[this.paperAt]),
      );
    const cell = make("td", {}, ...this.value(value, type, row));
    if (typeof value === "number") cell.classList.add("number");
    if (typeof value === "string" && value.length > 40) cell.classList.add("long");
    return cell;
  }

  value(value, type, row) {
    if (value === null || value === undefined) return [];
    if (typeof value === "boolean") return [value ? "yes" : make("span", { class: "aside" }, "no")];
    if (typeof value === "number")
      return [
        Number.isInteger(value)
          ? value >= 1000 && value <= 2100 && type !== "float"
            ? String(value)
            : number(value)
          : value.toLocaleString("en", { maximumSignificantDigits: 3 }),
      ];
    if (Array.isArray(value)) return this.many(value, type, row);
    if (typeof value === "object") return [this.thing(value)];
    return [this.one(value, type, row)];
  }

  one(value, type, row) {
    const known = this.found.names[value];
    if (type === "paper" || type === "papers")
      return make(
        "a",
        { href: readAddress(value) },
        known && known[0] ? `${known[0]}${known[1] ? ` (${known[1]})` : ""}` : value,
      );
    if (type === "artefact") {
      const kind = row && row[this.found.columns.findIndex(([name]) => name === "kind")];
      const label = { model: "Model", dataset: "Dataset", space: "Space" }[
        String(kind || "")
          .toLowerCase()
          .replace("has_", "")
      ];
      return label
        ? make("a", { href: exploreAddress(`${label}:${value}`) }, value)
        : document.createTextNode(value);
    }
    if (LABELS[type])
      return make(
        "a",
        { href: exploreAddress(`${LABELS[type]}:${value}`) },
        known && known[0] ? known[0] : value,
      );
    return document.createTextNode(value);
  }

  many(values, type, row) {
    if (!values.length) return [];
    const draw = (some) =>
      some.flatMap((each, i) => [i ? "; " : "", ...this.value(each, type, row)]);
    const wordy = type === "papers" || values.some((each) => typeof each === "object");
    if (!wordy && values.length <= LISTED) return draw(values);
    const box = make(
      "details",
      { class: "drill" },
      make(
        "summary",
        {},
        type === "papers"
          ? counted(values.length, "paper", "papers")
          : wordy
            ? counted(values.length, "entry", "entries")
            : `${values.slice(0, LISTED).join("; ")} and ${values.length - LISTED} more`,
      ),
    );
    box.addEventListener(
      "toggle",
      () => {
        if (box.childNodes.length > 1) return;
        box.append(
          make("ul", {}, ...values.map((each) => make("li", {}, ...this.value(each, type, row)))),
        );
      },
      { once: true },
    );
    return [box];
  }

  thing(value) {
    if (value.label && value.id)
      return make(
        "a",
        {
          href:
            value.label === "Paper"
              ? readAddress(value.id)
              : exploreAddress(`${value.label}:${value.id}`),
        },
        value.title || value.name || value.id,
      );
    if (value.kind)
      return make(
        "span",
        {},
        `${value.start ?? "…"} ${heading(value.kind).toLowerCase()} ${value.end ?? "…"}`,
      );
    if (value.nodes)
      return make(
        "span",
        {},
        ...value.nodes.flatMap((node, i) => [i ? " – " : "", this.thing(node)]),
      );
    return make("code", {}, JSON.stringify(value));
  }

  // The ids of the papers of the first column that holds papers.
  papers() {
    const found = new Map();
    for (const row of this.found.rows) {
      const id = row[this.paperAt];
      if (id && !found.has(id)) {
        const known = this.found.names[id] || [null, null];
        found.set(id, { id, title: known[0], year: known[1] });
      }
    }
    return [...found.values()];
  }

  takeAll() {
    const papers = this.papers().filter((paper) => !lists.has(paper.id));
    for (const paper of papers) lists.add(paper);
    toast(
      papers.length
        ? `${counted(papers.length, "paper", "papers")} added to “${lists.current.name}”.`
        : "All of them are in the list.",
      papers.length ? "Undo" : "",
      papers.length ? () => papers.forEach((paper) => lists.remove(paper.id)) : null,
    );
  }
}
