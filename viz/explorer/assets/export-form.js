// Exports: the list or the suggestions, in every format.

/** @import {ExportedFiles, ExportFormat, Suggestion} from "./server-answers.d.ts" */
/** @import {ListedPaper} from "./list-storage.js" */

import { make, makeButton } from "../../assets/dom.js";
import { formatCount } from "../../assets/number-words.js";
import { ask, asFailure } from "./api.js";
import { failureBox, tellFailure, toast } from "./messages.js";
import { paperLists } from "./paper-lists.js";
import { saveText } from "./save-text.js";

export class ExportForm {
  /**
   * @param {() => Suggestion[]} listSuggestions
   * @param {AbortSignal} signal
   */
  constructor(listSuggestions, signal) {
    this.listSuggestions = listSuggestions;
    this.signal = signal;
    this.element = make("div", { class: "formats" });
    this.ofList = make("input", { type: "radio", name: "which", value: "list" });
    this.ofSuggestions = make("input", { type: "radio", name: "which", value: "suggestions" });
    this.ofList.checked = true;
    this.filled = this.fill();
  }

  async fill() {
    try {
      /** @type {ExportFormat[]} */
      const formats = await ask("/api/formats", { signal: this.signal });
      const lines = formats.map(({ name, description }) =>
        make(
          "li",
          {},
          makeButton(name, () => this.write(name)),
          make("span", { class: "aside" }, ` ${description}`),
        ),
      );
      const choice = make(
        "fieldset",
        {},
        make("legend", { class: "unseen" }, "What to export"),
        make("label", {}, this.ofList, " The list"),
        make("label", {}, this.ofSuggestions, " The suggestions"),
      );
      this.element.replaceChildren(choice, make("ul", {}, ...lines));
    } catch (thrown) {
      const failure = asFailure(thrown);
      if (failure.givenUp === "left") return;
      this.element.replaceChildren(failureBox(failure, () => this.fill()));
    }
  }

  /** @param {string} format */
  async write(format) {
    const { name, papers: listed } = paperLists.current,
      whole = this.ofList.checked;
    /** @type {ListedPaper[]} */
    const papers = whole ? listed : this.listSuggestions();
    if (!papers.length) {
      toast(
        whole
          ? "The list is empty: add papers first."
          : "There are no suggestions yet: look for related work first.",
      );
      return;
    }
    const body = {
      format,
      name: whole ? name : `${name} related`,
      papers: papers.map(({ id, reason, group }) => ({ id, reason, group })),
    };
    try {
      const asking = { body, signal: this.signal, doing: "Writing the files" };
      this.save(await ask("/api/export", asking));
    } catch (thrown) {
      const failure = asFailure(thrown);
      if (failure.givenUp !== "left") toast(tellFailure(failure));
    }
  }

  /** @param {ExportedFiles} written */
  save({ files, missing }) {
    for (const [name, text] of Object.entries(files)) saveText(name, text);
    const left = formatCount(missing.length, "paper is", "papers are"),
      note = missing.length ? ` ${left} not in this graph and left out.` : "";
    toast(`${Object.keys(files).join(" and ")} saved.${note}`);
  }
}
