// A place that is filled later; its height is kept meanwhile, so that nothing jumps.

/** @import {Child} from "../../assets/dom.js" */

import { make } from "../../assets/dom.js";
import { asFailure } from "./api.js";
import { failureBox } from "./messages.js";

/** A line that stands for a text to come. */
export const placeholderLine = () => make("div", { class: "ghost", "aria-hidden": "true" });

/**
 * Fill a box with what is fetched.
 *
 * @template Found
 * @param {HTMLElement} box
 * @param {number} lines How high it will be.
 * @param {() => Promise<Found>} fetchIt
 * @param {(found: Found) => Child | Child[]} fill
 */
export async function loadInto(box, lines, fetchIt, fill) {
  box.replaceChildren(...Array.from({ length: lines }, placeholderLine));
  box.setAttribute("aria-busy", "true");
  try {
    const children = [fill(await fetchIt())].flat();
    box.replaceChildren(...children.filter((child) => child !== null && child !== undefined));
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.givenUp === "left") return;
    box.replaceChildren(failureBox(failure, () => loadInto(box, lines, fetchIt, fill)));
  } finally {
    box.removeAttribute("aria-busy");
  }
}
