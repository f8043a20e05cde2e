// Related work: for what it is looked for, and the suggestions with their reasons.

/** @import {RelatedWork, Suggestion} from "./server-answers.d.ts" */

import { find, make, makeButton } from "../../assets/dom.js";
import { formatCount } from "../../assets/number-words.js";
import { ask, asFailure } from "./api.js";
import { cardBody } from "./card.js";
import { emptyBox, failureBox, say, toast } from "./messages.js";
import { paperLine, takeButton } from "./paper-line.js";
import { paperLists } from "./paper-lists.js";
import { readAddress } from "./view-addresses.js";

const LIMITS = [10, 20, 50, 100];
const ABOUT =
  "Suggestions come with their reasons: cited by many of them, cited together with them, the same references, people, code or words. What you dismiss does not come again for this list.";

/** @typedef {"list" | "listing" | "one"} Source For what related work is looked for. */

/**
 * For what related work can be looked for, and what is chosen at first.
 *
 * @param {string | null} wanted `listing`, or the id of a paper; null for the list.
 * @param {{ name: string, papers: unknown[] }} list
 * @returns {{ choices: [source: Source, text: string][], first: Source }}
 */
export function listSources(wanted, { name, papers }) {
  /** @type {[source: Source, text: string][]} */
  const choices = [
    ["list", `“${name}” (${formatCount(papers.length, "paper", "papers")})`],
    ["listing", "the whole listing of the graph"],
  ];
  if (wanted && wanted !== "listing") choices.push(["one", "the paper that you came from"]);
  if (wanted === "listing") return { choices, first: "listing" };
  return { choices, first: wanted ? "one" : papers.length ? "list" : "listing" };
}

/** What is not dismissed. @param {Suggestion[]} suggestions */
const listLeft = (suggestions) =>
  suggestions.filter((one) => !paperLists.current.dismissed.includes(one.id));

