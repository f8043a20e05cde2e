// The page: joins the view with what is around it.

import { Scene } from "./scene.js";
import { GraphView } from "./view.js";
import { Panel } from "./panel.js";
import { Legend } from "./legend.js";
import { Years } from "./years.js";
import { Search } from "./search.js";
import { Tables } from "./table.js";
import { counted } from "./elements.js";

function startPage() {
  const find = (selector) => document.querySelector(selector);
  const scene = new Scene(JSON.parse(find("#drawing").textContent));
  const root = document.documentElement,
    host = find("#graph"),
    wide = matchMedia("(min-width: 761px)");
  // What is on top of the canvas, so that the graph can keep clear of it.
  const insets = () => {
    const box = host.getBoundingClientRect(),
      inset = { left: 0, top: 8, right: 0, bottom: 0 };
    const legend = find("#legend"),
      years = find("#years"),
      panel = find("#panel");
    if (wide.matches && !legend.hidden)
      inset.left = legend.getBoundingClientRect().right - box.left;
    if (wide.matches && !panel.hidden) inset.right = box.right - panel.getBoundingClientRect().left;
    if (!wide.matches && !panel.hidden)
      inset.bottom = box.bottom - panel.getBoundingClientRect().top;
    else if (!years.hidden) inset.bottom = box.bottom - years.getBoundingClientRect().top;
    return inset;
  };
  const legend_box = find("#legend"),
    legend_button = find("#show-legend");
  const showLegend = (open) => {
    legend_box.hidden = !open;
    legend_button.setAttribute("aria-expanded", String(open));
  };
  showLegend(wide.matches);
  scene.colour(find("#legend select").value);
  const view = new GraphView(host, scene, { insets });
  const say = (text) => {
    find("#said").textContent = text;
  };
  const panel = new Panel(find("#panel"), view);
  const legend = new Legend(legend_box, view);
  const years = new Years(find("#years"), view);
  new Search(find("#search"), view, say);
  const tables = new Tables(find("#tables"), view);
  const tip = find("#tip");

  const status = () => {
    let nodes = 0;
    for (let i = 0; i < scene.n; i++) nodes += scene.pass[i];
    const groups = scene.items.filter((item) => scene.isGroup(item)).length;
    const all =
      nodes === scene.n
        ? counted(nodes, "node", "nodes")
        : `${nodes.toLocaleString("en")} of ${counted(scene.n, "node", "nodes")}`;
    find("#status").textContent =
      `${all}, ${counted(scene.start.length, "link", "links")}${groups ? `; ${counted(groups, "community is", "communities are")} closed: click one to open it` : ""}`;
    find("#nothing").hidden = scene.items.length > 0;
  };
  view.addEventListener("change", status);
  status();
  view.fit(false);

  // The wish to see something that the filters hide takes the filters away.
  view.addEventListener("unhide", () => {
    const { filter } = scene;
    filter.kinds.clear();
    filter.keys.clear();
    filter.from = filter.to = null;
    scene.rebuild();
    view.refresh();
    legend.fill();
    if (years.from) {
      years.from.value = years.low;
      years.to.value = years.high;
      years.show();
    }
  });
  view.addEventListener("select", (event) => {
    const target = event.detail;
    panel.show(target);
    find("#stage").classList.toggle("with-panel", target !== null);
    if (target && target.item !== undefined)
      say(
        `${scene.title(target.item)}${scene.isGroup(target.item) ? `, community of ${scene.members[target.item]}, Enter opens it` : scene.data.nodes.year[target.item] === null ? "" : `, ${scene.data.nodes.year[target.item]}`}. ${counted(scene.neighbours(target.item).length, "link", "links")}.`,
      );
  });
  view.addEventListener("enter", () => panel.focus());
  view.addEventListener("hover", (event) => {
    const target = event.detail;
    tip.hidden = !target;
    if (!target) return;
    const { a, b, first, count, w } = scene.links;
    if (target.item !== undefined) {
      const year = scene.isGroup(target.item)
        ? `${counted(scene.members[target.item], "member", "members")}, click to open`
        : scene.data.nodes.year[target.item];
      tip.textContent =
        year === null ? scene.title(target.item) : `${scene.title(target.item)} (${year})`;
    } else {
      const papers = scene.data.edges.papers[first[target.link]];
      const what =
        count[target.link] > 1
          ? counted(count[target.link], "link", "links")
          : papers
            ? `${scene.data.phrases[scene.data.edges.kind[first[target.link]]][0]}, ${counted(papers.length, "paper", "papers")} behind it`
            : scene.data.phrases[scene.data.edges.kind[first[target.link]]][0];
      tip.textContent = `${scene.short(a[target.link])} ${scene.directed(target.link) ? "→" : "–"} ${scene.short(b[target.link])}: ${what}${!papers && count[target.link] === 1 && w[target.link] !== 1 ? ` (${w[target.link]})` : ""}`;
    }
    const [x, y] = view.pointer || [0, 0];
    tip.style.left = `${Math.max(8, Math.min(x + 14, view.width - tip.offsetWidth - 8))}px`;
    tip.style.top = `${y + 18 + tip.offsetHeight > view.height ? y - tip.offsetHeight - 10 : y + 18}px`;
  });

  const places = [...document.querySelectorAll("[data-place]")];
  const setPlace = (place) => {
    places.forEach((button) =>
      button.setAttribute("aria-pressed", String(button.dataset.place === place)),
    );
    view.setPlace(place);
  };
  places.forEach((button) =>
    button.addEventListener("click", () => setPlace(button.dataset.place)),
  );

  const table_button = find("#show-table");
  const showTable = (open) => {
    find("#tables").hidden = !open;
    find("#stage").inert = open;
    table_button.setAttribute("aria-pressed", String(open));
    if (open) {
      tables.fillAll();
      find("#tables").focus();
    }
  };
  table_button.addEventListener("click", () => showTable(find("#tables").hidden));
  view.addEventListener("graph", () => showTable(false));
  legend_button.addEventListener("click", () => showLegend(legend_box.hidden));
  find("#hide-legend").addEventListener("click", () => {
    showLegend(false);
    legend_button.focus();
  });
  find("#zoom-in").addEventListener("click", () =>
    view.zoom(1.5, view.width / 2, view.height / 2, true),
  );
  find("#zoom-out").addEventListener("click", () =>
    view.zoom(1 / 1.5, view.width / 2, view.height / 2, true),
  );
  find("#fit").addEventListener("click", () => view.fit());

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const retheme = () => {
    view.retheme();
    legend.fill();
  };
  dark.addEventListener("change", retheme);
  find("#theme").addEventListener("click", () => {
    const now = root.dataset.theme || (dark.matches ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
    retheme();
  });

  const save = (blob, ending) => {
    const address = URL.createObjectURL(blob),
      link = document.createElement("a");
    link.href = address;
    link.download = `${root.dataset.name}.${ending}`;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 30000);
  };
  find("#save-png").addEventListener("click", () =>
    view.png(2).toBlob((blob) => save(blob, "png"), "image/png"),
  );
  find("#save-svg").addEventListener("click", () =>
    save(new Blob([view.svg(document.title)], { type: "image/svg+xml" }), "svg"),
  );

  const help = find("#help");
  find("#show-help").addEventListener("click", () => help.showModal());
  help.querySelector("button").addEventListener("click", () => help.close());
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target.closest("input, select, textarea")) return;
    const act = {
      "/": () => {
        showTable(false);
        find("#search input").focus();
      },
      "?": () => help.showModal(),
      t: () => showTable(find("#tables").hidden),
      y: () => setPlace(scene.place === "years" ? "links" : "years"),
      l: () => showLegend(legend_box.hidden),
      d: () => find("#theme").click(),
      0: () => view.fit(),
      "+": () => find("#zoom-in").click(),
      "-": () => find("#zoom-out").click(),
      Escape: () => {
        if (!find("#tables").hidden) showTable(false);
        else view.select(null);
      },
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  addEventListener("beforeprint", () => {
    find("#print").src = view.png(2).toDataURL("image/png");
  });
  // For tests and for the curious: the view and what it shows.
  globalThis.citeloom = { view, scene };
  root.dataset.ready = "yes";
}

startPage();
