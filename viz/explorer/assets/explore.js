// Explore: nodes come to the screen step by step; every step is in the address and can be undone.

import { Panel } from "/drawing/panel.js";
import { ask } from "./api.js";
import { Combobox } from "./combobox.js";
import { lists } from "./lists.js";
import { around, beside, between, picture, settle } from "./place.js";
import {
  askAddress,
  counted,
  failureBox,
  make,
  number,
  readAddress,
  say,
  takeButton,
  toast,
} from "./parts.js";
import { sceneData } from "./screen.js";
import { mountStage } from "./stage.js";
import { alive, empty, fromAddress, nameOf, readPlaces, toAddress, write } from "./steps.js";

const PART = 25; // neighbours that one click shows
const CROWDED = 400; // nodes from which the page warns that a picture says little
const FORGET = 3000; // nodes that are remembered after they have left the screen

// What was read in this tab, until the graph changes: leaving Explore and coming back costs nothing.
const known = {
  nodes: new Map(),
  edges: new Map(),
  papers: {},
  results: new Map(),
  kinds: new Map(),
};
const forget = () => {
  known.nodes.clear();
  known.edges.clear();
  known.results.clear();
  known.kinds.clear();
  known.papers = {};
};

class ExplorePanel extends Panel {
  constructor(element, view, options) {
    super(element, view);
    this.explorer = options.explorer;
  }

  node(item) {
    const [over, title, ...rest] = super.node(item),
      id = this.view.scene.data.nodes.id[item];
    return [over, title, this.explorer.actions(id), this.explorer.ways(id), ...rest];
  }
}

class Explorer {
  constructor(root, context) {
    Object.assign(this, {
      root,
      context,
      state: empty(),
      at: new Map(),
      shown: [],
      stage: null,
      mark: null,
      depth: 0,
    });
    this.bar = make("div", { class: "explore-bar" });
    this.field = make("input", {
      type: "search",
      placeholder: "Add a paper, a person, a repository",
      "aria-label": "Add a paper, a person or a repository",
    });
    const button = (name, label, act, title) =>
      (this[name] = make("button", { type: "button", onclick: act, title }, label));
    this.count = make("span", { class: "count" });
    this.bar.append(
      make("div", { class: "picker" }, this.field),
      make(
        "div",
        { class: "buttons" },
        button("undoButton", "Undo", () => this.undo(), "Undo the last step (u)"),
        button(
          "hiddenButton",
          "Show hidden",
          () => this.change({ hidden: [] }),
          "Bring back what is hidden",
        ),
        make(
          "div",
          { class: "choice", role: "group", "aria-label": "Arrange" },
          button("linksButton", "By links", () => this.arrange(false), "Arrange by links (y)"),
          button("yearsButton", "By year", () => this.arrange(true), "Arrange by year (y)"),
        ),
        button(
          "tidyButton",
          "Tidy",
          () => this.tidy(),
          "Find new places for all that is not pinned",
        ),
        button(
          "tableButton",
          "Table",
          () => this.stage && this.stage.showTable(),
          "The same as a table (t)",
        ),
        button(
          "clearButton",
          "Clear",
          () => this.change({ ...empty() }),
          "Take everything off the screen",
        ),
        this.count,
      ),
    );
    this.notes = make("div", { class: "explore-notes" });
    this.place = make("div", { class: "explore-stage" });
    root.replaceChildren(this.bar, this.notes, this.place);
    new Combobox(this.field, {
      limit: 6,
      choose: (hit) => {
        this.field.blur();
        this.begin(hit.node);
      },
    });
  }

  // --- steps

  begin(node) {
    const hidden = this.state.hidden.filter((id) => id !== node),
      steps = this.shown.includes(node) ? this.state.steps : [...this.state.steps, { show: node }];
    return this.change({ steps, hidden, selected: node });
  }

