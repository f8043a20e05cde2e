// Addresses lead to views.

/** @import {Address, Mounted, View} from "./views.d.ts" */

import { find } from "../../assets/dom.js";
import * as askView from "./ask-view.js";
import * as exploreView from "./explore-view.js";
import * as newsView from "./news-view.js";
import * as readView from "./read-view.js";
import * as startView from "./start-view.js";
import * as takeView from "./take-view.js";

/** @type {Record<string, View>} Views by their names. */
const VIEWS = {
  start: startView,
  explore: exploreView,
  ask: askView,
  read: readView,
  take: takeView,
  news: newsView,
};

const view = find(document, "#view");
/** @type {{ name: string, control: AbortController, mounted: Mounted } | null} */
let now = null;

/** The view that is shown. @returns {Mounted | null} */
export const currentView = () => now?.mounted ?? null;

/** @returns {{ name: string, address: Address }} */
function readLocation() {
  const [, first, ...rest] = location.pathname.split("/"),
    name = Object.hasOwn(VIEWS, first) ? first : "start",
    address = {
      rest: "",
      params: new URLSearchParams(location.search),
      hash: location.hash.slice(1),
    };
  try {
    address.rest = decodeURIComponent(rest.join("/"));
  } catch {
    /* not ours */
  }
  return { name, address };
}

/** Go to an address. @param {string} address */
export function go(address) {
  history.replaceState({ ...history.state, scroll: view.scrollTop }, "");
  history.pushState({}, "", address);
  showLocation();
}

/** Move the focus to the view. */
export const focusView = () => view.focus({ preventScroll: true });

/** Show the view of the address. */
export async function showLocation() {
  const { name, address } = readLocation();
  markLink(name);
  if (now?.name === name && now.mounted.update) {
    now.mounted.update(address);
    retitle();
    return;
  }
  const scroll = history.state?.scroll,
    mine = mountView(name, address);
  await mine.mounted.filled;
  if (now !== mine) return;
  retitle();
  if (scroll) view.scrollTop = scroll;
  document.documentElement.dataset.ready = "yes"; // for tests
}

/**
 * @param {string} name
 * @param {Address} address
 */
function mountView(name, address) {
  now?.control.abort();
  now?.mounted.leave?.();
  const control = new AbortController(),
    mine = { name, control, mounted: /** @type {Mounted} */ ({ title: "" }) };
  now = mine;
  delete document.documentElement.dataset.ready;
  view.className = `view-${name}`;
  view.replaceChildren();
  view.scrollTop = 0;
  mine.mounted = VIEWS[name].mount(view, {
    ...address,
    signal: control.signal,
    go,
    retitle: () => {
      if (now === mine) retitle();
    },
  });
  retitle();
  return mine;
}

function retitle() {
  document.title = `${now?.mounted.title || "Explorer"} – Citeloom`;
}

/** @param {string} name */
function markLink(name) {
  for (const link of document.querySelectorAll("nav a[data-view]")) {
    if (link.getAttribute("data-view") === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

/** Whether a click is one that follows a link in this page. @param {MouseEvent} event */
function isPlainClick(event) {
  const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  return !event.defaultPrevented && !event.button && !modified;
}

/** Whether a link leads to a view, and not elsewhere or within the page. @param {HTMLAnchorElement} link */
function isWithin(link) {
  const elsewhere = link.target || link.hasAttribute("download"),
    href = link.getAttribute("href");
  return link.origin === location.origin && !elsewhere && href !== null && !href.startsWith("#");
}

/** Links within the explorer, and the browser's back and forward, lead to views. */
export function listenToNavigation() {
  addEventListener("popstate", showLocation);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || !isPlainClick(event) || !isWithin(link)) return;
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
    if (!link.closest("nav")) focusView();
  });
}
