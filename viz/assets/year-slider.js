// The slider over years: two handles on a histogram.

/** @import {GraphView} from "./graph-view.js" */

import { find, findTyped, make } from "./dom.js";

/**
 * How many nodes each year has, from the first to the last; empty where no node has a year.
 *
 * @param {(number | null)[]} years
 */
export function countYears(years) {
  const known = years.filter((year) => year !== null);
  const low = known.reduce((least, year) => Math.min(least, year), Infinity),
    high = known.reduce((most, year) => Math.max(most, year), -Infinity);
  const counts = new Array(known.length ? high - low + 1 : 0).fill(0);
  for (const year of known) counts[year - low]++;
  return { low, high, counts };
}

export class YearSlider {
  /**
   * @param {HTMLElement} element Hidden where there is nothing to choose from.
   * @param {GraphView} view
   */
  constructor(element, view) {
    const { low, high, counts } = countYears(view.model.columns.nodes.year);
    this.element = element;
    this.view = view;
    this.low = low;
    this.high = high;
    this.waiting = false;
    this.from = findTyped(element, "input:first-of-type", HTMLInputElement);
    this.to = findTyped(element, "input:last-of-type", HTMLInputElement);
    this.output = findTyped(element, "output", HTMLOutputElement);
    this.allButton = find(element, "button");
    this.bars = makeBars(low, counts);
    element.hidden = !(high > low);
    if (element.hidden) return;
    find(element, ".bars").replaceChildren(...this.bars);
    for (const input of [this.from, this.to]) {
      input.min = String(low);
      input.max = String(high);
      input.step = "1";
      input.addEventListener("input", () => this.change(input));
    }
    this.allButton.addEventListener("click", () => {
      this.reset();
      this.change(this.from);
    });
    this.reset();
  }

  /** Choose all years. */
  reset() {
    if (this.element.hidden) return;
    this.from.value = String(this.low);
    this.to.value = String(this.high);
    this.show();
  }

  /** A handle was moved; it stops at the other one. @param {HTMLInputElement} moved */
  change(moved) {
    const { from, to } = this,
      { filter } = this.view.model;
    if (Number(from.value) > Number(to.value)) {
      const other = moved === from ? to : from;
      moved.value = other.value;
    }
    filter.from = Number(from.value) > this.low ? Number(from.value) : null;
    filter.to = Number(to.value) < this.high ? Number(to.value) : null;
    this.show();
    if (this.waiting) return;
    this.waiting = true; // one rebuild a frame is enough
    requestAnimationFrame(() => {
      this.waiting = false;
      this.view.model.rebuild();
      this.view.refresh();
    });
  }

  show() {
    const from = Number(this.from.value),
      to = Number(this.to.value);
    this.output.textContent = from === to ? String(from) : `${from}–${to}`;
    this.allButton.hidden = from === this.low && to === this.high;
    this.bars.forEach((bar, i) =>
      bar.classList.toggle("out", this.low + i < from || this.low + i > to),
    );
    for (const input of [this.from, this.to]) input.setAttribute("aria-valuetext", input.value);
    // Where both handles meet at the right end, the left one must stay within reach.
    this.from.classList.toggle("above", from > (this.low + this.high) / 2);
  }
}

/**
 * @param {number} low
 * @param {number[]} counts
 */
function makeBars(low, counts) {
  const most = Math.max(...counts);
  return counts.map((count, i) => {
    const bar = make("span", { title: `${low + i}: ${count}` });
    bar.style.height = count ? `${8 + 92 * Math.sqrt(count / most)}%` : "0";
    return bar;
  });
}
