// The exploration: nodes come to the screen step by step; every step is in the address and can be
// undone.

/** @import {Columns} from "../../assets/columns.d.ts" */
/** @import {Said} from "./server-answers.d.ts" */
/** @import {Failure} from "./api.js" */
/** @import {ExplorationState, Place, Places, Step} from "./exploration-state.js" */
/** @import {Taken} from "./place-nodes.js" */

import { Signal } from "../../assets/signal.js";
import { asFailure } from "./api.js";
import { drawSteps, recallSteps } from "./drawn-steps.js";
import {
  emptyState,
  isOpening,
  keepReachable,
  readPlaces,
  stepName,
  writeState,
} from "./exploration-state.js";
import { settle } from "./incremental-layout.js";
import { edgesByName, placeNodes, placesOf } from "./place-nodes.js";

/** How a state comes about: opened by its address, moved to in the history, or changed here. @typedef {"load" | "move" | "push" | "replace"} How */
/** What was on the screen before, and what was not. @typedef {{ before: string[], fresh: string[], how: How }} Change */
/** @typedef {{ step: Step, error: Said }} FailedStep */
/** @typedef {{ failure: Failure, how: How, again: () => void }} FailedChange */
/** A node on the screen. @typedef {{ id: string, kind: string, key: string, short: string, title: string, year: number | null }} ShownNode */

export class Exploration {
  /** @param {AbortSignal} signal */
  constructor(signal) {
    this.signal = signal;
    this.control = new AbortController();
    this.state = emptyState();
    /** @type {Columns | null} */
    this.columns = null;
    /** @type {Taken[]} */
    this.taken = [];
    /** @type {Places} */
    this.at = new Map();
    this.depth = 0; // steps that can be undone
    /** @type {string | null} The node where a path is to begin. */
    this.pathFrom = null;
    /** @type {FailedStep[]} Steps of the address that failed. */
    this.failures = [];
    /** @type {Signal<Change>} */
    this.changed = new Signal();
    /** @type {Signal<boolean>} The server is asked, or has answered. */
    this.asking = new Signal();
    /** @type {Signal<Said>} A step that somebody took just now failed. */
    this.refused = new Signal();
    /** @type {Signal<FailedChange>} There was no answer. */
    this.failed = new Signal();
  }

  /** Names of the nodes on the screen. */
  get shown() {
    return this.columns?.nodes.id ?? [];
  }

  /** @param {string} id @returns {ShownNode | null} */
  find(id) {
    const at = this.shown.indexOf(id);
    if (!this.columns || at < 0) return null;
    const { kind, short, title, year } = this.columns.nodes,
      label = this.columns.kinds[kind[at]],
      key = id.slice(label.length + 1);
    return { id, kind: label, key, short: short[at], title: title[at], year: year[at] };
  }

  // --- steps

  /** @param {string} node */
  begin(node) {
    const hidden = this.state.hidden.filter((id) => id !== node),
      shown = this.shown.includes(node),
      steps = shown ? this.state.steps : [...this.state.steps, { show: node }];
    return this.change({ steps, hidden, selected: node });
  }

  /**
   * Show neighbours of a node in one direction.
   *
   * @param {string} node
   * @param {{ kind: string, way: string }} direction
   * @param {number} limit
   */
  open(node, direction, limit) {
    const { kind, way } = direction,
      step = { open: { node, kind, way, limit } },
      known = this.state.steps.some((one) => isOpening(one, node, direction));
    const steps = known
      ? this.state.steps.map((one) => (isOpening(one, node, direction) ? step : one))
      : [...this.state.steps, step];
    return this.change({ steps });
  }

  /**
   * Collapse a node in one direction; what is pinned stays.
   *
   * @param {string} node
   * @param {{ kind: string, way: string }} direction
   */
  close(node, direction) {
    const reports = new Map(this.taken.map(({ step, report }) => [stepName(step), report]));
    const steps = keepReachable(
      this.state.steps.filter((step) => !isOpening(step, node, direction)),
      (step) => reports.get(stepName(step)),
    );
    const left = new Set(steps.flatMap((step) => reports.get(stepName(step))?.nodes ?? [])),
      stay = this.state.pinned.filter((id) => !left.has(id));
    return this.change({ steps: [...steps, ...stay.map((id) => ({ show: id }))] });
  }

  /** @param {string} node */
  hide(node) {
    const pinned = this.state.pinned.filter((id) => id !== node);
    return this.change({ hidden: [...this.state.hidden, node], pinned, selected: null });
  }

  /** Pin a node, or let it go; says whether it is pinned now. @param {string} node */
  pin(node) {
    const has = this.state.pinned.includes(node),
      others = this.state.pinned.filter((id) => id !== node);
    this.change({ pinned: has ? others : [...others, node] });
    return !has;
  }

