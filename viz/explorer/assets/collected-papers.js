// The papers of a list, and the lists themselves: choose, rename, make, remove.

/** @import {ListedPaper} from "./list-storage.js" */

import { find, make, makeButton } from "../../assets/dom.js";
import { formatNumber } from "../../assets/number-words.js";
import { cardBody } from "./card.js";
import { emptyBox, toast } from "./messages.js";
import { makePaperLine } from "./paper-line.js";
import { paperLists } from "./paper-lists.js";

const EMPTY =
  "The list is empty. Add papers with the + beside them: on the start page, in an answer, in a graph (key a), or on a paper's card. It is kept in this browser.";

export class CollectedPapers {
  constructor() {
    this.head = make("div", { class: "list-head" });
    this.body = cardBody();
    this.fill();
  }

  fill() {
    const { name, papers } = paperLists.current,
      count = make("span", { class: "count" }, formatNumber(papers.length));
    this.head.replaceChildren(
      make("h1", {}, name, " ", count),
      make(
        "div",
        { class: "buttons" },
        paperLists.all.length > 1 ? this.choice() : null,
        makeButton("Rename", () => this.rename()),
        makeButton("New list", () => {
          paperLists.create(`List ${paperLists.all.length + 1}`);
          this.rename();
        }),
        makeButton("Remove the list", removeList),
      ),
    );
    const list = make("ol", { class: "lines" }, ...papers.map(collectedLine));
    this.body.replaceChildren(papers.length ? list : emptyBox(EMPTY));
  }

  choice() {
    const options = paperLists.all.map(({ id, name, papers }) =>
      make("option", { value: id }, `${name} (${papers.length})`),
    );
    const choice = make("select", { "aria-label": "Choose a list" }, ...options);
    choice.value = paperLists.current.id;
    choice.addEventListener("change", () => paperLists.choose(choice.value));
    return choice;
  }

  rename() {
    const input = make("input", {
      type: "text",
      value: paperLists.current.name,
      "aria-label": "Name of the list",
      maxlength: "80",
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") paperLists.rename(input.value);
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.fill();
    });
    input.addEventListener("blur", () => {
      if (input.isConnected) paperLists.rename(input.value);
    });
    find(this.head, "h1").replaceChildren(input);
    input.focus();
    input.select();
  }
}

/** @param {ListedPaper} paper */
function collectedLine(paper) {
  const name = paper.title || paper.id,
    cross = make("span", { "aria-hidden": "true" }, "×");
  const out = makeButton(cross, () => takeOut(paper), {
    class: "take small",
    "aria-label": `Take out ${name}`,
    title: "Take out of the list",
  });
  return makePaperLine(paper, [[paper.year, paper.reason].filter(Boolean).join(" · ")], out);
}

/** @param {ListedPaper} paper */
function takeOut(paper) {
  const removed = paperLists.remove(paper.id);
  if (!removed) return;
  toast(`“${paper.title || paper.id}” is taken out.`, "Undo", () => paperLists.putBack(removed));
}

function removeList() {
  const removed = paperLists.removeList();
  toast(`The list “${removed[1].name}” is removed.`, "Undo", () => paperLists.restoreList(removed));
}
