// How many papers of the list each year has, as columns.

import { make } from "../../assets/dom.js";
import { formatCount } from "../../assets/number-words.js";
import { emptyBox } from "./messages.js";

const NUMBERED = 24; // years up to which each column has its number

/**
 * @param {[year: number | null, papers: number][]} rows In the order of the years.
 */
export function drawYears(rows) {
  /** @type {Map<number, number>} */
  const count = new Map();
  for (const [year, papers] of rows) if (year !== null) count.set(year, papers);
  const without = rows.find(([year]) => year === null)?.[1];
  if (!count.size) return emptyBox("No listed paper has a year.");
  const years = [...count.keys()],
    low = Math.min(...years),
    high = Math.max(...years),
    most = Math.max(...count.values());
  const columns = Array.from({ length: high - low + 1 }, (_, i) =>
    makeColumn(low + i, count.get(low + i) ?? 0, most, high - low < NUMBERED),
  );
  const said = [...count].map(([year, papers]) => `${year}: ${papers}`).join(", ");
  return [
    make("div", { class: "columns", role: "img", "aria-label": said }, ...columns),
    make(
      "div",
      { class: "axis aside" },
      make("span", {}, String(low)),
      make("span", {}, high > low ? String(high) : ""),
    ),
    without
      ? make(
          "p",
          { class: "aside" },
          `${formatCount(without, "paper has", "papers have")} no year.`,
        )
      : null,
  ];
}

/**
 * @param {number} year
 * @param {number} papers
 * @param {number} most
 * @param {boolean} numbered
 */
function makeColumn(year, papers, most, numbered) {
  const fill = make("span", { class: "fill" }),
    title = `${year}: ${formatCount(papers, "paper", "papers")}`;
  fill.style.height = `${papers ? Math.max(4, (papers / most) * 100) : 0}%`;
  const value = make("span", { class: "value" }, numbered && papers ? String(papers) : "");
  return make("span", { class: "column", title }, value, fill);
}