  /** @param {string} end */
  joinPath(end) {
    if (this.pathFrom === null) return;
    const path = [this.pathFrom, end];
    this.pathFrom = null;
    this.change({ steps: [...this.state.steps, { path }] });
  }

  /**
   * Somebody moved a node.
   *
   * @param {string} node
   * @param {Place} place
   */
  drag(node, [x, y]) {
    if (this.state.years) return;
    this.at.set(node, [Math.round(x), Math.round(y)]);
    this.change({ pinned: [...this.state.pinned.filter((id) => id !== node), node] });
  }

  /** Find new places for all that is not pinned. */
  tidy() {
    if (!this.columns) return;
    const free = this.shown.filter((id) => !this.state.pinned.includes(id));
    this.at = new Map(this.at);
    settle(free, edgesByName(this.columns), this.at);
    this.remember("push");
    this.changed.send({ before: this.shown, fresh: [], how: "load" });
  }

  /** @param {string | null} node */
  select(node) {
    if (node === this.state.selected) return;
    this.state.selected = node;
    this.remember("replace");
  }

  /** @param {boolean} table */
  showTable(table) {
    this.state.table = table;
    this.remember("replace");
  }

  // --- from a state to the screen

  /**
   * @param {Partial<ExplorationState>} changes
   * @param {How} [how]
   */
  change(changes, how = "push") {
    return this.apply({ ...this.state, ...changes }, how);
  }

  /**
   * Go to a state.
   *
   * @param {ExplorationState} state
   * @param {How} how
   * @param {string} [hash] Of the address, with the places.
   */
  async apply(state, how, hash = "") {
    this.control.abort();
    const control = (this.control = new AbortController());
    this.signal.addEventListener("abort", () => control.abort(), { once: true });
    const answer = recallSteps(state) ?? (await this.ask(state, how, hash, control.signal));
    if (!answer) return;
    const taken = state.steps.map((step, i) => ({ step, report: answer.steps[i] }));
    this.failures = taken.flatMap(({ step, report: { error } }) =>
      error ? [{ step, error }] : [],
    );
    this.taken = taken.filter(({ report }) => !report.error);
    const steps = this.taken.map(({ step }) => step);
    // A step that failed just now is told and not kept; in a shared address it is told and kept out.
    if (this.failures.length && how === "push") {
      this.refused.send(this.failures[0].error);
      this.failures = [];
      if (steps.length === this.state.steps.length) return;
    }
    this.take({ ...state, steps }, answer.columns, how, hash);
  }

  /**
   * @param {ExplorationState} state
   * @param {How} how
   * @param {string} hash
   * @param {AbortSignal} signal
   */
  async ask(state, how, hash, signal) {
    this.asking.send(true);
    try {
      return await drawSteps(state, signal);
    } catch (thrown) {
      const failure = asFailure(thrown),
        again = () => this.apply(state, how, hash);
      if (failure.givenUp !== "left") this.failed.send({ failure, how, again });
      return null;
    } finally {
      this.asking.send(false);
    }
  }

  /**
   * @param {ExplorationState} state
   * @param {Columns | null} columns
   * @param {How} how
   * @param {string} hash
   */
  take(state, columns, how, hash) {
    const before = this.shown;
    this.state = state;
    this.columns = columns;
    const on = new Set(this.shown);
    if (state.selected && !on.has(state.selected)) this.state.selected = null;
    this.state.pinned = state.pinned.filter((id) => on.has(id));
    const fresh = columns ? this.place(columns, before, hash) : [];
    if (!columns) this.at = new Map();
    this.remember(how);
    this.changed.send({ before, fresh, how });
  }

  /**
   * Give places to what has none. Returns the names of what is new.
   *
   * @param {Columns} columns
   * @param {string[]} before
   * @param {string} hash
   */
  place(columns, before, hash) {
    const given = hash ? readPlaces(hash, columns.nodes.id) : null,
      folded = columns.groups.parent.length > 0;
    if (given || folded) {
      this.at = given ?? placesOf(columns);
      return [];
    }
    // What left the screen and comes back begins anew, so that it cannot lie on something else.
    const was = new Set(before),
      kept = new Map([...this.at].filter(([id]) => was.has(id)));
    this.at = placeNodes(this.taken, columns, kept);
    return columns.nodes.id.filter((id) => !kept.has(id));
  }

  /** Put the state into the address. @param {How} how */
  remember(how) {
    const folded = Boolean(this.columns?.groups.parent.length),
      address = writeState(this.state, folded ? new Map() : this.at);
    if (how === "push" && address !== location.pathname + location.search + location.hash) {
      this.depth++;
      history.pushState({ depth: this.depth }, "", address);
    } else history.replaceState({ ...history.state, depth: this.depth }, "", address);
  }
}
