// The card of a paper: all that the graph knows of it.

/** @import {Changed} from "./decisions.js" */
/** @import {Artefact, CardPaper, PaperCard} from "./server-answers.d.ts" */

import { make, makeButton, webLink } from "../../assets/dom.js";
import { formatNumber } from "../../assets/number-words.js";
import { cardBody, makeCard } from "./card.js";
import { citingCard } from "./citing-papers.js";
import { describeArtefacts } from "./describe-artefacts.js";
import { describeAuthors } from "./describe-authors.js";
import { decide, isDecided } from "./decisions.js";
import { emptyBox } from "./messages.js";
import { describeOwn } from "./own-words.js";
import { takeButton } from "./paper-line.js";
import { exploreAddress } from "./view-addresses.js";
import { readVocabulary, wordFor } from "./vocabulary.js";

/** Names with their texts, but for those without a text. @param {[name: string, text: string][]} lines */
const factList = (lines) =>
  make(
    "dl",
    { class: "facts-list" },
    ...lines
      .filter(([, text]) => text)
      .flatMap(([name, text]) => [make("dt", {}, name), make("dd", {}, text)]),
  );

/** @param {(string | number | null | undefined | false)[]} parts */
const joinParts = (parts) => parts.filter(Boolean).join(", ");

/**
 * @param {PaperCard} card
 * @param {AbortSignal} signal
 * @param {Changed} changed Shows the paper anew, when something was decided about it.
 * @returns {Node[]}
 */
export function describePaper(card, signal, changed) {
  const { paper } = card,
    abstract = paper.abstract
      ? make("p", { class: "prose" }, paper.abstract)
      : emptyBox("No source has its abstract.");
  const left = [
      makeCard(["Abstract"], cardBody(abstract)),
      citingCard("Cites", "out", card, signal),
      citingCard("Cited by", "in", card, signal),
    ],
    unclear = ["ambiguous", "none"].includes(paper.match ?? ""),
    found = paper.listed ? describeMatch(card, changed) : null,
    right = [
      unclear ? found : null,
      describeOwn(card, changed),
      makeCard(
        ["Facts"],
        cardBody(factList(listFacts(card)), ...describeOverruled(paper), describeTopics(card)),
      ),
      unclear ? null : found,
      makeCard(
        ["Code, models and data"],
        cardBody(...describeArtefacts(card.artefacts, (one) => judgeLink(card, one, changed))),
      ),
      makeCard(["Names of this paper"], cardBody(listNames(paper))),
    ];
  const columns = [make("div", {}, ...left), make("div", {}, ...right.filter(Boolean))];
  return [describeHead(card), make("div", { class: "two" }, ...columns)];
}

/** @param {PaperCard} card */
function describeHead(card) {
  const { paper, links } = card,
    language = paper.language === "en" ? null : paper.language,
    whence = paper.listed
      ? "In the reading list"
      : wordFor(readVocabulary().reasons, paper.reason ?? "", "told"),
    over = [whence, paper.work_type, language].filter(Boolean),
    sample = make("span", { class: "badge" }, "sample data, made up"),
    related = `/take?for=${encodeURIComponent(paper.id)}`;
  const places = links.map(([name, url]) => {
    const link = webLink(name, url);
    if (link instanceof HTMLElement) link.classList.add("button");
    return link;
  });
  return make(
    "div",
    { class: "head" },
    make("p", { class: "over" }, over.join(" · "), paper.sample ? sample : null),
    make("h1", { tabindex: "-1" }, paper.title || paper.id),
    paper.is_retracted ? make("p", { class: "warning" }, "This work has been retracted.") : null,
    ...describeAuthors(card),
    make(
      "p",
      { class: "actions" },
      takeButton(paper),
      make(
        "a",
        { class: "button", href: exploreAddress(`Paper:${paper.id}`) },
        "Explore from here",
      ),
      make("a", { class: "button", href: related }, "Related work"),
      ...places,
    ),
  );
}

/**
 * @param {PaperCard} card
 * @returns {[name: string, text: string][]}
 */
function listFacts({ paper, venues }) {
  const { issue, pages, cited_by_count: cited, fwci, upvotes, fetched_at: fetched } = paper,
    published = [paper.date || paper.year, ...venues.map((one) => one.name || one.id)],
    volume = [paper.volume, issue && `no. ${issue}`, pages && `pp. ${pages}`];
  return [
    ["Published", joinParts(published)],
    ["Volume", joinParts(volume)],
    ["Citations in OpenAlex", cited === undefined ? "" : formatNumber(cited)],
    ["Weighted by field and year", fwci === undefined ? "" : fwci.toFixed(2)],
    ["Upvotes on the Hub", upvotes === undefined ? "" : formatNumber(upvotes)],
    ["Data of", fetched?.slice(0, 10) ?? ""],
  ];
}

/** What OpenAlex says otherwise, and why that is not believed. @param {CardPaper} paper */
function describeOverruled({ overruled = [] }) {
  const told = overruled.map((one) => make("li", {}, one));
  return told.length
    ? [make("h3", {}, "OpenAlex says otherwise"), make("ul", { class: "lines" }, ...told)]
    : [];
}

