// Lists of papers, kept in this browser; other tabs follow.

/** @import {ListedPaper, PaperList} from "./list-storage.js" */

import { Signal } from "../../assets/signal.js";
import { makeList, readLists } from "./list-storage.js";

const KEY = "citeloom-lists";
const LONGEST_NAME = 80;

class PaperLists {
  constructor() {
    /** @type {Signal<void>} */
    this.changed = new Signal();
    /** @type {Signal<void>} The browser keeps no more. */
    this.full = new Signal();
    /** @type {PaperList[]} */
    this.all = [];
    this.at = "";
    this.read();
    addEventListener("storage", (event) => {
      if (event.key !== KEY) return;
      this.read();
      this.changed.send();
    });
  }

  read() {
    let kept = null;
    try {
      kept = localStorage.getItem(KEY);
    } catch {
      /* a browser that keeps nothing */
    }
    const { all, at } = readLists(kept);
    this.all = all.length ? all : [makeList("My list")];
    this.at = this.all.find((one) => one.id === at)?.id ?? this.all[0].id;
  }

  keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify({ all: this.all, at: this.at }));
    } catch {
      this.full.send();
    }
    this.changed.send();
  }

  /**
   * Another tab may have written since: read before each change.
   *
   * @template Found
   * @param {(list: PaperList) => Found} act
   */
  change(act) {
    this.read();
    const found = act(this.current);
    this.keep();
    return found;
  }

  get current() {
    return this.all.find((one) => one.id === this.at) ?? this.all[0];
  }

  /** @param {string} id */
  has(id) {
    return this.current.papers.some((paper) => paper.id === id);
  }

  /** @param {ListedPaper} paper */
  add({ id, title = null, year = null, reason = null, group = null }) {
    this.change((list) => {
      list.dismissed = list.dismissed.filter((one) => one !== id);
      if (!list.papers.some((paper) => paper.id === id))
        list.papers.push({ id, title, year, ...(reason ? { reason, group } : {}) });
    });
  }

  /**
   * Take a paper out; returns where it was, for `putBack`.
   *
   * @param {string} id
   * @returns {[at: number, paper: ListedPaper] | null}
   */
  remove(id) {
    return this.change(({ papers }) => {
      const at = papers.findIndex((paper) => paper.id === id);
      return at < 0 ? null : [at, papers.splice(at, 1)[0]];
    });
  }

  /** @param {[at: number, paper: ListedPaper]} removed */
  putBack([at, paper]) {
    this.change(({ papers }) => {
      if (!papers.some((one) => one.id === paper.id)) papers.splice(at, 0, paper);
    });
  }

  /** @param {ListedPaper} paper @returns {boolean} Whether it is in the list now. */
  toggle(paper) {
    if (this.has(paper.id)) this.remove(paper.id);
    else this.add(paper);
    return this.has(paper.id);
  }

  /** @param {string} id */
  dismiss(id) {
    this.change(({ dismissed }) => {
      if (!dismissed.includes(id)) dismissed.push(id);
    });
  }

  /** Let a suggestion come again, or all of them. @param {string | null} [id] */
  recall(id = null) {
    this.change((list) => {
      list.dismissed = id === null ? [] : list.dismissed.filter((one) => one !== id);
    });
  }

  /** @param {string} name */
  rename(name) {
    this.change((list) => {
      list.name = name.trim().slice(0, LONGEST_NAME) || list.name;
    });
  }

  /** @param {string} id */
  choose(id) {
    this.change(() => {
      if (this.all.some((one) => one.id === id)) this.at = id;
    });
  }

  /** @param {string} name */
  create(name) {
    this.change(() => {
      const made = makeList(name.trim().slice(0, LONGEST_NAME) || "A list");
      this.all.push(made);
      this.at = made.id;
    });
  }

  /**
   * Remove the current list; returns where it was, for `restoreList`.
   *
   * @returns {[at: number, list: PaperList]}
   */
  removeList() {
    return this.change((list) => {
      const at = this.all.indexOf(list);
      this.all.splice(at, 1);
      if (!this.all.length) this.all.push(makeList("My list"));
      this.at = this.all[Math.min(at, this.all.length - 1)].id;
      return [at, list];
    });
  }

  /** @param {[at: number, list: PaperList]} removed */
  restoreList([at, list]) {
    this.change(() => {
      this.all.splice(at, 0, list);
      this.at = list.id;
    });
  }
}

export const paperLists = new PaperLists();
