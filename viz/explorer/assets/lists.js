// Lists of papers, kept in this browser; other tabs follow.

const KEY = "citeloom-lists";
const fresh = (name) => ({
  id: Date.now().toString(36) + Math.floor(performance.now()).toString(36),
  name,
  papers: [],
  dismissed: [],
});
const text = (value) => typeof value === "string";

class Lists extends EventTarget {
  constructor() {
    super();
    this.read();
    addEventListener("storage", (event) => {
      if (event.key === KEY) {
        this.read();
        this.tell();
      }
    });
  }

  read() {
    let found = null;
    try {
      found = JSON.parse(localStorage.getItem(KEY));
    } catch {
      /* nothing kept, or not ours */
    }
    const all =
      found && Array.isArray(found.all)
        ? found.all.filter(
            (one) => one && text(one.id) && text(one.name) && Array.isArray(one.papers),
          )
        : [];
    for (const one of all) {
      one.papers = one.papers.filter((paper) => paper && text(paper.id));
      one.dismissed = Array.isArray(one.dismissed) ? one.dismissed.filter(text) : [];
    }
    this.all = all.length ? all : [fresh("My list")];
    this.at = found && this.all.some((one) => one.id === found.at) ? found.at : this.all[0].id;
  }

  keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify({ all: this.all, at: this.at }));
    } catch {
      this.dispatchEvent(new CustomEvent("full"));
    }
    this.tell();
  }

  tell() {
    this.dispatchEvent(new CustomEvent("change"));
  }

  // Another tab may have written since: read before each change.
  change(act) {
    this.read();
    const found = act(this.current);
    this.keep();
    return found;
  }

  get current() {
    return this.all.find((one) => one.id === this.at);
  }
  has(id) {
    return this.current.papers.some((paper) => paper.id === id);
  }

  add({ id, title = null, year = null, reason = null, group = null }) {
    this.change((list) => {
      list.dismissed = list.dismissed.filter((one) => one !== id);
      if (!list.papers.some((paper) => paper.id === id))
        list.papers.push({ id, title, year, ...(reason ? { reason, group } : {}) });
    });
  }

  remove(id) {
    return this.change((list) => {
      const at = list.papers.findIndex((paper) => paper.id === id);
      return at < 0 ? null : [at, list.papers.splice(at, 1)[0]];
    });
  }
  putBack([at, paper]) {
    this.change((list) => {
      if (!list.papers.some((one) => one.id === paper.id)) list.papers.splice(at, 0, paper);
    });
  }
  dismiss(id) {
    this.change((list) => {
      if (!list.dismissed.includes(id)) list.dismissed.push(id);
    });
  }
  recall(id = null) {
    this.change((list) => {
      list.dismissed = id === null ? [] : list.dismissed.filter((one) => one !== id);
    });
  }
  rename(name) {
    this.change((list) => {
      list.name = name.trim().slice(0, 80) || list.name;
    });
  }
  choose(id) {
    this.change(() => {
      if (this.all.some((one) => one.id === id)) this.at = id;
    });
  }
  create(name) {
    this.change(() => {
      const made = fresh(name.trim().slice(0, 80) || "A list");
      this.all.push(made);
      this.at = made.id;
    });
  }
  removeList() {
    return this.change((list) => {
      const at = this.all.indexOf(list);
      this.all.splice(at, 1);
      if (!this.all.length) this.all.push(fresh("My list"));
      this.at = this.all[Math.min(at, this.all.length - 1)].id;
      return [at, list];
    });
  }
  restoreList([at, list]) {
    this.change(() => {
      this.all.splice(at, 0, list);
      this.at = list.id;
    });
  }
}

export const lists = new Lists();
