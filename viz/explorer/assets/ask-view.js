// Ask: the catalogue's questions, and the one that was chosen.

/** @import {Address, Mounted, ViewContext} from "./views.d.ts" */
/** @import {Area} from "./server-answers.d.ts" */

import { make } from "../../assets/dom.js";
import { Failure, asFailure } from "./api.js";
import { CatalogueQuestion } from "./catalogue-question.js";
import { listAreas, readCatalogue } from "./catalogue.js";
import { emptyBox, failureBox } from "./messages.js";
import { OWN_CYPHER, OwnCypher } from "./own-cypher.js";
import { askAddress } from "./view-addresses.js";

const ABOUT =
  "Choose a question. Each says what it takes, answers as a table and, where it has one, as a graph, and shows the Cypher that it runs.";

class AskView {
  /**
   * @param {HTMLElement} root
   * @param {ViewContext} context
   */
  constructor(root, context) {
    this.root = root;
    this.signal = context.signal;
    this.retitle = context.retitle;
    this.title = "Ask";
    /** @type {CatalogueQuestion | OwnCypher | null} */
    this.question = null;
    /** @type {Area[]} */
    this.areas = [];
    this.name = "";
    this.filter = make("input", {
      type: "search",
      placeholder: "Filter the questions",
      "aria-label": "Filter the questions",
    });
    this.filter.addEventListener("input", () => this.fillList());
    this.list = make("div", { class: "side-list" });
    this.main = make("div", { class: "main-column" });
    const own = make("a", { class: "button wide", href: `/ask/${OWN_CYPHER}` }, "Your own Cypher"),
      side = { class: "side", "aria-label": "Questions" };
    this.columns = make(
      "div",
      { class: "columns-two" },
      make("nav", side, make("p", {}, own), this.filter, this.list),
      this.main,
    );
    root.replaceChildren(this.columns);
    this.filled = this.show(context);
  }

  /** @param {Address} address */
  update(address) {
    this.root.scrollTop = 0;
    this.filled = this.show(address).then(this.retitle);
  }

  leave() {
    this.question?.leave();
    this.question = null;
  }

  retheme() {
    this.question?.map?.retheme();
  }

  fillList() {
    const words = this.filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const areas = listAreas(this.areas, ({ name, title, summary }) => {
      const text = `${name} ${title} ${summary}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    const lines = areas.flatMap(({ name, queries }) => {
      const links = queries.map((query) => {
        const current = query.name === this.name ? "page" : null,
          attributes = { href: askAddress(query.name), title: query.summary };
        return make("a", { ...attributes, "aria-current": current }, query.title);
      });
      return [make("h2", {}, name), make("ul", {}, ...links.map((link) => make("li", {}, link)))];
    });
    this.list.replaceChildren(
      ...(lines.length ? lines : [emptyBox("No question has these words.")]),
    );
  }

  /** @param {Address} address @returns {Promise<void>} */
  async show({ rest, params, hash }) {
    this.leave();
    this.name = rest;
    this.columns.classList.toggle("chosen", Boolean(rest));
    try {
      this.areas = await readCatalogue({ doing: "Reading the catalogue" });
    } catch (thrown) {
      const again = () => this.show({ rest, params, hash });
      this.main.replaceChildren(failureBox(asFailure(thrown), again));
      return;
    }
    this.fillList();
    await this.showQuestion(rest, params);
  }

  /**
   * @param {string} name
   * @param {URLSearchParams} params
   */
  async showQuestion(name, params) {
    const query = this.areas.flatMap((area) => area.queries).find((one) => one.name === name);
    if (name === OWN_CYPHER) {
      this.title = "Your own Cypher";
      this.question = new OwnCypher(params, this.signal);
      this.main.replaceChildren(this.question.element);
    } else if (query) {
      this.title = query.title;
      const question = new CatalogueQuestion(query, params, this.signal);
      this.question = question;
      this.main.replaceChildren(question.element);
      await question.show();
    } else if (name) {
      const what = `There is no question called ${name}`;
      this.main.replaceChildren(
        failureBox(new Failure({ what, todo: "Choose one from the list" })),
      );
    } else {
      this.title = "Ask";
      const about = make("p", { class: "prose" }, ABOUT);
      this.main.replaceChildren(make("div", { class: "question" }, make("h1", {}, "Ask"), about));
    }
  }
}

/**
 * @param {HTMLElement} root
 * @param {ViewContext} context
 * @returns {Mounted}
 */
export const mount = (root, context) => new AskView(root, context);
