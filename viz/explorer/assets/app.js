// The application: what stands around the views. Keys lead everywhere, what takes long can be
// cancelled, and a graph that was built anew is offered.

/** @import {Pending} from "./api.js" */

import { listenToSystemTheme, switchTheme } from "../../assets/dark-theme.js";
import { find, findTyped } from "../../assets/dom.js";
import { listenToBindings } from "../../assets/key-bindings.js";
import { formatNumber } from "../../assets/number-words.js";
import { cancelAll, graphChanged, pendingChanged, watchGraph } from "./api.js";
import { Combobox } from "./combobox.js";
import { say, toast } from "./messages.js";
import { paperLists } from "./paper-lists.js";
import { currentView, focusView, go, listenToNavigation, showLocation } from "./router.js";
import { nodeAddress } from "./view-addresses.js";

const PATIENCE = 400; // milliseconds before a wait is shown
const WATCH = 15000; // milliseconds between two looks whether the graph has changed
const LEADING = 1200; // milliseconds for the key after g
/** @type {Record<string, string>} Views by the key after g. */
const PLACES = { s: "/", e: "/explore", a: "/ask", r: "/read", t: "/take", n: "/news" };

const field = findTyped(document, "#search input", HTMLInputElement);
const help = findTyped(document, "#help", HTMLDialogElement);

function listenToSearch() {
  new Combobox(field, {
    choose: (hit) => {
      field.blur();
      go(nodeAddress(hit.label, hit.id));
    },
  });
  find(document, ".skip").addEventListener("click", (event) => {
    event.preventDefault();
    focusView();
  });
}

/** Show what is waited for, and let it be cancelled. */
function showWaiting() {
  const busy = find(document, "#busy"),
    text = find(busy, ".text");
  let timer = 0;
  /** @param {Pending[]} pending */
  const tell = (pending) => {
    const since = performance.now() - Math.min(...pending.map((one) => one.since)),
      seconds = Math.floor(since / 1000);
    busy.hidden = since < PATIENCE;
    text.textContent = `${pending.at(-1)?.doing}…${seconds ? ` ${seconds} s` : ""}`;
  };
  pendingChanged.listen((pending) => {
    clearInterval(timer);
    busy.hidden = true;
    if (!pending.length) return;
    tell(pending);
    timer = setInterval(() => tell(pending), 200);
  });
  find(busy, "button").addEventListener("click", () => {
    cancelAll();
    say("Cancelled");
  });
}

/** A build beside us has made another graph: offer to show it. */
function offerReload() {
  const notice = find(document, "#notice");
  find(notice, ".text").textContent = "The graph has changed since this page was opened.";
  const button = find(notice, "button");
  button.textContent = "Reload";
  button.addEventListener("click", () => location.reload());
  graphChanged.listen(() => {
    notice.hidden = false;
  });
  const watch = () => {
    if (!document.hidden) watchGraph();
  };
  setInterval(watch, WATCH);
  document.addEventListener("visibilitychange", watch);
}

/** How many papers the list has. */
function showTally() {
  const tally = find(document, "#taken");
  const count = () => {
    const size = paperLists.current.papers.length;
    tally.hidden = !size;
    tally.textContent = formatNumber(size);
    tally.setAttribute("aria-label", `${size} in the list`);
  };
  paperLists.changed.listen(count);
  paperLists.full.listen(() =>
    toast("This browser keeps no more: download the list before you close the page."),
  );
  count();
}

function listenToTheme() {
  const retheme = () => currentView()?.retheme?.();
  listenToSystemTheme(retheme);
  find(document, "#theme").addEventListener("click", () => {
    const theme = switchTheme();
    try {
      localStorage.setItem("citeloom-theme", theme);
    } catch {
      /* for this page only */
    }
    retheme();
  });
}

function listenToKeys() {
  find(document, "#show-help").addEventListener("click", () => help.showModal());
  find(help, "button").addEventListener("click", () => help.close());
  let leading = -Infinity; // when g was pressed
  const bindings = {
    "/": () => field.focus(),
    "?": () => help.showModal(),
    d: () => find(document, "#theme").click(),
    g: () => {
      leading = performance.now();
    },
  };
  listenToBindings((key) => {
    if (help.open) return null;
    const led = performance.now() - leading < LEADING;
    if (led) leading = -Infinity;
    if (!led || !Object.hasOwn(PLACES, key)) return { ...bindings, ...currentView()?.keys };
    const leave = () => {
      go(PLACES[key]);
      focusView();
    };
    return { [key]: leave };
  });
}

listenToNavigation();
listenToSearch();
showWaiting();
offerReload();
showTally();
listenToTheme();
listenToKeys();
showLocation();
