// A stage: a drawing with its legend, its panel and its table, made of the pages' own pieces.

import { Scene } from "/drawing/scene.js";
import { setStage } from "/drawing/stage.js";
import { make, say } from "./parts.js";

const COLOURINGS = { community: "Community", topic: "Topic", year: "Year", listed: "In my list" };

// options: colour (what colours mean at first), tableShown, and those of setStage.
export function mountStage(root, data, options = {}) {
  root.append(document.querySelector("#stage-template").content.cloneNode(true));
  const choice = root.querySelector("#colour-by");
  choice.replaceChildren(
    ...Object.keys(COLOURINGS)
      .filter((key) => data.legends[key])
      .map((key) => make("option", { value: key }, COLOURINGS[key])),
  );
  choice.value = data.legends[options.colour] ? options.colour : Object.keys(data.legends)[0];
  const stage = setStage(root, new Scene(data), {
    ...options,
    say,
    tableShown: (open) => {
      if (!open) root.querySelector("#graph").focus();
      if (options.tableShown) options.tableShown(open);
    },
  });
  const { view, legend, tables } = stage;
  globalThis.citeloom = { view }; // for tests and for the curious

  return {
    ...stage,
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
      if (stage.tableOpen()) tables.fillAll();
    },
    leave: () => {
      view.hover(null);
      root.replaceChildren();
    },
  };
}
