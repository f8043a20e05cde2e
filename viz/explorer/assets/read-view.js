// Read: a paper's card, or a field to find a paper.

/** @import {Changed} from "./decisions.js" */
/** @import {PaperBrief, PaperCard} from "./server-answers.d.ts" */
/** @import {Mounted, ViewContext} from "./views.d.ts" */

import { make } from "../../assets/dom.js";
import { ask, withQuery } from "./api.js";
import { cardBody, makeCard } from "./card.js";
import { Combobox } from "./combobox.js";
import { describePaper } from "./describe-paper.js";
import { loadInto } from "./loading.js";
import { paperLine } from "./paper-line.js";
import { readAddress } from "./view-addresses.js";

const KEY = "citeloom-read";
const REMEMBERED = 12;
const ABOUT = "Type words of its title; an arXiv id or a DOI followed by Enter does as well.";

/** Papers that were read in this tab. @returns {PaperBrief[]} */
function listRecent() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
  } catch {
    return [];
  }
}

/** @param {PaperBrief} paper */
function rememberPaper({ id, title, year }) {
  const papers = [{ id, title, year }, ...listRecent().filter((one) => one.id !== id)];
  try {
    sessionStorage.setItem(KEY, JSON.stringify(papers.slice(0, REMEMBERED)));
  } catch {
    /* kept nowhere */
  }
}

/** @param {PaperBrief[]} papers */
function showRecent(papers) {
  if (!papers.length)
    return make("p", { class: "aside" }, "What you read in this tab will be listed here.");
  const list = make("ul", { class: "lines" }, ...papers.map((one) => paperLine(one)));
  return makeCard(["Read lately"], cardBody(list));
}

/**
 * @param {HTMLElement} root
 * @param {(address: string) => void} go
 * @returns {Mounted}
 */
function mountPicker(root, go) {
  const input = make("input", {
    type: "search",
    id: "pick",
    placeholder: "Part of a title",
    "aria-label": "Find a paper to read",
  });
  const head = make("div", { class: "head" }, make("h1", {}, "Read a paper"), make("p", {}, ABOUT)),
    picker = make("div", { class: "picker large" }, input);
  root.replaceChildren(make("div", { class: "wrap" }, head, picker, showRecent(listRecent())));
  new Combobox(input, {
    labels: "Paper",
    limit: 10,
    choose: (hit) => go(readAddress(hit.id)),
    enter: (text) => {
      if (text) go(readAddress(text));
    },
  });
  input.focus({ preventScroll: true });
  return { title: "Read" };
}

/**
 * @param {HTMLElement} root
 * @param {ViewContext} context
 * @returns {Mounted}
 */
export function mount(root, { rest, signal, go, retitle }) {
  if (!rest) return mountPicker(root, go);
  const box = make("div", { class: "wrap paper-card" });
  /** @type {Mounted} */
  const mounted = { title: "Read" };
  root.replaceChildren(box);
  /** @returns {Promise<PaperCard>} */
  const read = () =>
    ask(withQuery("/api/paper", { id: rest }), { signal, doing: "Reading the paper" });
  /** @param {PaperCard} card @returns {Node[]} */
  const show = (card) => {
    mounted.title = card.paper.title || card.paper.id;
    rememberPaper(card.paper);
    retitle();
    return describePaper(card, signal, again);
  };
  /** @type {Changed} */
  const again = async ({ kind, papers, values = [], undo }) => {
    // An entry that is another paper than before is read under the id of that paper.
    if (kind === "same") go(readAddress(undo ? papers[0] : values[0]));
    else box.replaceChildren(...show(await read()));
  };
  mounted.filled = loadInto(box, 14, read, show);
  return mounted;
}
