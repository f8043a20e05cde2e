// The panel of a chosen node: what can be done with it, and what it leads to.

import { Panel } from "/drawing/panel.js";
import { ask } from "./api.js";
import { known } from "./known.js";
import { askAddress, failureBox, make, number, readAddress, say, takeButton } from "./parts.js";

const PART = 25; // neighbours that one click shows

export class ExplorePanel extends Panel {
  constructor(element, view, options) {
    super(element, view);
    this.explorer = options.explorer;
  }

  node(item) {
    const [over, title, ...rest] = super.node(item),
      id = this.view.scene.data.nodes.id[item];
    return [over, title, this.actions(id), this.ways(id), ...rest];
  }

  actions(id) {
    const node = known.nodes.get(id),
      key = id.slice(node.kind.length + 1),
      pinned = this.explorer.state.pinned.includes(id);
    const row = make("p", { class: "actions" });
    if (node.kind === "Paper")
      row.append(
        make("a", { class: "button", href: readAddress(key) }, "Read"),
        takeButton({ id: key, title: node.title, year: node.year }),
      );
    if (node.kind === "Author")
      row.append(
        make(
          "a",
          { class: "button", href: askAddress("author", { author: key }) },
          "Papers as a table",
        ),
      );
    row.append(
      make(
        "button",
        { type: "button", "aria-pressed": String(pinned), onclick: () => this.explorer.pin(id) },
        "Pin",
      ),
      make("button", { type: "button", onclick: () => this.explorer.hide(id) }, "Hide"),
    );
    if (this.explorer.mark && this.explorer.mark !== id && known.nodes.has(this.explorer.mark)) {
      const begin = this.explorer.mark;
      row.append(
        make(
          "button",
          {
            type: "button",
            class: "main",
            onclick: () => {
              this.explorer.mark = null;
              this.explorer.change({
                steps: [...this.explorer.state.steps, { path: [begin, id] }],
              });
            },
          },
          `Path from ${known.nodes.get(begin).short}`,
        ),
        make(
          "button",
          {
            type: "button",
            onclick: () => {
              this.explorer.mark = null;
              this.again();
            },
          },
          "No path",
        ),
      );
    } else if (this.explorer.mark === id)
      row.append(
        make("span", { class: "aside" }, "Now choose the node where the path ends."),
        make(
          "button",
          {
            type: "button",
            onclick: () => {
              this.explorer.mark = null;
              this.again();
            },
          },
          "No path",
        ),
      );
    else
      row.append(
        make(
          "button",
          {
            type: "button",
            onclick: () => {
              this.explorer.mark = id;
              this.again();
              say("Now choose the node where the path ends.");
            },
          },
          "Path to…",
        ),
      );
    return row;
  }

  again() {
    if (this.view.selected) {
      this.show(this.view.selected);
      this.focus();
    }
  }

  // What a node leads to, with counts beforehand.
  ways(id) {
    const box = make("section", { class: "ways", "aria-label": "What it leads to" });
    const fill = (kinds) =>
      box.replaceChildren(
        make("h3", {}, "Leads to"),
        kinds.length
          ? make("ul", {}, ...kinds.map((one) => this.way(id, one)))
          : make("p", { class: "aside" }, "Nothing in the graph."),
      );
    const have = known.kinds.get(id);
    if (have) {
      fill(have);
      return box;
    }
    box.append(
      make("h3", {}, "Leads to"),
      make("div", { class: "ghost", "aria-hidden": "true" }),
      make("div", { class: "ghost", "aria-hidden": "true" }),
    );
    box.setAttribute("aria-busy", "true");
    const load = () =>
      ask(`/api/node?${new URLSearchParams({ id })}`, { signal: this.explorer.context.signal })
        .then(
          ({ kinds }) => {
            known.kinds.set(id, kinds);
            fill(kinds);
          },
          (failure) => {
            if (failure.givenUp !== "left") box.replaceChildren(failureBox(failure, load));
          },
        )
        .finally(() => box.removeAttribute("aria-busy"));
    load();
    return box;
  }

  way(id, one) {
    const step = this.explorer.state.steps.find(
      ({ open }) => open && open.node === id && open.kind === one.kind && open.way === one.way,
    );
    const buttons = make("span", { class: "buttons" });
    const open = (limit, text, about) =>
      make(
        "button",
        {
          type: "button",
          "aria-label": about,
          onclick: () => this.explorer.open(id, one, limit).then(() => this.focusWay(one)),
        },
        text,
      );
    if (!step) {
      const all = one.count <= PART;
      buttons.append(
        open(
          PART,
          all ? (one.count === 1 ? "Show" : `Show all ${one.count}`) : `Show ${PART} ${one.order}`,
          all
            ? `Show ${one.phrase}: ${one.count}`
            : `Show the ${PART} ${one.order} of ${number(one.count)}: ${one.phrase}`,
        ),
      );
    } else {
      const shown = Math.min(step.open.limit, one.count);
      if (shown < one.count && shown < 500)
        buttons.append(
          open(
            step.open.limit + PART,
            `${Math.min(PART, one.count - shown)} more`,
            `Show ${Math.min(PART, one.count - shown)} more: ${one.phrase}`,
          ),
        );
      buttons.append(
        make(
          "button",
          {
            type: "button",
            "aria-label": `Collapse ${one.phrase}`,
            onclick: () => this.explorer.close(id, one).then(() => this.focusWay(one)),
          },
          "Collapse",
        ),
      );
      buttons.append(
        make(
          "span",
          { class: "aside" },
          shown < one.count ? `${shown} of ${number(one.count)} shown` : "all shown",
        ),
      );
    }
    return make(
      "li",
      { "data-way": `${one.kind} ${one.way}` },
      make("span", { class: "phrase" }, `${one.phrase} `, make("b", {}, number(one.count))),
      buttons,
    );
  }

  focusWay({ kind, way }) {
    const button = this.explorer.place.querySelector(`[data-way="${kind} ${way}"] button`);
    if (button) button.focus();
  }
}