  open(node, { kind, way }, limit) {
    const same = (step) =>
      step.open && step.open.node === node && step.open.kind === kind && step.open.way === way;
    const step = { open: { node, kind, way, limit } },
      at = this.state.steps.findIndex(same);
    const steps =
      at < 0
        ? [...this.state.steps, step]
        : this.state.steps.map((one, i) => (i === at ? step : one));
    return this.change({ steps });
  }

  close(node, { kind, way }) {
    const before = this.visible(this.state);
    const steps = alive(
      this.state.steps.filter(
        (step) =>
          !(
            step.open &&
            step.open.node === node &&
            step.open.kind === kind &&
            step.open.way === way
          ),
      ),
      known.results,
    );
    const after = new Set(this.visible({ ...this.state, steps }));
    // What is pinned stays.
    for (const id of this.state.pinned)
      if (before.includes(id) && !after.has(id)) steps.push({ show: id });
    return this.change({ steps });
  }

  hide(node) {
    this.change({
      hidden: [...this.state.hidden, node],
      pinned: this.state.pinned.filter((id) => id !== node),
      selected: null,
    });
    toast(`“${known.nodes.get(node).short}” is hidden.`, "Undo", () => this.undo());
    if (this.stage) this.stage.view.host.focus();
  }

  pin(node) {
    const has = this.state.pinned.includes(node);
    this.change({
      pinned: has ? this.state.pinned.filter((id) => id !== node) : [...this.state.pinned, node],
    });
    say(has ? "No longer pinned" : "Pinned");
  }

  undo() {
    if (this.depth > 0) history.back();
    else toast("There is nothing to undo.");
  }

  arrange(years) {
    this.change({ years }, { replace: true });
  }

  // --- from a state to the screen

  change(changes, { replace = false } = {}) {
    return this.apply({ ...this.state, ...changes }, { how: replace ? "replace" : "push" });
  }

  visible(state) {
    const hidden = new Set(state.hidden),
      found = new Set();
    for (const step of state.steps) {
      const result = known.results.get(nameOf(step));
      if (!result) continue;
      if (step.open && known.nodes.has(step.open.node)) found.add(step.open.node);
      for (const id of result.nodes) if (known.nodes.has(id)) found.add(id);
    }
    return [...found].filter((id) => !hidden.has(id));
  }

  async apply(state, { how, hash = "" }) {
    if (this.control) this.control.abort();
    const control = (this.control = new AbortController());
    this.context.signal.addEventListener("abort", () => control.abort(), { once: true });
    const missing = state.steps.filter((step) => !known.results.has(nameOf(step)));
    if (missing.length) {
      if (known.nodes.size > FORGET && how === "load") forget();
      this.place.setAttribute("aria-busy", "true");
      try {
        const asked = known.nodes.size > FORGET ? this.shown : [...known.nodes.keys()];
        const found = await ask("/api/scene", {
          body: { steps: missing, known: asked, place: true },
          signal: control.signal,
          doing: "Reading the graph",
        });
        for (const node of found.nodes) known.nodes.set(node.id, node);
        for (const edge of found.edges)
          known.edges.set(`${edge.start} ${edge.kind} ${edge.end}`, edge);
        Object.assign(known.papers, found.papers);
        missing.forEach((step, i) => known.results.set(nameOf(step), found.steps[i]));
      } catch (failure) {
        if (failure.givenUp === "left") return;
        if (how === "push" && this.stage)
          toast(`${failure.what}. ${failure.todo}`, "Try again", () => this.apply(state, { how }));
        else {
          this.leaveStage();
          this.notes.replaceChildren(failureBox(failure, () => this.apply(state, { how, hash })));
        }
        return;
      } finally {
        this.place.removeAttribute("aria-busy");
      }
    }
    const steps = [];
    const failures = [];
    for (const step of state.steps) {
      const result = known.results.get(nameOf(step));
      if (result.error) {
        failures.push([step, result.error]);
        known.results.delete(nameOf(step));
      } else steps.push(step);
    }
    // A step that failed just now is told and not kept; in a shared address it is told and kept out.
    if (failures.length && how === "push") {
      const [, said] = failures[0];
      toast(`${said.what}. ${said.todo}`.replaceAll("`", ""));
      if (steps.length === this.state.steps.length) return;
    }
    const before = this.shown;
    this.state = { ...state, steps };
    this.shown = this.visible(this.state);
    if (this.state.selected && !this.shown.includes(this.state.selected))
      this.state.selected = null;
    this.state.pinned = this.state.pinned.filter((id) => this.shown.includes(id));
    const fresh = this.placeAll(before, hash);
    this.remember(how);
    this.draw(before, fresh, how);
    this.tell(failures);
  }

