// Explore with nothing on the screen yet: where to begin.

import { ask } from "./api.js";
import { Combobox } from "./combobox.js";
import { failureBox, make } from "./parts.js";

export async function invite(place, { signal, begin }) {
  const input = make("input", {
    type: "search",
    placeholder: "A title, a name, a repository",
    "aria-label": "Begin from a paper, a person or a repository",
  });
  const maps = make("ul", { class: "lines" });
  place.replaceChildren(
    make(
      "div",
      { class: "wrap narrow" },
      make(
        "div",
        { class: "head" },
        make("h1", {}, "Explore the graph"),
        make(
          "p",
          {},
          "Begin from a paper, a person or a repository; then open what it leads to, part by part.",
        ),
      ),
      make("div", { class: "picker large" }, input),
      make("h2", { class: "big" }, "Or begin from a map"),
      maps,
    ),
  );
  new Combobox(input, { limit: 6, choose: (hit) => begin(hit.node) });
  if (matchMedia("(min-width: 761px)").matches) input.focus({ preventScroll: true });
  try {
    const areas = await ask("/api/catalogue", { signal: signal });
    maps.replaceChildren(
      ...areas
        .find((one) => one.area === "graph")
        .queries.filter((one) => !one.parameters.some((each) => each.required))
        .map((one) =>
          make(
            "li",
            {},
            make("a", { href: `/explore?query=${one.name}` }, one.title),
            make("div", { class: "aside" }, one.when),
          ),
        ),
    );
  } catch (failure) {
    if (failure.givenUp !== "left") maps.replaceChildren(failureBox(failure));
  }
}
