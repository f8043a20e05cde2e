// The page: joins the view with what is around it.

import { Scene } from "./scene.js";
import { setStage } from "./stage.js";
import { Years } from "./years.js";
import { Search } from "./search.js";
import { counted } from "./elements.js";

function startPage() {
  const find = (selector) => document.querySelector(selector);
  const scene = new Scene(JSON.parse(find("#drawing").textContent));
  const root = document.documentElement;
  const say = (text) => {
    find("#said").textContent = text;
  };
  const table_button = find("#show-table");
  const stage = setStage(document, scene, {
    say,
    unhidden: () => {
      if (!years.from) return;
      years.from.value = years.low;
      years.to.value = years.high;
      years.show();
    },
    tableShown: (open) => table_button.setAttribute("aria-pressed", String(open)),
  });
  const { view } = stage;
  const years = new Years(find("#years"), view);
  new Search(find("#search"), view, say);
  view.fit(false); // the years take room

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
  };
  view.addEventListener("change", status);
  status();

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

  table_button.addEventListener("click", () => stage.showTable());

  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", stage.retheme);
  find("#theme").addEventListener("click", () => {
    const now = root.dataset.theme || (dark.matches ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
    stage.retheme();
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
        stage.showTable(false);
        find("#search input").focus();
      },
      "?": () => help.showModal(),
      t: () => stage.showTable(),
      y: () => setPlace(scene.place === "years" ? "links" : "years"),
      l: stage.toggleLegend,
      d: () => find("#theme").click(),
      0: () => view.fit(),
      "+": () => find("#zoom-in").click(),
      "-": () => find("#zoom-out").click(),
      Escape: () => {
        if (stage.tableOpen()) stage.showTable(false);
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