export class RelatedWorkBox {
  /**
   * @param {string | null} wanted As in the address: `listing`, or the id of a paper.
   * @param {AbortSignal} signal
   */
  constructor(wanted, signal) {
    this.wanted = wanted;
    this.signal = signal;
    /** @type {RelatedWork | null} */
    this.found = null;
    this.source = make("select", { id: "related-for" });
    const limits = LIMITS.map((count) => make("option", { value: count }, String(count)));
    this.limit = make("select", { id: "related-limit" }, ...limits);
    this.limit.value = "20";
    this.body = cardBody(emptyBox(ABOUT));
    this.form = make(
      "form",
      { class: "related-form" },
      make("label", { for: "related-for" }, "For"),
      this.source,
      make("label", { for: "related-limit" }, "Suggestions"),
      this.limit,
      make("button", { type: "submit", class: "main" }, "Look for related work"),
    );
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.look();
    });
    this.fillSource();
  }

  fillSource() {
    const { choices, first } = listSources(this.wanted, paperLists.current),
      before = this.source.value;
    this.source.replaceChildren(...choices.map(([value, text]) => make("option", { value }, text)));
    this.source.value = before || first;
  }

  /** Ids of the papers for which related work is looked for; none for the whole listing. */
  papers() {
    if (this.source.value === "list") return paperLists.current.papers.map((paper) => paper.id);
    return this.source.value === "one" && this.wanted ? [this.wanted] : [];
  }

  async look() {
    const papers = this.papers(),
      empty = "The list is empty: add papers first, or ask for the whole listing.";
    if (this.source.value === "list" && !papers.length) {
      this.body.replaceChildren(emptyBox(empty));
      return;
    }
    this.body.setAttribute("aria-busy", "true");
    const { dismissed } = paperLists.current,
      body = { papers, dismissed, limit: Number(this.limit.value) };
    try {
      /** @type {RelatedWork} */
      const found = await ask("/api/related", {
        body,
        signal: this.signal,
        doing: "Looking for related work",
      });
      this.found = found;
      this.fill(found);
      say(formatCount(found.suggestions.length, "suggestion", "suggestions"));
    } catch (thrown) {
      const failure = asFailure(thrown);
      if (failure.givenUp === "left") return;
      this.body.replaceChildren(failureBox(failure, () => this.look()));
    } finally {
      this.body.removeAttribute("aria-busy");
    }
  }

  /** Suggestions that are not dismissed. */
  left() {
    return listLeft(this.found?.suggestions ?? []);
  }

  /** @param {RelatedWork} found */
  fill(found) {
    const left = listLeft(found.suggestions),
      lines = left.map((one) => this.line(found, one)),
      basis = make("p", { class: "aside" }, found.basis),
      list = make("ol", { class: "lines suggestions" }, ...lines);
    this.body.replaceChildren(
      ...tellMissing(found.missing),
      ...(left.length ? [basis, list] : [emptyBox("Nothing is left to suggest."), basis]),
      ...this.tellDismissed(),
    );
  }

  tellDismissed() {
    const dismissed = paperLists.current.dismissed.length;
    if (!dismissed) return [];
    const recall = () => {
      paperLists.recall();
      this.look();
    };
    const said = `${formatCount(dismissed, "suggestion is", "suggestions are")} dismissed for this list. `,
      back = makeButton("Bring them back", recall, { class: "plain" });
    return [make("p", { class: "aside" }, said, back)];
  }

  /**
   * @param {RelatedWork} found
   * @param {Suggestion} one
   */
  line(found, one) {
    const { id, title, year, reason, group } = one,
      line = paperLine(one, describeReasons(found, one));
    line.classList.add("suggestion");
    line.dataset.paper = id;
    const dismiss = makeButton("Dismiss", () => this.dismiss(found, one, line), {
        class: "dismiss",
      }),
      take = takeButton({ id, title, year, reason, group });
    find(line, ".take").replaceWith(make("div", { class: "buttons" }, take, dismiss));
    return line;
  }

  /**
   * @param {RelatedWork} found
   * @param {Suggestion} one
   * @param {HTMLElement} line
   */
  dismiss(found, one, line) {
    const next = line.nextElementSibling ?? line.previousElementSibling;
    paperLists.dismiss(one.id);
    this.fill(found);
    toast(`“${one.title || one.id}” is dismissed.`, "Undo", () => {
      paperLists.recall(one.id);
      this.fill(found);
    });
    if (!(next instanceof HTMLElement)) return;
    const again = `[data-paper="${CSS.escape(next.dataset.paper ?? "")}"] .dismiss`;
    find(this.body, again).focus();
  }
}

/** @param {string[]} missing */
function tellMissing(missing) {
  if (!missing.length) return [];
  const papers = formatCount(missing.length, "paper of the list is", "papers of the list are"),
    said = `${papers} not in this graph and count for nothing here.`;
  return [make("p", { class: "note" }, said)];
}

/**
 * Why a paper is suggested, down to the papers behind each reason.
 *
 * @param {RelatedWork} found
 * @param {Suggestion} suggestion
 */
function describeReasons({ names }, { reason, evidence }) {
  const lines = evidence.map(({ text, papers }) =>
    make("li", {}, text, papers.length ? listBehind(papers, names) : null),
  );
  return make(
    "details",
    { class: "why" },
    make("summary", {}, reason || "Why?"),
    make("ul", {}, ...lines),
  );
}

/**
 * @param {string[]} papers
 * @param {RelatedWork["names"]} names
 */
function listBehind(papers, names) {
  const lines = papers.map((id) => {
    if (!names[id]) return make("li", {}, make("code", {}, id));
    const [title, year] = names[id],
      text = `${title || id}${year ? ` (${year})` : ""}`;
    return make("li", {}, make("a", { href: readAddress(id) }, text));
  });
  const count = formatCount(papers.length, "paper behind it", "papers behind it");
  return make("details", { class: "drill" }, make("summary", {}, count), make("ul", {}, ...lines));
}