  // Give places to what has none; what has one keeps it. Returns the new ids.
  placeAll(before, hash) {
    const given = hash ? readPlaces(hash, this.shown) : null;
    if (given) {
      this.at = given;
      return [];
    }
    const on = new Set(this.shown),
      was = new Set(before);
    // What left the screen and comes back begins anew, so that it cannot lie on something else.
    const at = new Map([...this.at].filter(([id]) => on.has(id) && was.has(id))),
      lacking = new Set(this.shown.filter((id) => !at.has(id))),
      fresh = [...lacking],
      loose = new Set();
    for (const step of this.state.steps) {
      const result = known.results.get(nameOf(step)),
        mine = result.nodes.filter((id) => lacking.has(id));
      if (result.places) picture(Object.fromEntries(mine.map((id) => [id, result.places[id]])), at);
      else if (step.open) {
        if (lacking.has(step.open.node)) {
          beside(step.open.node, at);
          lacking.delete(step.open.node);
        }
        around(mine, step.open.node, at);
        mine.forEach((id) => loose.add(id));
      } else if (step.path) {
        const [begin, end] = [result.nodes[0], result.nodes[result.nodes.length - 1]];
        for (const id of [begin, end])
          if (lacking.has(id)) {
            beside(id, at);
            lacking.delete(id);
          }
        const inner = mine.filter((id) => lacking.has(id));
        if (at.has(begin) && at.has(end)) between(inner, begin, end, at);
        else inner.forEach((id) => beside(id, at));
        inner.forEach((id) => loose.add(id));
      } else mine.forEach((id) => beside(id, at));
      mine.forEach((id) => lacking.delete(id));
    }
    for (const id of lacking) beside(id, at);
    settle(
      [...loose].filter((id) => at.has(id)),
      this.edges(),
      at,
    );
    this.at = at;
    return fresh;
  }

  edges() {
    const on = new Set(this.shown);
    return [...known.edges.values()].filter((edge) => on.has(edge.start) && on.has(edge.end));
  }

  remember(how) {
    const address = toAddress(this.state, this.at, this.shown);
    if (how === "push" && address !== location.pathname + location.search + location.hash) {
      this.depth++;
      history.pushState({ depth: this.depth }, "", address);
    } else history.replaceState({ ...history.state, depth: this.depth }, "", address);
  }

  draw(before, fresh, how) {
    this.undoButton.disabled = this.depth === 0;
    this.hiddenButton.hidden = !this.state.hidden.length;
    this.hiddenButton.textContent = `Show ${this.state.hidden.length} hidden`;
    this.linksButton.setAttribute("aria-pressed", String(!this.state.years));
    this.yearsButton.setAttribute("aria-pressed", String(this.state.years));
    const some = this.shown.length > 0;
    this.bar.classList.toggle("bare", !some);
    if (!some) {
      this.leaveStage();
      this.invite();
      return;
    }
    const data = sceneData(
      this.shown.map((id) => known.nodes.get(id)),
      this.edges(),
      known.papers,
      this.at,
      new Set(this.state.pinned),
    );
    this.count.textContent = `${counted(this.shown.length, "node", "nodes")}, ${counted(data.edges.start.length, "link", "links")}`;
    if (this.stage) this.stage.setData(data);
    else {
      this.place.replaceChildren();
      this.stage = mountStage(this.place, data, {
        colour: "topic",
        panel: ExplorePanel,
        explorer: this,
        movable: true,
        tableShown: (open) => {
          this.tableButton.setAttribute("aria-pressed", String(open));
          this.state.table = open;
          this.remember("replace");
        },
      });
      const { view } = this.stage;
      view.addEventListener("select", ({ detail: target }) => {
        const id =
          target && target.item !== undefined ? view.scene.data.nodes.id[target.item] : null;
        if (id === this.state.selected) return;
        this.state.selected = id;
        this.remember("replace");
      });
      view.addEventListener("drag", ({ detail: { item } }) => this.dragged(item));
    }
    const { view } = this.stage;
    const place = this.state.years ? "years" : "links";
    if (view.scene.place !== place) view.setPlace(place);
    view.select(this.state.selected ? { item: view.scene.number.get(this.state.selected) } : null);
    if (how === "load" || !before.length || (fresh.length && !this.inSight(fresh)))
      view.fit(before.length > 0);
    if (this.state.table !== this.stage.tableOpen()) this.stage.showTable(this.state.table);
  }

