// Start: the list at a glance, and the catalogue.

/** @import {Child} from "../../assets/dom.js" */
/** @import {Area, CodeLine, Contents, CoverageLine, FoundationLine, TopicLine} from "./server-answers.d.ts" */
/** @import {Mounted, ViewContext} from "./views.d.ts" */

import { make } from "../../assets/dom.js";
import { formatCount, formatNumber } from "../../assets/number-words.js";
import { ask } from "./api.js";
import { cardBody, makeCard } from "./card.js";
import { listAreas, listMaps, readCatalogue } from "./catalogue.js";
import { loadInto } from "./loading.js";
import { emptyBox } from "./messages.js";
import { makePaperLine, takeButton } from "./paper-line.js";
import { drawYears } from "./year-chart.js";
import { askAddress, exploreAddress, readAddress } from "./view-addresses.js";

const TOPICS = 8;

/** @param {number} share */
function makeBar(share) {
  const part = make("span");
  part.style.width = `${Math.round(share * 1000) / 10}%`;
  return make(
    "span",
    { class: "bar-line" },
    make("span", { class: "bar", "aria-hidden": "true" }, part),
  );
}

/**
 * A table with a bar in each line.
 *
 * @param {{ name: Child, share: number, count: Child[] }[]} lines
 */
function barTable(lines) {
  const rows = lines.map(({ name, share, count }) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, name),
      make("td", { class: "wide" }, makeBar(share)),
      make("td", { class: "number" }, ...count),
    ),
  );
  return make("table", { class: "plain-table" }, make("tbody", {}, ...rows));
}

/** @param {Contents} found */
function showContents(found) {
  const nodes = found.nodes.map(([label, count]) =>
    make("span", {}, make("b", {}, formatNumber(count)), ` ${label.toLowerCase()}`),
  );
  return [
    make(
      "h1",
      {},
      found.listings.length ? found.listings.join(", ") : "The graph",
      found.sample ? make("span", { class: "badge" }, "sample data, made up") : null,
    ),
    make(
      "p",
      { class: "facts" },
      ...nodes,
      make("span", {}, make("b", {}, formatNumber(found.citations)), " citations"),
      found.grown
        ? make("span", { class: "aside" }, `${formatNumber(found.grown)} papers came by growing`)
        : null,
      found.loaded ? make("span", { class: "aside" }, `built ${found.loaded}`) : null,
    ),
  ];
}

/** @param {CoverageLine[]} lines */
function showCoverage([listed, ...lines]) {
  if (!listed.count)
    return emptyBox(
      "This graph has no listed papers. `citeloom build LISTING` loads some; you can search and explore all the same.",
    );
  const of = () => make("span", { class: "aside" }, ` of ${formatNumber(listed.count)}`);
  return barTable(
    lines.map(({ what, count, query }) => ({
      name: make("a", { href: askAddress(query) }, what),
      share: count / listed.count,
      count: [formatNumber(count), of()],
    })),
  );
}

/** @param {TopicLine[]} topics */
function showTopics(topics) {
  if (!topics.length) return emptyBox("No listed paper has a topic.");
  const most = Math.max(...topics.map(({ count }) => count));
  return barTable(
    topics.slice(0, TOPICS).map(({ id, name, count }) => ({
      name: make("a", { href: exploreAddress(id) }, name),
      share: count / most,
      count: [formatNumber(count)],
    })),
  );
}

/** @param {FoundationLine[]} papers */
function showFoundations(papers) {
  if (!papers.length)
    return emptyBox(
      "No work outside the list is cited by several papers of it. `citeloom query without-references` says which papers have no references.",
    );
  const lines = papers.map((paper) => {
    const about = [paper.year, `cited by ${paper.cited_by_list} of the list`];
    const button = takeButton(paper, { small: true });
    return makePaperLine(paper, [about.filter(Boolean).join(" · ")], button);
  });
  return make("ol", { class: "lines" }, ...lines);
}

