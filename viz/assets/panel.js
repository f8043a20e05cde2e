// The side panel: all there is to say about a node, a group or an edge.

import { counted, make, webLink } from "./elements.js";

const SHOWN = 50;

export class Panel {
  constructor(element, view) {
    this.element = element;
    this.body = element.querySelector(".panel-body");
    this.view = view;
    element.querySelector(".panel-close").addEventListener("click", () => {
      view.select(null);
      view.host.focus();
    });
    element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        view.select(null);
        view.host.focus();
      }
    });
  }

  show(target) {
    this.element.hidden = !target;
    if (!target) return;
    const content =
      target.link !== undefined
        ? this.link(target.link)
        : this.view.scene.isGroup(target.item)
          ? this.group(target.item)
          : this.node(target.item);
    this.body.replaceChildren(...content.filter(Boolean));
    this.body.scrollTop = 0;
  }

  focus() {
    this.element.querySelector("h2").focus();
  }

  head(title, over) {
    return [make("p", { class: "over" }, over), make("h2", { tabindex: "-1" }, title)];
  }

  jump(node, text) {
    return make(
      "button",
      { type: "button", class: "jump", onclick: () => this.view.jump(node) },
      text || this.view.scene.data.nodes.short[node],
    );
  }

  node(item) {
    const { scene } = this.view,
      nodes = scene.data.nodes;
    const over = [
      scene.kind(item) === "WebPage" ? "Web page" : scene.kind(item),
      nodes.year[item],
      nodes.listed[item] ? "in my list" : null,
    ]
      .filter((part) => part !== null)
      .join(" · ");
    const facts = make("dl", {});
    if (scene.kind(item) === "Paper")
      facts.append(
        make("dt", {}, "Cited here by"),
        make("dd", {}, counted(nodes.cited[item], "paper", "papers")),
      );
    if (nodes.topic[item]) facts.append(make("dt", {}, "Topic"), make("dd", {}, nodes.topic[item]));
    const links = make("p", { class: "links" });
    let abstract = null,
      name = null;
    for (const [key, text, url] of nodes.details[item]) {
      if (key === "Link") links.append(webLink(text, url));
      else if (key === "Abstract")
        abstract = make(
          "section",
          {},
          make("h3", {}, "Abstract"),
          make("p", { class: "abstract" }, text),
        );
      else {
        if (key !== name) facts.append(make("dt", {}, key));
        facts.append(make("dd", {}, url ? webLink(text, url) : text));
        name = key;
      }
    }
    const groups = [];
    for (let up = scene.parent[item]; up >= 0; up = scene.parent[up]) groups.push(this.closer(up));
    return [
      ...this.head(nodes.title[item], over),
      links.childNodes.length ? links : null,
      facts,
      abstract,
      ...this.related(item),
      ...groups,
    ];
  }

  closer(group) {
    const { scene } = this.view;
    return make(
      "p",
      { class: "within" },
      `Within “${scene.short(group)}” `,
      make(
        "button",
        {
          type: "button",
          class: "plain",
          onclick: () => {
            this.view.closeGroup(group);
            this.view.host.focus();
          },
        },
        "Close this community",
      ),
    );
  }

  related(item) {
    const { scene } = this.view,
      { data } = scene,
      lists = new Map();
    for (const e of scene.edgesOf(item)) {
      const outward = scene.start[e] === item,
        key = data.edges.kind[e] * 2 + (outward ? 0 : 1);
      const phrase = data.phrases[data.edges.kind[e]][outward ? 0 : 1];
      if (!lists.has(phrase)) lists.set(phrase, { key, entries: [] });
      lists.get(phrase).entries.push([outward ? scene.end[e] : scene.start[e], e]);
    }
    return [...lists]
      .sort((one, two) => one[1].key - two[1].key)
      .map(([phrase, { entries }]) => {
        entries.sort(
          (one, two) =>
            scene.weight[two[1]] - scene.weight[one[1]] ||
            data.nodes.cited[two[0]] - data.nodes.cited[one[0]] ||
            one[0] - two[0],
        );
        const list = make("ul", { class: "nodes" });
        const add = (from, to) =>
          entries.slice(from, to).forEach(([other, e]) => list.append(this.relatedLine(other, e)));
        add(0, SHOWN);
        const box = make(
          "details",
          { open: entries.length <= 12 },
          make(
            "summary",
            {},
            `${phrase[0].toUpperCase()}${phrase.slice(1)} `,
            make("span", { class: "count" }, entries.length.toLocaleString("en")),
          ),
          list,
        );
        if (entries.length > SHOWN) {
          const more = make(
            "button",
            {
              type: "button",
              class: "plain",
              onclick: () => {
                add(SHOWN, Infinity);
                more.remove();
              },
            },
            `Show all ${entries.length.toLocaleString("en")}`,
          );
          box.append(more);
        }
        return box;
      });
  }

  relatedLine(other, e) {
    const { scene } = this.view,
      { data } = scene,
      evidence = (data.edges.evidence[e] || []).slice(),
      behind = data.edges.papers[e];
    const line = make("li", {}, this.jump(other, data.nodes.title[other]));
    if (data.nodes.year[other] !== null)
      line.append(" ", make("span", { class: "aside" }, data.nodes.year[other]));
    if (behind)
      evidence.unshift(
        `Through ${counted(behind.length, "paper", "papers")}: ${behind
          .slice(0, 3)
          .map((p) => data.papers[p][1])
          .join(", ")}${behind.length > 3 ? ", …" : ""}`,
      );
    if (evidence.length) line.append(make("div", { class: "evidence" }, evidence.join(" ")));
    return line;
  }

  link(l) {
    const { scene } = this.view,
      { data } = scene,
      { a, b, first, count } = scene.links,
      e = first[l];
    if (scene.isGroup(a[l]) || scene.isGroup(b[l])) return this.bundle(l);
    const [one, two] = [scene.start[e], scene.end[e]],
      papers = data.edges.papers[e],
      evidence = data.edges.evidence[e] || [];
    const phrase = data.phrases[data.edges.kind[e]][0];
    return [
      ...this.head(
        `${data.nodes.short[one]} ${scene.directed(l) ? "→" : "–"} ${data.nodes.short[two]}`,
        phrase,
      ),
      make(
        "p",
        { class: "ends" },
        this.jump(one, data.nodes.title[one]),
        make("span", { class: "aside" }, ` ${phrase} `),
        this.jump(two, data.nodes.title[two]),
      ),
      scene.weight[e] !== 1 && !papers
        ? make("p", {}, `Weight ${scene.weight[e].toLocaleString("en")}`)
        : null,
      ...evidence.map((text) => make("p", { class: "evidence" }, text)),
      papers
        ? make(
            "section",
            { class: "behind" },
            make("h3", {}, `The ${counted(papers.length, "paper", "papers")} behind it`),
            make("ol", {}, ...papers.map((p) => this.paper(data.papers[p]))),
          )
        : null,
      count[l] > 1 ? make("p", {}, `${count[l]} links in all.`) : null,
    ];
  }

  paper([title, , url, node]) {
    const line = make("li", {}, node >= 0 ? this.jump(node, title) : make("span", {}, title));
    if (url) line.append(" ", webLink("open", url));
    return line;
  }

  bundle(l) {
    const { scene } = this.view,
      { a, b, count } = scene.links,
      list = [];
    for (let e = 0; e < scene.start.length; e++) {
      if (!scene.pass[scene.start[e]] || !scene.pass[scene.end[e]]) continue;
      const one = scene.shownAs[scene.start[e]],
        two = scene.shownAs[scene.end[e]];
      if ((one === a[l] && two === b[l]) || (one === b[l] && two === a[l])) list.push(e);
    }
    list.sort(
      (one, two) =>
        scene.weight[two] - scene.weight[one] ||
        scene.data.nodes.cited[scene.end[two]] - scene.data.nodes.cited[scene.end[one]] ||
        one - two,
    );
    const { data } = scene;
    return [
      ...this.head(
        `${scene.short(a[l])} – ${scene.short(b[l])}`,
        counted(count[l], "link", "links"),
      ),
      make(
        "ul",
        { class: "nodes" },
        ...list
          .slice(0, SHOWN)
          .map((e) =>
            make(
              "li",
              {},
              this.jump(scene.start[e]),
              make("span", { class: "aside" }, ` ${data.phrases[data.edges.kind[e]][0]} `),
              this.jump(scene.end[e]),
            ),
          ),
      ),
      list.length > SHOWN
        ? make(
            "p",
            { class: "aside" },
            `The first ${SHOWN} of ${list.length.toLocaleString("en")}; open a community to see the rest.`,
          )
        : null,
    ];
  }

  group(item) {
    const { scene } = this.view,
      nodes = scene.data.nodes,
      members = [];
    for (let i = 0; i < scene.n; i++)
      for (let up = scene.parent[i]; up >= 0; up = scene.parent[up])
        if (up === item) {
          members.push(i);
          break;
        }
    const years = members
      .map((i) => nodes.year[i])
      .filter((year) => year !== null)
      .sort((one, two) => one - two);
    members.sort((one, two) => nodes.cited[two] - nodes.cited[one] || one - two);
    return [
      ...this.head(
        scene.short(item),
        `Community · ${counted(members.length, "member", "members")}${years.length ? ` · ${years[0]}–${years[years.length - 1]}` : ""}`,
      ),
      make(
        "p",
        {},
        make(
          "button",
          {
            type: "button",
            onclick: () => {
              this.view.openGroup(item);
              this.view.host.focus();
            },
          },
          "Open this community",
        ),
      ),
      make("h3", {}, "Most cited"),
      make(
        "ul",
        { class: "nodes" },
        ...members.slice(0, 10).map((i) => make("li", {}, this.jump(i, nodes.title[i]))),
      ),
    ];
  }
}
