// The panel of a chosen node: what can be done with it, and what it leads to.

/** @import {GraphView} from "../../assets/graph-view.js" */
/** @import {Direction} from "./server-answers.d.ts" */
/** @import {ShownNode} from "./exploration.js" */
/** @import {Explorer} from "./explore-view.js" */

import { DetailsPanel } from "../../assets/details-panel.js";
import { make, makeButton } from "../../assets/dom.js";
import { formatNumber } from "../../assets/number-words.js";
import { ask, asFailure, withQuery } from "./api.js";
import { isOpening } from "./exploration-state.js";
import { placeholderLine } from "./loading.js";
import { failureBox, say } from "./messages.js";
import { takeButton } from "./paper-line.js";
import { askAddress, readAddress } from "./view-addresses.js";

const PART = 25; // neighbours that one click shows
const MOST = 500; // neighbours that can be shown
const CHOOSE_END = "Now choose the node where the path ends.";

/** @type {Map<string, Direction[]>} Where nodes lead to, as far as it was asked. */
const directionsOf = new Map();

export class ExplorePanel extends DetailsPanel {
  /**
   * @param {HTMLElement} element
   * @param {GraphView} view
   * @param {Explorer} explorer
   */
  constructor(element, view, explorer) {
    super(element, view);
    this.explorer = explorer;
  }

  get exploration() {
    return this.explorer.exploration;
  }

  /** @param {number} item @returns {(Node | null)[]} */
  describeNode(item) {
    const [over, title, ...rest] = super.describeNode(item),
      node = this.exploration.find(this.view.model.columns.nodes.id[item]);
    if (!node) return [over, title, ...rest];
    return [over, title, this.listActions(node), this.listDirections(node.id), ...rest];
  }

  /** @param {ShownNode} node */
  listActions({ id, kind, key, title, year }) {
    const pinned = this.exploration.state.pinned.includes(id),
      row = make("p", { class: "actions" });
    if (kind === "Paper")
      row.append(
        make("a", { class: "button", href: readAddress(key) }, "Read"),
        takeButton({ id: key, title, year }),
      );
    if (kind === "Author") {
      const href = askAddress("author", { author: key });
      row.append(make("a", { class: "button", href }, "Papers as a table"));
    }
    row.append(
      makeButton("Pin", () => this.explorer.pin(id), { "aria-pressed": String(pinned) }),
      makeButton("Hide", () => this.explorer.hide(id)),
      ...this.listPathActions(id),
    );
    return row;
  }

  /** A path is begun at one node and ends at another. @param {string} id */
  listPathActions(id) {
    const { exploration } = this,
      begin = exploration.pathFrom && exploration.find(exploration.pathFrom);
    /** @param {string | null} from */
    const beginAt = (from) => {
      exploration.pathFrom = from;
      this.showAgain();
    };
    if (!begin) {
      const mark = () => {
        beginAt(id);
        say(CHOOSE_END);
      };
      return [makeButton("Path to…", mark)];
    }
    const none = makeButton("No path", () => beginAt(null));
    if (begin.id === id) return [make("span", { class: "aside" }, CHOOSE_END), none];
    const join = () => exploration.joinPath(id);
    return [makeButton(`Path from ${begin.short}`, join, { class: "main" }), none];
  }

  showAgain() {
    if (!this.view.selected) return;
    this.show(this.view.selected);
    this.focus();
  }

  /** What a node leads to, with counts beforehand. @param {string} id */
  listDirections(id) {
    const box = make("section", { class: "ways", "aria-label": "What it leads to" }),
      known = directionsOf.get(id);
    if (known) this.fillDirections(box, id, known);
    else this.loadDirections(box, id);
    return box;
  }

  /**
   * @param {HTMLElement} box
   * @param {string} id
   */
  async loadDirections(box, id) {
    box.replaceChildren(make("h3", {}, "Leads to"), placeholderLine(), placeholderLine());
    box.setAttribute("aria-busy", "true");
    try {
      /** @type {{ kinds: Direction[] }} */
      const { kinds } = await ask(withQuery("/api/node", { id }), {
        signal: this.explorer.signal,
      });
      directionsOf.set(id, kinds);
      this.fillDirections(box, id, kinds);
    } catch (thrown) {
      const failure = asFailure(thrown),
        again = () => this.loadDirections(box, id);
      if (failure.givenUp !== "left") box.replaceChildren(failureBox(failure, again));
    } finally {
      box.removeAttribute("aria-busy");
    }
  }

  /**
   * @param {HTMLElement} box
   * @param {string} id
   * @param {Direction[]} directions
   */
  fillDirections(box, id, directions) {
    const lines = directions.map((one) => this.directionLine(id, one)),
      none = make("p", { class: "aside" }, "Nothing in the graph.");
    box.replaceChildren(make("h3", {}, "Leads to"), lines.length ? make("ul", {}, ...lines) : none);
  }

  /**
   * @param {string} id
   * @param {Direction} one
   */
  directionLine(id, one) {
    const opened = this.exploration.state.steps.find((step) => isOpening(step, id, one))?.open,
      parts = opened ? this.listOpened(id, one, opened.limit) : [this.openButton(id, one)],
      phrase = make("span", { class: "phrase" }, `${one.phrase} `);
    phrase.append(make("b", {}, formatNumber(one.count)));
    const buttons = make("span", { class: "buttons" }, ...parts);
    return make("li", { "data-way": `${one.kind} ${one.way}` }, phrase, buttons);
  }

  /**
   * The button of a direction that is not open.
   *
   * @param {string} id
   * @param {Direction} one
   */
  openButton(id, one) {
    const { phrase, count, order } = one;
    if (count > PART) {
      const about = `Show the ${PART} ${order} of ${formatNumber(count)}: ${phrase}`;
      return this.showButton(id, one, PART, `Show ${PART} ${order}`, about);
    }
    const text = count === 1 ? "Show" : `Show all ${count}`;
    return this.showButton(id, one, PART, text, `Show ${phrase}: ${count}`);
  }

  /**
   * The buttons of a direction that is open.
   *
   * @param {string} id
   * @param {Direction} one
   * @param {number} limit
   */
  listOpened(id, one, limit) {
    const { phrase, count } = one,
      shown = Math.min(limit, count),
      more = Math.min(PART, count - shown),
      said = shown < count ? `${shown} of ${formatNumber(count)} shown` : "all shown";
    const collapse = () => this.exploration.close(id, one).then(() => this.focusDirection(one));
    const buttons = [
      makeButton("Collapse", collapse, { "aria-label": `Collapse ${phrase}` }),
      make("span", { class: "aside" }, said),
    ];
    if (more <= 0 || shown >= MOST) return buttons;
    const about = `Show ${more} more: ${phrase}`;
    return [this.showButton(id, one, limit + PART, `${more} more`, about), ...buttons];
  }

  /**
   * @param {string} id
   * @param {Direction} one
   * @param {number} limit
   * @param {string} text
   * @param {string} about
   */
  showButton(id, one, limit, text, about) {
    const open = () => this.exploration.open(id, one, limit).then(() => this.focusDirection(one));
    return makeButton(text, open, { "aria-label": about });
  }

  /** @param {Direction} direction */
  focusDirection({ kind, way }) {
    const button = this.body.querySelector(`[data-way="${kind} ${way}"] button`);
    if (button instanceof HTMLElement) button.focus();
  }
}
