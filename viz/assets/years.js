// The slider over years: two handles on a histogram.

import { make } from "./elements.js";

export class Years {
  constructor(element, view) {
    const years = view.scene.data.nodes.year.filter((year) => year !== null);
    let low = Infinity,
      high = -Infinity;
    for (const year of years) {
      low = Math.min(low, year);
      high = Math.max(high, year);
    }
    element.hidden = !(high > low);
    if (element.hidden) return;
    Object.assign(this, { element, view, low, high });
    const counts = new Array(high - low + 1).fill(0);
    for (const year of years) counts[year - low]++;
    const most = Math.max(...counts);
    this.bars = counts.map((count, i) => {
      const bar = make("span", { title: `${low + i}: ${count}` });
      bar.style.height = count ? `${8 + 92 * Math.sqrt(count / most)}%` : "0";
      return bar;
    });
    element.querySelector(".bars").replaceChildren(...this.bars);
    [this.from, this.to] = element.querySelectorAll("input");
    for (const input of [this.from, this.to]) {
      Object.assign(input, { min: low, max: high, step: 1 });
      input.addEventListener("input", () => this.change(input));
    }
    this.from.value = low;
    this.to.value = high;
    this.output = element.querySelector("output");
    element.querySelector("button").addEventListener("click", () => {
      this.from.value = low;
      this.to.value = high;
      this.change(this.from);
    });
    this.show();
  }

  change(moved) {
    if (+this.from.value > +this.to.value)
      (moved === this.from ? this.from : this.to).value =
        moved === this.from ? this.to.value : this.from.value;
    const { filter } = this.view.scene;
    filter.from = +this.from.value > this.low ? +this.from.value : null;
    filter.to = +this.to.value < this.high ? +this.to.value : null;
    this.show();
    if (this.waiting) return;
    this.waiting = true; // one rebuild a frame is enough
    requestAnimationFrame(() => {
      this.waiting = false;
      this.view.scene.rebuild();
      this.view.refresh();
    });
  }

  show() {
    const from = +this.from.value,
      to = +this.to.value;
    this.output.textContent = from === to ? String(from) : `${from}–${to}`;
    this.element.querySelector("button").hidden = from === this.low && to === this.high;
    this.bars.forEach((bar, i) =>
      bar.classList.toggle("out", this.low + i < from || this.low + i > to),
    );
    for (const input of [this.from, this.to]) input.setAttribute("aria-valuetext", input.value);
    // Where both handles meet at the right end, the left one must stay within reach.
    this.from.classList.toggle("above", from > (this.low + this.high) / 2);
  }
}
