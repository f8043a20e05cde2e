// Take: the papers that were collected, related work for them with reasons, and exports.

/** @import {Mounted, ViewContext} from "./views.d.ts" */

import { make } from "../../assets/dom.js";
import { cardBody, makeCard } from "./card.js";
import { CollectedPapers } from "./collected-papers.js";
import { ExportForm } from "./export-form.js";
import { paperLists } from "./paper-lists.js";
import { RelatedWorkBox } from "./related-work.js";

/**
 * @param {HTMLElement} root
 * @param {ViewContext} context
 * @returns {Mounted}
 */
export function mount(root, { params, signal }) {
  const wanted = params.get("for"), // one paper, or the listing, instead of the list
    collected = new CollectedPapers(),
    related = new RelatedWorkBox(wanted, signal),
    exporting = new ExportForm(() => related.left(), signal);
  const left = [
      makeCard(["Papers"], collected.body),
      makeCard(["Export"], cardBody(exporting.element)),
    ],
    right = makeCard(["Related work"], cardBody(related.form), related.body),
    columns = [make("div", {}, ...left), make("div", {}, right)];
  root.replaceChildren(
    make("div", { class: "wrap" }, collected.head, make("div", { class: "two" }, ...columns)),
  );
  const stop = paperLists.changed.listen(() => {
    collected.fill();
    related.fillSource();
  });
  const filled = [exporting.filled, ...(wanted ? [related.look()] : [])];
  return { title: "Take", filled: Promise.all(filled), leave: stop };
}