  inSight(ids) {
    const { view } = this.stage,
      inset = view.inset();
    return ids.every((id) => {
      const [x, y] = view.where(view.scene.number.get(id));
      return (
        x > inset.left &&
        y > inset.top &&
        x < view.width - inset.right &&
        y < view.height - inset.bottom
      );
    });
  }

  tell(failures) {
    const notes = failures.map(([step, said]) =>
      failureBox({ what: `${said.what} (${write(step)[1]})`, todo: said.todo }),
    );
    for (const step of this.state.steps) {
      const result = known.results.get(nameOf(step));
      if (result && result.left_out) notes.push(make("p", { class: "note" }, result.left_out));
    }
    if (this.shown.length > CROWDED)
      notes.push(
        make(
          "p",
          { class: "note" },
          `${number(this.shown.length)} nodes are on the screen: a picture of so many says little. Collapse or hide some, or read the table.`,
        ),
      );
    this.notes.replaceChildren(...notes);
  }

  leaveStage() {
    if (this.stage) this.stage.leave();
    this.stage = null;
    this.count.textContent = "";
  }

  dragged(item) {
    const { scene } = this.stage.view,
      id = scene.data.nodes.id[item];
    if (this.state.years) return;
    this.at.set(id, [Math.round(scene.x[item]), Math.round(scene.y[item])]);
    this.change({
      pinned: this.state.pinned.includes(id) ? this.state.pinned : [...this.state.pinned, id],
    });
  }

  tidy() {
    const pinned = new Set(this.state.pinned),
      free = this.shown.filter((id) => !pinned.has(id));
    this.at = new Map([...this.at].map(([id, place]) => [id, place]));
    settle(free, this.edges(), this.at);
    this.remember("push");
    this.draw(this.shown, [], "load");
  }

  // --- the panel

