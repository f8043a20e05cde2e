// The legend: what colours, shapes and lines mean; each line of it shows and hides what it names.

import { make, swatch } from "./elements.js";
import { colourOf } from "./theme.js";
import { tracePath } from "./shapes.js";

export class Legend {
  constructor(element, view) {
    this.element = element;
    this.view = view;
    this.lists = {
      colours: element.querySelector(".colours"),
      kinds: element.querySelector(".kinds"),
      edges: element.querySelector(".edge-kinds"),
      open: element.querySelector(".open-groups"),
    };
    this.reset = element.querySelector(".show-all");
    this.reset.addEventListener("click", () => {
      const { filter } = view.scene;
      filter.kinds.clear();
      filter.edgeKinds.clear();
      filter.keys.clear();
      view.scene.rebuild();
      view.refresh();
      this.fill();
    });
    const choice = element.querySelector("select");
    choice.addEventListener("change", () => {
      view.scene.colour(choice.value);
      view.refresh();
      this.fill();
    });
    view.addEventListener("change", () => this.fillOpen());
    this.fill();
  }

  toggle(set, value, label, count, mark) {
    const { view } = this;
    const button = make(
      "button",
      {
        type: "button",
        class: "entry",
        "aria-pressed": String(!set.has(value)),
        title: label,
        onclick: () => {
          if (set.has(value)) set.delete(value);
          else set.add(value);
          button.setAttribute("aria-pressed", String(!set.has(value)));
          view.scene.rebuild();
          view.refresh();
          this.reset.hidden = !this.anyHidden();
        },
      },
      mark,
      make("span", { class: "name" }, label),
      make("span", { class: "count" }, count.toLocaleString("en")),
    );
    return make("li", {}, button);
  }

  anyHidden() {
    const { kinds, edgeKinds, keys } = this.view.scene.filter;
    return kinds.size + edgeKinds.size + keys.size > 0;
  }

  fill() {
    const { scene, theme } = this.view,
      { data, filter } = scene,
      legend = data.legends[scene.colourBy];
    const count = (values, size) => {
      const sums = new Array(size).fill(0);
      for (const value of values) sums[value]++;
      return sums;
    };
    const members = count(legend.of, legend.entries.length);
    this.lists.colours.replaceChildren(
      ...legend.entries.map((entry, key) =>
        this.toggle(
          filter.keys,
          key,
          entry.label,
          members[key],
          swatch("Paper", colourOf(entry, theme), tracePath),
        ),
      ),
    );
    const kinds = count(data.nodes.kind, data.kinds.length);
    this.lists.kinds.replaceChildren(
      ...data.kinds.map((kind, i) =>
        this.toggle(
          filter.kinds,
          i,
          data.kindNames[i],
          kinds[i],
          swatch(kind, theme.muted, tracePath),
        ),
      ),
    );
    const edges = count(data.edges.kind, data.edgeKinds.length);
    this.lists.edges.replaceChildren(
      ...data.edgeKinds.map((kind, i) =>
        this.toggle(
          filter.edgeKinds,
          i,
          data.phrases[i][0],
          edges[i],
          make("span", { class: "line", "aria-hidden": "true" }),
        ),
      ),
    );
    this.element.querySelector(".shapes-part").hidden = data.kinds.length < 2;
    this.element.querySelector(".edges-part").hidden = data.edgeKinds.length < 2;
    this.reset.hidden = !this.anyHidden();
    this.fillOpen();
  }

  fillOpen() {
    const { scene } = this.view,
      open = [...scene.open];
    this.element.querySelector(".open-part").hidden = open.length === 0;
    this.lists.open.replaceChildren(
      ...open.map((item) =>
        make(
          "li",
          {},
          make(
            "button",
            {
              type: "button",
              class: "entry",
              title: `Close ${scene.short(item)}`,
              onclick: () => {
                this.view.closeGroup(item);
                this.view.host.focus();
              },
            },
            make("span", { class: "name" }, scene.short(item)),
            make("span", { "aria-hidden": "true" }, "×"),
            make("span", { class: "unseen" }, " close"),
          ),
        ),
      ),
    );
  }
}
