// News: what updates have found around the list, by day.

/** @import {NewsItem} from "./server-answers.d.ts" */
/** @import {Mounted, ViewContext} from "./views.d.ts" */

import { make, webLink } from "../../assets/dom.js";
import { ask } from "./api.js";
import { cardBody, makeCard } from "./card.js";
import { loadInto } from "./loading.js";
import { emptyBox } from "./messages.js";
import { exploreAddress, readAddress } from "./view-addresses.js";

const ABOUT = "What citeloom update has found around your reading list, the newest first.";

/** Where an item leads in the explorer: repositories have slashes and a host. @param {NewsItem} item */
const itemAddress = ({ subject }) =>
  /^[a-z0-9.-]+\.[a-z]+\//.test(subject)
    ? exploreAddress(`Repository:${subject}`)
    : readAddress(subject);

/** @param {NewsItem} item */
function showItem(item) {
  const { title, subject, reason, evidence, source, date, links } = item,
    about = [evidence, source && `according to ${source}`, date].filter(Boolean).join(" · "),
    places = links.map(([name, url]) => make("span", { class: "out" }, " ", webLink(name, url)));
  return make(
    "li",
    {},
    make("a", { href: itemAddress(item) }, title || subject),
    ...places,
    make("div", {}, reason),
    make("div", { class: "aside" }, about),
  );
}

/** @param {{ items: NewsItem[], nothing: string }} found */
function showNews({ items, nothing }) {
  if (!items.length) return emptyBox(nothing);
  /** @type {Map<string, NewsItem[]>} */
  const days = new Map();
  for (const item of items) {
    const day = item.found_at.slice(0, 10) || item.date;
    days.set(day, [...(days.get(day) ?? []), item]);
  }
  return [...days].map(([day, some]) =>
    makeCard([`Found on ${day}`], cardBody(make("ul", { class: "lines" }, ...some.map(showItem)))),
  );
}

/**
 * @param {HTMLElement} root
 * @param {ViewContext} context
 * @returns {Mounted}
 */
export function mount(root, { signal }) {
  const box = make("div", { class: "news-days" }),
    head = make("div", { class: "head" }, make("h1", {}, "News"), make("p", {}, ABOUT));
  root.replaceChildren(make("div", { class: "wrap" }, head, box));
  const read = () => ask("/api/news", { signal, doing: "Reading the news" });
  return { title: "News", filled: loadInto(box, 8, read, showNews) };
}
