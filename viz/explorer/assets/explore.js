// Explore: nodes come to the screen step by step; every step is in the address and can be undone.

import { ask } from "./api.js";
import { Combobox } from "./combobox.js";
import { ExplorePanel } from "./explore-panel.js";
import { invite } from "./invite.js";
import { forget, known } from "./known.js";
import { lists } from "./lists.js";
import { around, beside, between, picture, settle } from "./place.js";
import { counted, failureBox, make, number, say, toast } from "./parts.js";
import { sceneData } from "./screen.js";
import { mountStage } from "./stage.js";
import { alive, empty, fromAddress, nameOf, readPlaces, toAddress, write } from "./steps.js";

const CROWDED = 400; // nodes from which the page warns that a picture says little
const FORGET = 3000; // nodes that are remembered after they have left the screen

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
      invite(this.place, {
        signal: this.context.signal,
        begin: (node) => this.begin(node),
      });
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
