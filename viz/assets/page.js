// The page: a map with a search, a slider over years, and buttons to save it.

import { listenToSystemTheme, switchTheme } from "./dark-theme.js";
import { find, findTyped } from "./dom.js";
import { listenToBindings } from "./key-bindings.js";
import { GraphMap } from "./map.js";
import { NodeSearch } from "./node-search.js";
import { formatCount, formatNumber } from "./number-words.js";
import { makePng, makeSvg } from "./picture-export.js";
import { saveFile } from "./save-file.js";
import { YearSlider } from "./year-slider.js";

/** @import {Arrangement} from "./graph-model.js" */

const root = document.documentElement;
const help = findTyped(document, "#help", HTMLDialogElement);

/** @param {string} text */
const say = (text) => {
  find(document, "#said").textContent = text;
};

/** What is shown, in words, for the foot of the page. @param {GraphMap} map */
function tellStatus({ view: { model } }) {
  const nodes = model.pass.reduce((sum, one) => sum + one, 0),
    groups = model.items.filter((item) => model.isGroup(item)).length,
    all = formatCount(model.nodeCount, "node", "nodes"),
    some = nodes === model.nodeCount ? all : `${formatNumber(nodes)} of ${all}`,
    links = formatCount(model.start.length, "link", "links"),
    closed = `; ${formatCount(groups, "community is", "communities are")} closed: click one to open it`;
  find(document, "#status").textContent = `${some}, ${links}${groups ? closed : ""}`;
}

/** @param {GraphMap} map */
function listenToArrangement({ view }) {
  const buttons = [...document.querySelectorAll("[data-place]")];
  /** @param {string} place */
  const arrange = (place) => {
    for (const button of buttons)
      button.setAttribute("aria-pressed", String(button.getAttribute("data-place") === place));
    view.setPlace(/** @type {Arrangement} */ (place));
  };
  for (const button of buttons)
    button.addEventListener("click", () => arrange(button.getAttribute("data-place") ?? "links"));
  return () => arrange(view.model.place === "years" ? "links" : "years");
}

/** @param {GraphMap} map */
function listenToButtons(map) {
  const { view } = map,
    name = root.dataset.name ?? "graph",
    table = find(document, "#show-table");
  table.addEventListener("click", () => map.showTable());
  map.tableShown.listen((open) => table.setAttribute("aria-pressed", String(open)));
  find(document, "#theme").addEventListener("click", () => {
    switchTheme();
    map.retheme();
  });
  listenToSystemTheme(() => map.retheme());
  find(document, "#save-png").addEventListener("click", () =>
    makePng(view).toBlob((blob) => blob && saveFile(`${name}.png`, blob), "image/png"),
  );
  find(document, "#save-svg").addEventListener("click", () =>
    saveFile(`${name}.svg`, new Blob([makeSvg(view, document.title)], { type: "image/svg+xml" })),
  );
  find(document, "#show-help").addEventListener("click", () => help.showModal());
  find(help, "button").addEventListener("click", () => help.close());
  addEventListener("beforeprint", () => {
    findTyped(document, "#print", HTMLImageElement).src = makePng(view).toDataURL("image/png");
  });
}

/**
 * @param {GraphMap} map
 * @param {() => void} rearrange
 */
function listenToPageKeys(map, rearrange) {
  const { view } = map;
  const bindings = {
    "/": () => {
      map.showTable(false);
      find(document, "#search input").focus();
    },
    "?": () => help.showModal(),
    t: () => map.showTable(),
    y: rearrange,
    l: () => map.toggleLegend(),
    d: () => find(document, "#theme").click(),
    0: () => view.camera.fit(),
    "+": () => view.camera.zoomMiddle(1.5),
    "-": () => view.camera.zoomMiddle(1 / 1.5),
    Escape: () => (map.isTableShown ? map.showTable(false) : view.select(null)),
  };
  listenToBindings(() => (help.open ? null : bindings));
}

function startPage() {
  const columns = JSON.parse(find(document, "#drawing").textContent ?? "");
  const map = new GraphMap(document, columns, { say }),
    { view } = map,
    years = new YearSlider(find(document, "#years"), view);
  new NodeSearch(find(document, "#search"), map, say);
  map.unhidden.listen(() => years.reset());
  const rearrange = listenToArrangement(map);
  if (root.dataset.arranged === "years") rearrange();
  view.camera.fit(false); // the years take room
  view.changed.listen(() => tellStatus(map));
  tellStatus(map);
  listenToButtons(map);
  listenToPageKeys(map, rearrange);
  // For tests and for the curious: what is shown, and the picture of it.
  Object.assign(globalThis, {
    citeloom: { map, view, model: view.model, makeSvg: () => makeSvg(view, document.title) },
  });
  root.dataset.ready = "yes";
}

startPage();
