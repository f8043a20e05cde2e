// Cards: a heading, and what stands below it.

/** @import {Child} from "../../assets/dom.js" */

import { make } from "../../assets/dom.js";

/** @param {...Child} children */
export const cardBody = (...children) => make("div", { class: "card-body" }, ...children);

/**
 * @param {Child[]} heading
 * @param {...Child} parts
 */
export const makeCard = (heading, ...parts) =>
  make("section", { class: "card" }, make("h2", {}, ...heading), ...parts);
