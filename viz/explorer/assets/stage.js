// A stage: a drawing with its legend, its panel and its table, made of the pages' own pieces.

import { Scene } from "/drawing/scene.js";
import { GraphView } from "/drawing/view.js";
import { Panel } from "/drawing/panel.js";
import { Legend } from "/drawing/legend.js";
import { Tables } from "/drawing/table.js";
import { counted, make, say } from "./parts.js";

const COLOURINGS = { community: "Community", topic: "Topic", year: "Year", listed: "In my list" };

// options: colour (what colours mean at first), panel (a class), movable (nodes can be dragged),
// open (whether the legend is open at first).
export function mountStage(root, data, options = {}) {
  root.append(document.querySelector("#stage-template").content.cloneNode(true));
  const find = (selector) => root.querySelector(selector);
  const host = find("#graph"),
    wide = matchMedia("(min-width: 761px)");
  const choice = find("#colour-by");
  choice.append(
    ...Object.keys(COLOURINGS)
      .filter((key) => data.legends[key])
      .map((key) => make("option", { value: key }, COLOURINGS[key])),
  );
  choice.value = data.legends[options.colour] ? options.colour : Object.keys(data.legends)[0];
  const legendBox = find("#legend"),
    legendButton = find("#show-legend"),
    panelBox = find("#panel");
  const showLegend = (open) => {
    legendBox.hidden = !open;
    legendButton.setAttribute("aria-expanded", String(open));
  };
  showLegend(wide.matches && options.open !== false);
  const insets = () => {
    const box = host.getBoundingClientRect(),
      inset = { left: 0, top: 8, right: 0, bottom: 0 };
    if (wide.matches && !legendBox.hidden)
      inset.left = legendBox.getBoundingClientRect().right - box.left;
    if (wide.matches && !panelBox.hidden)
      inset.right = box.right - panelBox.getBoundingClientRect().left;
    if (!wide.matches && !panelBox.hidden)
      inset.bottom = box.bottom - panelBox.getBoundingClientRect().top;
    return inset;
  };
  const scene = new Scene(data);
  scene.colour(choice.value);
  const view = new GraphView(host, scene, { insets, movable: Boolean(options.movable) });
  const panel = new (options.panel || Panel)(panelBox, view, options);
  const legend = new Legend(legendBox, view),
    tables = new Tables(find("#tables"), view);
  view.fit(false);

  const changed = () => {
    find("#nothing").hidden = view.scene.items.length > 0 || view.scene.n === 0;
  };
  view.addEventListener("change", changed);
  changed();
  view.addEventListener("unhide", () => {
    const { filter } = view.scene;
    filter.kinds.clear();
    filter.keys.clear();
    view.scene.rebuild();
    view.refresh();
    legend.fill();
  });
  view.addEventListener("select", ({ detail: target }) => {
    panel.show(target);
    find("#stage").classList.toggle("with-panel", target !== null);
    const now = view.scene;
    if (target && target.item !== undefined)
      say(
        `${now.title(target.item)}. ${counted(now.neighbours(target.item).length, "link", "links")}.`,
      );
  });
  view.addEventListener("enter", () => panel.focus());
  const tip = find("#tip");
  view.addEventListener("hover", ({ detail: target }) => {
    tip.hidden = !target;
    if (!target) return;
    const now = view.scene,
      { a, b, first } = now.links;
    if (target.item !== undefined) {
      const year = now.isGroup(target.item) ? null : now.data.nodes.year[target.item];
      tip.textContent =
        year === null ? now.title(target.item) : `${now.title(target.item)} (${year})`;
    } else
      tip.textContent = `${now.short(a[target.link])} ${now.directed(target.link) ? "→" : "–"} ${now.short(b[target.link])}: ${now.data.phrases[now.data.edges.kind[first[target.link]]][0]}`;
    const [x, y] = view.pointer || [0, 0];
    tip.style.left = `${Math.max(8, Math.min(x + 14, view.width - tip.offsetWidth - 8))}px`;
    tip.style.top = `${y + 18 + tip.offsetHeight > view.height ? y - tip.offsetHeight - 10 : y + 18}px`;
  });

  const showTable = (open = find("#tables").hidden) => {
    find("#tables").hidden = !open;
    find("#stage").inert = open;
    if (open) {
      tables.fillAll();
      find("#tables").focus();
    } else host.focus();
    if (options.tableShown) options.tableShown(open);
  };
  view.addEventListener("graph", () => showTable(false));
  legendButton.addEventListener("click", () => showLegend(legendBox.hidden));
  find("#hide-legend").addEventListener("click", () => {
    showLegend(false);
    legendButton.focus();
  });
  find("#zoom-in").addEventListener("click", () =>
    view.zoom(1.5, view.width / 2, view.height / 2, true),
  );
  find("#zoom-out").addEventListener("click", () =>
    view.zoom(1 / 1.5, view.width / 2, view.height / 2, true),
  );
  find("#fit").addEventListener("click", () => view.fit());
  globalThis.citeloom = { view }; // for tests and for the curious

  return {
    view,
    panel,
    legend,
    tables,
    showTable,
    tableOpen: () => !find("#tables").hidden,
    toggleLegend: () => showLegend(legendBox.hidden),
    retheme: () => {
      view.retheme();
      legend.fill();
    },
    // Show another scene with the same choices of colour and filters.
    setData: (next) => {
      const old = view.scene,
        now = new Scene(next),
        kept = (set, from, to) =>
          new Set([...set].map((i) => to.indexOf(from[i])).filter((i) => i >= 0));
      now.place = old.place;
      now.filter.kinds = kept(old.filter.kinds, old.data.kinds, next.kinds);
      now.filter.edgeKinds = kept(old.filter.edgeKinds, old.data.edgeKinds, next.edgeKinds);
      now.colour(old.colourBy);
      view.setScene(now);
      legend.fill();
      if (!find("#tables").hidden) tables.fillAll();
    },
    leave: () => {
      view.hover(null);
      root.replaceChildren();
    },
  };
}