  actions(id) {
    const node = known.nodes.get(id),
      key = id.slice(node.kind.length + 1),
      pinned = this.state.pinned.includes(id);
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
        { type: "button", "aria-pressed": String(pinned), onclick: () => this.pin(id) },
        "Pin",
      ),
      make("button", { type: "button", onclick: () => this.hide(id) }, "Hide"),
    );
    if (this.mark && this.mark !== id && known.nodes.has(this.mark)) {
      const begin = this.mark;
      row.append(
        make(
          "button",
          {
            type: "button",
            class: "main",
            onclick: () => {
              this.mark = null;
              this.change({ steps: [...this.state.steps, { path: [begin, id] }] });
            },
          },
          `Path from ${known.nodes.get(begin).short}`,
        ),
        make(
          "button",
          {
            type: "button",
            onclick: () => {
              this.mark = null;
              this.again();
            },
          },
          "No path",
        ),
      );
    } else if (this.mark === id)
      row.append(
        make("span", { class: "aside" }, "Now choose the node where the path ends."),
        make(
          "button",
          {
            type: "button",
            onclick: () => {
              this.mark = null;
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
              this.mark = id;
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
    const { view, panel } = this.stage;
    if (view.selected) {
      panel.show(view.selected);
      panel.focus();
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
      ask(`/api/node?${new URLSearchParams({ id })}`, { signal: this.context.signal })
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
    const step = this.state.steps.find(
      ({ open }) => open && open.node === id && open.kind === one.kind && open.way === one.way,
    );
    const buttons = make("span", { class: "buttons" });
    const open = (limit, text, about) =>
      make(
        "button",
        {
          type: "button",
          "aria-label": about,
          onclick: () => this.open(id, one, limit).then(() => this.focusWay(one)),
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
            onclick: () => this.close(id, one).then(() => this.focusWay(one)),
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
    const button = this.place.querySelector(`[data-way="${kind} ${way}"] button`);
    if (button) button.focus();
  }

  // --- nothing yet

  async invite() {
    const input = make("input", {
      type: "search",
      placeholder: "A title, a name, a repository",
      "aria-label": "Begin from a paper, a person or a repository",
    });
    const maps = make("ul", { class: "lines" });
    this.place.replaceChildren(
      make(
        "div",
        { class: "wrap narrow" },
        make(
          "div",
          { class: "head" },
          make("h1", {}, "Explore the graph"),
          make(
            "p",
            {},
            "Begin from a paper, a person or a repository; then open what it leads to, part by part.",
          ),
        ),
        make("div", { class: "picker large" }, input),
        make("h2", { class: "big" }, "Or begin from a map"),
        maps,
      ),
    );
    new Combobox(input, { limit: 6, choose: (hit) => this.begin(hit.node) });
    if (matchMedia("(min-width: 761px)").matches) input.focus({ preventScroll: true });
    try {
      const areas = await ask("/api/catalogue", { signal: this.context.signal });
      maps.replaceChildren(
        ...areas
          .find((one) => one.area === "graph")
          .queries.filter((one) => !one.parameters.some((each) => each.required))
          .map((one) =>
            make(
              "li",
              {},
              make("a", { href: `/explore?query=${one.name}` }, one.title),
              make("div", { class: "aside" }, one.when),
            ),
          ),
      );
    } catch (failure) {
      if (failure.givenUp !== "left") maps.replaceChildren(failureBox(failure));
    }
  }
}

export function mount(root, context) {
  const explorer = new Explorer(root, context);
  const load =
    (how) =>
    ({ params, hash }) => {
      explorer.depth = (history.state && history.state.depth) || 0;
      return explorer.apply(fromAddress(params), { how, hash });
    };
  const selected = () => explorer.state.selected;
  const onNode = (act) => () => {
    const id = selected();
    if (id) act(id);
    else say("Choose a node first.");
  };
  return {
    title: "Explore",
    filled: load("load")(context),
    update: load("move"),
    retheme: () => explorer.stage && explorer.stage.retheme(),
    leave: () => explorer.leaveStage(),
    keys: {
      u: () => explorer.undo(),
      x: onNode((id) => explorer.hide(id)),
      p: onNode((id) => explorer.pin(id)),
      a: onNode((id) => {
        const node = known.nodes.get(id);
        if (node.kind !== "Paper") return;
        const key = id.slice(6);
        if (lists.has(key)) lists.remove(key);
        else lists.add({ id: key, title: node.title, year: node.year });
        toast(
          lists.has(key)
            ? `Added to “${lists.current.name}”.`
            : `Taken out of “${lists.current.name}”.`,
        );
      }),
      y: () => explorer.arrange(!explorer.state.years),
      t: () => explorer.stage && explorer.stage.showTable(),
      l: () => explorer.stage && explorer.stage.toggleLegend(),
      "+": () => explorer.stage && explorer.stage.view.zoom(1.5),
      "-": () => explorer.stage && explorer.stage.view.zoom(1 / 1.5),
      0: () => explorer.stage && explorer.stage.view.fit(),
      Escape: () => {
        if (!explorer.stage) return;
        if (explorer.stage.tableOpen()) explorer.stage.showTable(false);
        else explorer.stage.view.select(null);
      },
    },
  };
}
