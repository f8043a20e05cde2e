import assert from "node:assert/strict";
import test from "node:test";

import { GraphModel } from "../../../viz/assets/graph-model.js";
import { countValues } from "../../../viz/assets/legend-counts.js";
import { formatCount } from "../../../viz/assets/number-words.js";
import { Signal } from "../../../viz/assets/signal.js";
import { SvgContext } from "../../../viz/assets/svg-context.js";
import { compareValues, orderRows } from "../../../viz/assets/table-order.js";
import { findTexts, foldText } from "../../../viz/assets/text-match.js";
import { describeTarget } from "../../../viz/assets/tooltip.js";
import { countYears } from "../../../viz/assets/year-slider.js";
import { sampleColumns } from "./sample-columns.js";

/** @type {[count: number, said: string][]} */
const COUNTS = [
  [0, "0 papers"],
  [1, "1 paper"],
  [2, "2 papers"],
  [1234, "1,234 papers"],
];
for (const [count, said] of COUNTS)
  test(`${count} is said as ${said}`, () =>
    assert.equal(formatCount(count, "paper", "papers"), said));

test("the legend counts what each line stands for, also nothing", () => {
  assert.deepEqual(countValues([0, 2, 2, 0, 2], 4), [2, 0, 3, 0]);
  assert.deepEqual(countValues(new Int32Array([1]), 2), [0, 1]);
});

test("years are counted from the first to the last; without years there is nothing", () => {
  assert.deepEqual(countYears([2020, null, 2018, 2020]), {
    low: 2018,
    high: 2020,
    counts: [1, 0, 2],
  });
  assert.deepEqual(countYears([null]).counts, []);
});

/** @type {[values: (string | number | null)[], up: (string | number | null)[], down: (string | number | null)[]][]} */
const ORDERS = [
  [
    [3, null, 1, 2],
    [1, 2, 3, null],
    [3, 2, 1, null],
  ],
  [
    ["b10", "b9", null, "Ä"],
    ["Ä", "b9", "b10", null],
    ["b10", "b9", "Ä", null],
  ],
  [
    [0, 10, 9],
    [0, 9, 10],
    [10, 9, 0],
  ],
];
for (const [values, up, down] of ORDERS)
  test(`tables order ${JSON.stringify(values)}, and what is not known comes last`, () => {
    assert.deepEqual(
      orderRows(values, (value) => value, 1),
      up,
    );
    assert.deepEqual(
      orderRows(values, (value) => value, -1),
      down,
    );
  });

test("equal rows stay in their order, in both directions", () => {
  const rows = ["a1", "b1", "c1"];
  assert.deepEqual(
    orderRows(rows, () => 1, 1),
    rows,
  );
  assert.deepEqual(
    orderRows(rows, () => 1, -1),
    rows,
  );
  assert.equal(compareValues(undefined, null, 1), 0);
});

test("texts are found whatever their accents and capitals, by all words", () => {
  const texts = ["Müller: A Survey of Graphs", "Scaling laws"].map(foldText);
  assert.deepEqual(findTexts(texts, "MULLER graph"), [0]);
  assert.deepEqual(findTexts(texts, "a l"), [0, 1]);
  assert.deepEqual(findTexts(texts, "zzz"), []);
});

test("the tip says what is pointed at", () => {
  const model = new GraphModel(
    sampleColumns([{ id: "Paper:W1", year: 2016 }, { id: "Paper:W2" }], [[0, 1, "CITES", 3]]),
  );
  assert.equal(describeTarget(model, { item: 0 }), "Title of Paper:W1 (2016)");
  assert.equal(describeTarget(model, { item: 1 }), "Title of Paper:W2");
  assert.equal(describeTarget(model, { link: 0 }), "Paper:W1 → Paper:W2: cites (3)");
  const groups = sampleColumns([{ id: "Paper:W1", group: 0 }], [], [-1]);
  assert.equal(
    describeTarget(new GraphModel(groups), { item: 1 }),
    "Group 0 (1 member, click to open)",
  );
});

test("texts in SVG are texts, and no control signs are written", () => {
  const context = new SvgContext(10, 10, () => /** @type {TextMetrics} */ ({ width: 0 }));
  context.fillText("</text><script>\u0000&\"'", 1, 2);
  const svg = context.finish("<b>");
  assert.ok(!svg.includes("<script>") && !svg.includes("<b>") && !svg.includes("\u0000"));
  assert.ok(svg.includes("&#60;/text&#62;"));
});

test("who no longer listens hears nothing", () => {
  /** @type {Signal<number>} */
  const signal = new Signal();
  /** @type {number[]} */
  const heard = [];
  const stop = signal.listen((value) => {
    heard.push(value);
    stop();
  });
  signal.listen((value) => heard.push(value * 10));
  signal.send(1);
  signal.send(2);
  assert.deepEqual(heard, [1, 10, 20]);
});
