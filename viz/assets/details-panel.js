// The side panel: all there is to say about a node, a community or a link.

/** @import {Child} from "./dom.js" */
/** @import {Target} from "./graph-model.js" */
/** @import {GraphView} from "./graph-view.js" */

import { find, make, makeButton } from "./dom.js";
import { describeGroup } from "./describe-group.js";
import { describeJoinedLinks, describeLink } from "./describe-link.js";
import { describeNode } from "./describe-node.js";

export class DetailsPanel {
  /**
   * @param {HTMLElement} element
   * @param {GraphView} view
   */
  constructor(element, view) {
    this.element = element;
    this.body = find(element, ".panel-body");
    this.view = view;
    find(element, ".panel-close").addEventListener("click", () => this.close());
    element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
  }

  close() {
    this.view.select(null);
    this.view.host.focus();
  }

  /** @param {Target | null} target */
  show(target) {
    this.element.hidden = !target;
    if (!target) return;
    this.body.replaceChildren(...this.describe(target).filter((child) => child !== null));
    this.body.scrollTop = 0;
  }

  /**
   * @param {Target} target
   * @returns {(Node | null)[]}
   */
  describe({ item, link }) {
    const { model } = this.view;
    if (item === undefined)
      return model.isGroup(model.links.start[link]) || model.isGroup(model.links.end[link])
        ? describeJoinedLinks(this, link)
        : describeLink(this, link);
    return model.isGroup(item) ? describeGroup(this, item) : this.describeNode(item);
  }

  /** @param {number} node @returns {(Node | null)[]} */
  describeNode(node) {
    return describeNode(this, node);
  }

  focus() {
    find(this.element, "h2").focus();
  }

  /**
   * The heading, and what stands above it.
   *
   * @param {string} title
   * @param {string} over
   */
  head(title, over) {
    return [make("p", { class: "over" }, over), make("h2", { tabindex: "-1" }, title)];
  }

  /**
   * A button that leads to a node.
   *
   * @param {number} node
   * @param {string} [text]
   */
  jump(node, text = this.view.model.short(node)) {
    return makeButton(text, () => this.view.jump(node), { class: "jump" });
  }

  /**
   * A button that changes which communities are open.
   *
   * @param {Child} label
   * @param {() => void} act
   * @param {string | null} [kind]
   */
  groupButton(label, act, kind = null) {
    const changed = () => {
      act();
      this.view.host.focus();
    };
    return makeButton(label, changed, { class: kind });
  }
}
