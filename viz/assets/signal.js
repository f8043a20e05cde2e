// Something that happens, and who wants to hear of it.

/** @template T */
export class Signal {
  constructor() {
    /** @type {Set<(value: T) => unknown>} */
    this.listeners = new Set();
  }

  /**
   * Call a function each time; returns a function that ends this.
   *
   * @param {(value: T) => unknown} listener
   */
  listen(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** @param {T} value */
  send(value) {
    for (const listener of [...this.listeners]) listener(value);
  }
}
