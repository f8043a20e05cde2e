// The stage: a view with its legend, its panel, its tables and its tip, in a page or the explorer.

import { GraphView } from "./view.js";
import { Panel } from "./panel.js";
import { Legend } from "./legend.js";
import { Tables } from "./table.js";
import { counted } from "./elements.js";

// root holds the elements of stage.html. options: say (tells a screen reader), panel (a class),
// movable (nodes can be dragged), unhidden (the filters were taken away), tableShown (open or not).
export function setStage(root, scene, options) {
  const find = (selector) => root.querySelector(selector);
  const host = find("#graph"),
    wide = matchMedia("(min-width: 761px)"),
    legendBox = find("#legend"),
    legendButton = find("#show-legend"),
    panelBox = find("#panel"),
    years = find("#years"),
    tableBox = find("#tables"),
    tip = find("#tip");
  // What is on top of the canvas, so that the graph can keep clear of it.
  const insets = () => {
    const box = host.getBoundingClientRect(),
      inset = { left: 0, top: 8, right: 0, bottom: 0 };
    if (wide.matches && !legendBox.hidden)
      inset.left = legendBox.getBoundingClientRect().right - box.left;
    if (wide.matches && !panelBox.hidden)
      inset.right = box.right - panelBox.getBoundingClientRect().left;
    if (!wide.matches && !panelBox.hidden)
      inset.bottom = box.bottom - panelBox.getBoundingClientRect().top;
    else if (years && !years.hidden) inset.bottom = box.bottom - years.getBoundingClientRect().top;
    return inset;
  };
  const showLegend = (open) => {
    legendBox.hidden = !open;
    legendButton.setAttribute("aria-expanded", String(open));
  };
  const toggleLegend = () => showLegend(legendBox.hidden);
  showLegend(wide.matches);
  scene.colour(find("#colour-by").value);
  const view = new GraphView(host, scene, { insets, movable: Boolean(options.movable) });
  const panel = new (options.panel || Panel)(panelBox, view, options);
  const legend = new Legend(legendBox, view),
    tables = new Tables(tableBox, view);

  const changed = () => {
    find("#nothing").hidden = view.scene.items.length > 0;
  };
  view.addEventListener("change", changed);
  changed();
  // The wish to see something that the filters hide takes the filters away.
  view.addEventListener("unhide", () => {
    const { filter } = view.scene;
    filter.kinds.clear();
    filter.keys.clear();
    filter.from = filter.to = null;
    view.scene.rebuild();
    view.refresh();
    legend.fill();
    if (options.unhidden) options.unhidden();
  });
  view.addEventListener("select", ({ detail: target }) => {
    panel.show(target);
    find("#stage").classList.toggle("with-panel", target !== null);
    const now = view.scene;
    if (target && target.item !== undefined)
      options.say(
        `${now.title(target.item)}${now.isGroup(target.item) ? `, community of ${now.members[target.item]}, Enter opens it` : now.data.nodes.year[target.item] === null ? "" : `, ${now.data.nodes.year[target.item]}`}. ${counted(now.neighbours(target.item).length, "link", "links")}.`,
      );
  });
  view.addEventListener("enter", () => panel.focus());
  view.addEventListener("hover", ({ detail: target }) => {
    tip.hidden = !target;
    if (!target) return;
    tip.textContent = target.item === undefined ? linkTip(target.link) : nodeTip(target.item);
    const [x, y] = view.pointer || [0, 0];
    tip.style.left = `${Math.max(8, Math.min(x + 14, view.width - tip.offsetWidth - 8))}px`;
    tip.style.top = `${y + 18 + tip.offsetHeight > view.height ? y - tip.offsetHeight - 10 : y + 18}px`;
  });
  const nodeTip = (item) => {
    const now = view.scene;
    const about = now.isGroup(item)
      ? `${counted(now.members[item], "member", "members")}, click to open`
      : now.data.nodes.year[item];
    return about === null ? now.title(item) : `${now.title(item)} (${about})`;
  };
  const linkTip = (link) => {
    const now = view.scene,
      { a, b, first, count, w } = now.links,
      papers = now.data.edges.papers[first[link]],
      phrase = now.data.phrases[now.data.edges.kind[first[link]]][0];
    const what =
      count[link] > 1
        ? counted(count[link], "link", "links")
        : papers
          ? `${phrase}, ${counted(papers.length, "paper", "papers")} behind it`
          : phrase;
    const weight = !papers && count[link] === 1 && w[link] !== 1 ? ` (${w[link]})` : "";
    return `${now.short(a[link])} ${now.directed(link) ? "→" : "–"} ${now.short(b[link])}: ${what}${weight}`;
  };

  const showTable = (open = tableBox.hidden) => {
    tableBox.hidden = !open;
    find("#stage").inert = open;
    if (open) {
      tables.fillAll();
      tableBox.focus();
    }
    if (options.tableShown) options.tableShown(open);
  };
  view.addEventListener("graph", () => showTable(false));
  legendButton.addEventListener("click", toggleLegend);
  find("#hide-legend").addEventListener("click", () => {
    showLegend(false);
    legendButton.focus();
  });
  const zoom = (factor) => view.zoom(factor, view.width / 2, view.height / 2, true);
  find("#zoom-in").addEventListener("click", () => zoom(1.5));
  find("#zoom-out").addEventListener("click", () => zoom(1 / 1.5));
  find("#fit").addEventListener("click", () => view.fit());
  view.fit(false);

  return {
    view,
    panel,
    legend,
    tables,
    showTable,
    toggleLegend,
    tableOpen: () => !tableBox.hidden,
    retheme: () => {
      view.retheme();
      legend.fill();
    },
  };
}
