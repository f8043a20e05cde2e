// The application: addresses lead to views, keys lead everywhere, and what takes long can be cancelled.

import { cancelAll, events, watch } from "./api.js";
import { Combobox } from "./combobox.js";
import { lists } from "./lists.js";
import { exploreAddress, number, readAddress, say, toast } from "./parts.js";
import * as start from "./start.js";
import * as explore from "./explore.js";
import * as ask from "./ask.js";
import * as read from "./read.js";
import * as take from "./take.js";

const VIEWS = { "": start, explore, ask, read, take };
const NAMES = { "": "start", explore: "explore", ask: "ask", read: "read", take: "take" };
const PATIENCE = 400; // milliseconds before a wait is shown
const find = (selector) => document.querySelector(selector);
const root = document.documentElement,
  view = find("#view");
let now = null; // what is shown: {name, mounted, control}

// --- addresses

export function go(address, { replace = false } = {}) {
  keepScroll();
  history[replace ? "replaceState" : "pushState"]({}, "", address);
  show();
}

function keepScroll() {
  history.replaceState({ ...history.state, scroll: view.scrollTop }, "");
}

function retitle() {
  document.title = `${now.mounted.title || "Explorer"} – Citeloom`;
}

async function show() {
  const path = location.pathname.split("/").filter((part, i) => i || part);
  const name = VIEWS[path[0] || ""] ? path[0] || "" : "";
  let rest = "";
  try {
    rest = decodeURIComponent(location.pathname.split("/").slice(2).join("/"));
  } catch {
    /* not ours */
  }
  const address = {
    rest,
    params: new URLSearchParams(location.search),
    hash: location.hash.slice(1),
  };
  for (const link of document.querySelectorAll("nav a")) {
    if (link.dataset.view === NAMES[name]) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (now && now.name === name && now.mounted.update) {
    now.mounted.update(address);
    retitle();
    return;
  }
  if (now) {
    now.control.abort();
    if (now.mounted.leave) now.mounted.leave();
  }
  const control = new AbortController(),
    scroll = history.state && history.state.scroll;
  now = { name, control, mounted: {} };
  delete root.dataset.ready;
  view.className = `view-${NAMES[name]}`;
  view.replaceChildren();
  view.scrollTop = 0;
  const mine = now;
  mine.mounted = VIEWS[name].mount(view, {
    ...address,
    signal: control.signal,
    go,
    retitle: () => {
      if (now === mine) retitle();
    },
  });
  retitle();
  await mine.mounted.filled;
  if (now !== mine) return;
  retitle();
  if (scroll) view.scrollTop = scroll;
  root.dataset.ready = "yes"; // for tests
}

addEventListener("popstate", show);
document.addEventListener("click", (event) => {
  if (
    event.defaultPrevented ||
    event.button ||
    event.ctrlKey ||
    event.metaKey ||
    event.shiftKey ||
    event.altKey
  )
    return;
  const link = event.target.closest("a[href]");
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin)
    return;
  if (link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  go(link.pathname + link.search + link.hash);
  if (!link.closest("nav")) view.focus({ preventScroll: true });
});
find(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  view.focus();
});

// --- search from everywhere

const field = find("#search input");
new Combobox(field, {
  choose: (hit) => {
    field.blur();
    go(hit.label === "Paper" ? readAddress(hit.id) : exploreAddress(hit.node));
  },
});

// --- what is waited for

const busy = find("#busy");
let timer = 0;
events.addEventListener("busy", ({ detail: pending }) => {
  clearInterval(timer);
  if (!pending.length) {
    busy.hidden = true;
    return;
  }
  const tell = () => {
    const since = performance.now() - Math.min(...pending.map((one) => one.since));
    busy.hidden = since < PATIENCE;
    const seconds = Math.floor(since / 1000);
    busy.querySelector(".text").textContent =
      `${pending[pending.length - 1].doing}…${seconds ? ` ${seconds} s` : ""}`;
  };
  tell();
  timer = setInterval(tell, 200);
});
busy.querySelector("button").addEventListener("click", () => {
  cancelAll();
  say("Cancelled");
});

// --- a build beside us has made another graph

const notice = find("#notice");
const announce = (text, label, act) => {
  if (!notice.hidden) return;
  notice.querySelector(".text").textContent = text;
  notice.querySelector("button").textContent = label;
  notice.querySelector("button").onclick = act;
  notice.hidden = false;
};
events.addEventListener("graph-changed", () =>
  announce("The graph has changed since this page was opened.", "Reload", () => location.reload()),
);
setInterval(() => {
  if (!document.hidden) watch();
}, 15000);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) watch();
});

// --- the list

const tally = find("#taken");
const count = () => {
  const size = lists.current.papers.length;
  tally.hidden = !size;
  tally.textContent = number(size);
  tally.setAttribute("aria-label", `${size} in the list`);
};
lists.addEventListener("change", count);
lists.addEventListener("full", () =>
  toast("This browser keeps no more: download the list before you close the page."),
);
count();

// --- light and dark, help, keys

const dark = matchMedia("(prefers-color-scheme: dark)");
const retheme = () => {
  if (now.mounted.retheme) now.mounted.retheme();
};
dark.addEventListener("change", retheme);
find("#theme").addEventListener("click", () => {
  const was = root.dataset.theme || (dark.matches ? "dark" : "light");
  root.dataset.theme = was === "dark" ? "light" : "dark";
  try {
    localStorage.setItem("citeloom-theme", root.dataset.theme);
  } catch {
    /* for this page only */
  }
  retheme();
});
const help = find("#help");
find("#show-help").addEventListener("click", () => help.showModal());
help.querySelector("button").addEventListener("click", () => help.close());

let leading = 0; // when g was pressed
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || help.open) return;
  if (event.target.closest("input, select, textarea, [contenteditable]")) return;
  if (performance.now() - leading < 1200) {
    leading = 0;
    const place = { s: "/", e: "/explore", a: "/ask", r: "/read", t: "/take" }[event.key];
    if (place) {
      event.preventDefault();
      go(place);
      view.focus();
      return;
    }
  }
  const act = {
    "/": () => field.focus(),
    "?": () => help.showModal(),
    d: () => find("#theme").click(),
    g: () => {
      leading = performance.now();
    },
    ...(now.mounted.keys || {}),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

show();
