// Explore with nothing on the screen yet: where to begin.

import { make } from "../../assets/dom.js";
import { asFailure } from "./api.js";
import { listMaps, readCatalogue } from "./catalogue.js";
import { Combobox } from "./combobox.js";
import { failureBox } from "./messages.js";

const ABOUT =
  "Begin from a paper, a person or a repository; then open what it leads to, part by part.";

/**
 * Offer a field to begin from, and the maps of the catalogue.
 *
 * @param {HTMLElement} place
 * @param {{ signal: AbortSignal, begin: (node: string) => void }} options
 */
export async function beginExploring(place, { signal, begin }) {
  const input = make("input", {
    type: "search",
    placeholder: "A title, a name, a repository",
    "aria-label": "Begin from a paper, a person or a repository",
  });
  const head = make(
      "div",
      { class: "head" },
      make("h1", {}, "Explore the graph"),
      make("p", {}, ABOUT),
    ),
    picker = make("div", { class: "picker large" }, input),
    title = make("h2", { class: "big" }, "Or begin from a map"),
    maps = make("ul", { class: "lines" });
  place.replaceChildren(make("div", { class: "wrap narrow" }, head, picker, title, maps));
  new Combobox(input, { limit: 6, choose: (hit) => begin(hit.node) });
  if (matchMedia("(min-width: 761px)").matches) input.focus({ preventScroll: true });
  try {
    const queries = listMaps(await readCatalogue({ signal }));
    const lines = queries.map((query) =>
      make(
        "li",
        {},
        make("a", { href: `/explore?query=${query.name}` }, query.title),
        make("div", { class: "aside" }, query.when),
      ),
    );
    maps.replaceChildren(...lines);
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.givenUp !== "left") maps.replaceChildren(failureBox(failure));
  }
}
