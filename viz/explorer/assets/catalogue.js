// The catalogue of questions, read once, and what its areas are called.

/** @import {Area, CatalogueQuery} from "./server-answers.d.ts" */

import { ask } from "./api.js";

/** Areas in the order in which they are shown: [name, what they are about]. */
export const AREAS = {
  overview: ["Overview", "What is in the list, and how much is known of it"],
  reading: ["Reading", "What to read, in which order, and how papers hang together"],
  related: ["Related", "What belongs beside a paper, and why"],
  people: ["People", "Who writes, with whom, and where"],
  code: ["Code", "Repositories, models, datasets and Spaces"],
  graph: ["Maps", "Answers to look at as a graph"],
};

/** @type {Area[] | null} */
let known = null;

/**
 * @param {{ signal?: AbortSignal, doing?: string }} [options]
 * @returns {Promise<Area[]>}
 */
export async function readCatalogue(options = {}) {
  return (known ??= await ask("/api/catalogue", options));
}

/**
 * The areas with their questions, in order; those without questions are left out.
 *
 * @param {Area[]} areas
 * @param {(query: CatalogueQuery) => boolean} [fits]
 */
export function listAreas(areas, fits = () => true) {
  return Object.entries(AREAS)
    .map(([key, [name, about]]) => {
      const queries = areas.find((one) => one.area === key)?.queries ?? [];
      return { name, about, queries: queries.filter(fits) };
    })
    .filter(({ queries }) => queries.length);
}

/** Questions that are answered with a map and need nothing to be filled in. @param {Area[]} areas */
export function listMaps(areas) {
  const { queries = [] } = areas.find((one) => one.area === "graph") ?? {};
  return queries.filter((one) => !one.parameters.some((each) => each.required));
}