/** @param {PaperCard} card */
function describeTopics({ topics }) {
  const chips = topics.map(({ id, name }) =>
    make("a", { class: "chip", href: exploreAddress(`Topic:${id}`) }, name || id),
  );
  return chips.length ? make("p", { class: "chips" }, ...chips) : null;
}

/**
 * @param {CardPaper} paper
 * @returns {[name: string, text: string][]}
 */
function listMatch({ listings, match = "", match_step: step = "", match_score, match_evidence }) {
  const { matches, steps } = readVocabulary();
  return [
    ["In", (listings ?? ["a listing"]).join(", ")],
    ["Match", wordFor(matches, match, "told")],
    ["Through", wordFor(steps, step, "through")],
    ["Similarity of the titles", match_score?.toFixed(2) ?? ""],
    ["Why", match_evidence ?? ""],
  ];
}

/**
 * How a listed paper was found.
 *
 * @param {PaperCard} card
 * @param {Changed} changed
 */
function describeMatch(card, changed) {
  const { paper } = card,
    unclear = ["ambiguous", "none"].includes(paper.match ?? ""),
    judge = card.may_decide && unclear ? judgeCandidate(paper, changed) : () => null,
    candidates = (paper.match_candidates ?? []).map((one) => describeCandidate(one, judge)),
    list = make("ul", { class: "lines" }, ...candidates),
    others = candidates.length ? make("div", {}, make("h3", {}, "Candidates"), list) : null,
    own = card.may_decide && unclear ? idField(paper, changed) : null,
    found = makeCard(["How it was found"], cardBody(factList(listMatch(paper)), others, own));
  found.classList.toggle("unclear", unclear);
  return found;
}

/**
 * Makes the buttons that settle whether a candidate is the paper.
 *
 * @param {CardPaper} paper
 * @param {Changed} changed
 * @returns {(id: string) => Node}
 */
const judgeCandidate = (paper, changed) => (id) => {
  const same = () =>
    decide({ kind: "same", papers: [paper.id], values: [id] }, `It is ${id}`, changed);
  const other = () =>
    decide({ kind: "not-same", papers: [paper.id], values: [id] }, `It is not ${id}`, changed);
  return make(
    "p",
    { class: "actions" },
    makeButton("This is it", same, { "aria-label": `This is it: ${id}` }),
    makeButton("Not this", other, { "aria-label": `Not this: ${id}` }),
  );
};

/**
 * A field for the id of the right paper.
 *
 * @param {CardPaper} paper
 * @param {Changed} changed
 */
function idField(paper, changed) {
  const input = make("input", {
      type: "text",
      "aria-label": "Id of the right paper",
      placeholder: "W-id, arXiv id or DOI",
      autocomplete: "off",
    }),
    form = make(
      "form",
      { class: "own-field" },
      input,
      make("button", { type: "submit" }, "It is this one"),
    );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const id = input.value.trim();
    if (id) decide({ kind: "same", papers: [paper.id], values: [id] }, `It is ${id}`, changed);
  });
  return form;
}

/**
 * The buttons that settle whether a link is the paper's; nothing where it cannot be decided.
 *
 * @param {PaperCard} card
 * @param {Artefact} artefact
 * @param {Changed} changed
 */
function judgeLink(card, { id }, changed) {
  if (!card.may_decide || !card.paper.listed) return null;
  const papers = [card.paper.id],
    confirmed = isDecided(card, "confirm", id);
  const confirm = () =>
    decide(
      { kind: "confirm", papers, values: [id], undo: confirmed },
      confirmed ? "Not confirmed any more" : "Confirmed",
      changed,
    );
  const reject = () => decide({ kind: "reject", papers, values: [id] }, "Rejected", changed);
  return make(
    "p",
    { class: "actions" },
    makeButton(confirmed ? "Confirmed" : "Confirm", confirm, {
      "aria-pressed": String(confirmed),
      "aria-label": `Confirm ${id}`,
    }),
    makeButton("Reject", reject, { "aria-label": `Reject ${id}` }),
  );
}

/**
 * "W1 (0.93, 2019) Title": the id leads to where it can be looked at.
 *
 * @param {string} text
 * @param {(id: string) => Node | null} judge
 */
function describeCandidate(text, judge) {
  const parts = /^(\S+) \(([\d.]+)(?:, (\d+|None|\?))?\) (.*)$/.exec(text);
  if (!parts) return make("li", {}, text);
  const [, id, score, year, title] = parts,
    about = [year, `similarity ${score}`].filter(Boolean).join(" · "),
    link = /^W\d+$/.test(id) ? webLink(id, `https://openalex.org/${id}`) : id;
  return make("li", {}, title, make("div", { class: "aside" }, about, " · ", link), judge(id));
}

/** @param {CardPaper} paper */
function listNames({ id, doi, arxiv_id: arxiv, aliases = [] }) {
  const names = [...new Set([id, doi, arxiv, ...aliases])].filter(Boolean);
  return make("p", { class: "ids" }, ...names.map((name) => make("code", {}, name)));
}
