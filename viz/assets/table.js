// The same content as tables: for screen readers, for sorting, and for print.

import { counted, make } from "./elements.js";

const PAGE = 200;

export class Tables {
  constructor(element, view) {
    Object.assign(this, { element, view, order: { nodes: ["cited", -1], edges: ["weight", -1] } });
    this.bodies = {
      nodes: element.querySelector(".node-rows"),
      edges: element.querySelector(".edge-rows"),
    };
    for (const button of element.querySelectorAll("th button")) {
      const set = button.dataset.set,
        column = button.dataset.column;
      button.addEventListener("click", () => {
        const [now, way] = this.order[set];
        this.order[set] = [
          column,
          now === column
            ? -way
            : ["title", "kind", "topic", "start", "end"].includes(column)
              ? 1
              : -1,
        ];
        this.fill(set);
      });
    }
    view.addEventListener("change", () => {
      if (!element.hidden) this.fillAll();
    });
    addEventListener("beforeprint", () => {
      this.printing = true;
      this.fillAll();
    });
    addEventListener("afterprint", () => {
      this.printing = false;
      if (!element.hidden) this.fillAll();
    });
  }

  fillAll() {
    this.fill("nodes");
    this.fill("edges");
  }

  rows(set) {
    const { scene } = this.view,
      { data } = scene,
      nodes = data.nodes,
      rows = [];
    const [column, way] = this.order[set];
    const compare = (one, two) =>
      one === two
        ? 0
        : one === null
          ? 1
          : two === null
            ? -1
            : (typeof one === "string" ? one.localeCompare(two) : one - two) * way;
    if (set === "nodes") {
      for (let i = 0; i < scene.n; i++) if (scene.pass[i]) rows.push(i);
      const value = {
        title: (i) => nodes.title[i],
        kind: (i) => data.kinds[nodes.kind[i]],
        year: (i) => nodes.year[i],
        cited: (i) => nodes.cited[i],
        topic: (i) => nodes.topic[i],
        listed: (i) => nodes.listed[i],
      }[column];
      return rows.sort((one, two) => compare(value(one), value(two)) || one - two);
    }
    for (let e = 0; e < scene.start.length; e++)
      if (
        scene.pass[scene.start[e]] &&
        scene.pass[scene.end[e]] &&
        !scene.filter.edgeKinds.has(data.edges.kind[e])
      )
        rows.push(e);
    const value = {
      start: (e) => nodes.short[scene.start[e]],
      end: (e) => nodes.short[scene.end[e]],
      kind: (e) => data.phrases[data.edges.kind[e]][0],
      weight: (e) => scene.weight[e],
    }[column];
    return rows.sort((one, two) => compare(value(one), value(two)) || one - two);
  }

  fill(set) {
    const body = this.bodies[set],
      rows = this.rows(set),
      line = set === "nodes" ? (i) => this.nodeRow(i) : (e) => this.edgeRow(e);
    for (const head of body.closest("table").querySelectorAll("th")) {
      const button = head.querySelector("button"),
        [column, way] = this.order[set];
      if (button && button.dataset.column === column)
        head.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    }
    let shown = 0;
    const more = this.element.querySelector(`.more-${set}`);
    const add = (count) => {
      const part = document.createDocumentFragment();
      for (const row of rows.slice(shown, shown + count)) part.append(line(row));
      shown = Math.min(rows.length, shown + count);
      body.append(part);
      more.hidden = shown >= rows.length;
      more.textContent = `Show more (${shown.toLocaleString("en")} of ${rows.length.toLocaleString("en")})`;
    };
    body.replaceChildren();
    more.onclick = () => add(PAGE * 5);
    add(this.printing ? rows.length : PAGE);
    this.element.querySelector(`.count-${set}`).textContent =
      set === "nodes"
        ? counted(rows.length, "node", "nodes")
        : counted(rows.length, "link", "links");
  }

  jump(node, text) {
    return make(
      "button",
      {
        type: "button",
        class: "jump",
        onclick: () => {
          this.view.dispatchEvent(new CustomEvent("graph"));
          this.view.jump(node);
          this.view.host.focus();
        },
      },
      text,
    );
  }

  nodeRow(i) {
    const { data } = this.view.scene,
      nodes = data.nodes;
    const authors = nodes.details[i].find(([name]) => name === "Authors");
    return make(
      "tr",
      {},
      make(
        "th",
        { scope: "row" },
        this.jump(i, nodes.title[i]),
        authors ? make("div", { class: "aside" }, authors[1]) : null,
      ),
      make("td", {}, data.kinds[nodes.kind[i]]),
      make("td", { class: "number" }, nodes.year[i] === null ? "" : String(nodes.year[i])),
      make("td", { class: "number" }, nodes.cited[i].toLocaleString("en")),
      make("td", {}, nodes.topic[i] || ""),
      make("td", {}, nodes.listed[i] ? "yes" : ""),
    );
  }

  edgeRow(e) {
    const { scene } = this.view,
      { data } = scene,
      papers = data.edges.papers[e];
    const why = [
      ...(data.edges.evidence[e] || []),
      ...(papers ? [papers.map((p) => data.papers[p][1]).join(", ")] : []),
    ].join(" ");
    return make(
      "tr",
      {},
      make("td", {}, this.jump(scene.start[e], data.nodes.short[scene.start[e]])),
      make("td", {}, data.phrases[data.edges.kind[e]][0]),
      make("td", {}, this.jump(scene.end[e], data.nodes.short[scene.end[e]])),
      make("td", { class: "number" }, scene.weight[e].toLocaleString("en")),
      make("td", {}, why),
    );
  }
}