/** @param {CodeLine[]} repositories */
function showCode(repositories) {
  if (!repositories.length) return emptyBox("No listed paper names a repository of its own.");
  const lines = repositories.map(({ id, stars, language, paper, title }) => {
    const about = [stars === null ? null : formatCount(stars, "star", "stars"), language],
      name = id.split("/").slice(1).join("/") || id,
      of = make("a", { class: "of", href: readAddress(paper) }, title || paper);
    return make(
      "li",
      {},
      make("a", { href: exploreAddress(`Repository:${id}`) }, name),
      make("div", { class: "aside" }, about.filter(Boolean).join(" · "), of),
    );
  });
  return make("ul", { class: "lines" }, ...lines);
}

/** @param {Area[]} areas */
function showMaps(areas) {
  const lines = listMaps(areas).map((query) =>
    make(
      "li",
      {},
      make("a", { href: askAddress(query.name, { tab: "graph" }) }, query.title),
      make("div", { class: "aside" }, query.when),
    ),
  );
  return make("ul", { class: "lines" }, ...lines);
}

/** @param {Area[]} areas */
function showQuestions(areas) {
  return listAreas(areas).map(({ name, about, queries }) => {
    const links = queries.map((query) =>
      make("a", { href: askAddress(query.name), title: query.summary }, query.title),
    );
    return make(
      "section",
      { class: "area" },
      make("h3", {}, name),
      make("p", { class: "aside" }, about),
      make("ul", {}, ...links.map((link) => make("li", {}, link))),
    );
  });
}

class StartView {
  /** @param {AbortSignal} signal */
  constructor(signal) {
    this.signal = signal;
    /** @type {Promise<void>[]} */
    this.filled = [];
    this.cards = make("div", { class: "cards" });
  }

  /**
   * Ask for a part of the page.
   *
   * @param {string} part
   */
  ask(part) {
    const options = { signal: this.signal, doing: "Looking at the list" };
    return () => ask(`/api/start/${part}`, options);
  }

  catalogue() {
    return readCatalogue({ signal: this.signal });
  }

  /**
   * A card that is filled later.
   *
   * @template Found
   * @param {string} title
   * @param {number} lines How high it will be.
   * @param {() => Promise<Found>} fetchIt
   * @param {(found: Found) => Child | Child[]} fill
   * @param {[href: string, text: string] | null} [more]
   */
  addCard(title, lines, fetchIt, fill, more = null) {
    const body = cardBody(),
      link = more && make("a", { class: "more", href: more[0] }, more[1]);
    this.cards.append(makeCard([title, link], body));
    this.filled.push(loadInto(body, lines, fetchIt, fill));
  }

  addCards() {
    const foundations = "Everybody cites, not in the list";
    this.addCard("How much is known", 6, this.ask("coverage"), showCoverage, [
      askAddress("coverage"),
      "in detail",
    ]);
    this.addCard("Years", 6, this.ask("years"), drawYears, [askAddress("by-year"), "as a table"]);
    this.addCard("Topics", 8, this.ask("topics"), showTopics, [
      askAddress("topics-and-papers", { tab: "graph" }),
      "as a map",
    ]);
    this.addCard(foundations, 5, this.ask("foundations"), showFoundations, [
      askAddress("foundations"),
      "more",
    ]);
    this.addCard("Code of the list", 5, this.ask("code"), showCode, [
      askAddress("with-code"),
      "all",
    ]);
    this.addCard("Maps of the list", 5, () => this.catalogue(), showMaps);
  }
}

/**
 * @param {HTMLElement} root
 * @param {ViewContext} context
 * @returns {Mounted}
 */
export function mount(root, { signal }) {
  const view = new StartView(signal),
    head = make("div", { class: "head" }),
    questions = make("div", { class: "areas" });
  view.filled.push(loadInto(head, 2, view.ask("contents"), showContents));
  view.addCards();
  view.filled.push(loadInto(questions, 10, () => view.catalogue(), showQuestions));
  const title = make("h2", { class: "big" }, "Questions to ask");
  root.replaceChildren(make("div", { class: "wrap" }, head, view.cards, title, questions));
  return { title: "Start", filled: Promise.all(view.filled) };
}
