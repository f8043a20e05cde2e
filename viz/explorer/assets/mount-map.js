// A map in a view of the explorer.

/** @import {Columns} from "../../assets/columns.d.ts" */
/** @import {MapOptions} from "../../assets/map.js" */

import { findTyped } from "../../assets/dom.js";
import { GraphMap } from "../../assets/map.js";
import { say } from "./messages.js";

/**
 * Put a map into an element.
 *
 * @param {HTMLElement} root
 * @param {Columns} columns
 * @param {Omit<MapOptions, "say">} [options]
 */
export function mountMap(root, columns, options = {}) {
  const template = findTyped(document, "#map-template", HTMLTemplateElement);
  root.append(template.content.cloneNode(true));
  const map = new GraphMap(root, columns, { say, ...options });
  map.tableShown.listen((open) => {
    if (!open) map.host.focus();
  });
  Object.assign(globalThis, { citeloom: { map, view: map.view } }); // for tests and the curious
  return map;
}

/**
 * Take a map off the page.
 *
 * @param {HTMLElement} root
 * @param {GraphMap} map
 */
export function unmountMap(root, map) {
  map.view.hover(null);
  root.replaceChildren();
}
