import assert from "node:assert/strict";
import test from "node:test";

import { chooseLabels } from "../../../viz/assets/label-choice.js";
import { foldLines, placeLabels } from "../../../viz/assets/label-placement.js";
import { GraphModel } from "../../../viz/assets/graph-model.js";
import { sampleColumns } from "./sample-columns.js";

/** @import {Box, WantedLabel} from "../../../viz/assets/label-placement.js" */

/** Letters are as wide as half their height. @param {string} text @param {number} size */
const measure = (text, size) => (text.length * size) / 2;
/** @type {Box} */
const BOUNDS = [0, 0, 800, 600];
const NOBODY = { items: null, must: () => false };

/** @param {Partial<WantedLabel>} given @returns {WantedLabel} */
const wanted = (given) => ({
  item: 0,
  text: "Nayak 2022",
  count: null,
  x: 400,
  y: 300,
  r: 8,
  size: 12,
  inside: false,
  must: false,
  ...given,
});

/** @param {Box} one @param {Box} two */
const overlap = (one, two) =>
  one[0] < two[2] && one[2] > two[0] && one[1] < two[3] && one[3] > two[1];

test("labels of a crowd do not overlap, and cover no other node", () => {
  const crowd = Array.from({ length: 120 }, (_, item) =>
    wanted({ item, x: 200 + (item % 12) * 36, y: 200 + Math.floor(item / 12) * 24 }),
  );
  const placed = placeLabels(crowd, measure, BOUNDS, 260);
  assert.ok(placed.length > 5, `only ${placed.length} have a place`);
  placed.forEach(({ box, item }, i) => {
    for (const other of placed.slice(0, i)) assert.ok(!overlap(box, other.box));
    for (const { x, y, r, item: node } of crowd)
      assert.ok(node === item || !overlap(box, [x - r, y - r, x + r, y + r]), `${item} on ${node}`);
  });
});

test("the first of two that want one place has it", () => {
  const two = [wanted({ item: 1, text: "A long name of a paper" }), wanted({ item: 2, x: 404 })];
  const placed = placeLabels(two, measure, [300, 309, 500, 332], 260);
  assert.deepEqual(
    placed.map(({ item }) => item),
    [1],
  );
});

test("labels keep within the view, and there are no more than allowed", () => {
  const corner = placeLabels([wanted({ x: 4, y: 596 })], measure, BOUNDS, 260);
  for (const { box } of corner) assert.ok(box[0] >= 0 && box[3] <= 600);
  const many = Array.from({ length: 9 }, (_, item) => wanted({ item, x: 80 * item, y: 60 * item }));
  assert.equal(placeLabels(many, measure, BOUNDS, 4).length, 4);
});

test("the name of a community stands in it where there is room, with its count", () => {
  const [label] = placeLabels(
    [wanted({ inside: true, count: "1,234", r: 80 })],
    measure,
    BOUNDS,
    9,
  );
  assert.deepEqual(label.lines, ["Nayak 2022", "1,234"]);
  assert.deepEqual([label.dx, label.dy, label.inside], [0, 0, true]);
  const [outside] = placeLabels([wanted({ inside: true, count: "7", r: 9 })], measure, BOUNDS, 9);
  assert.equal(outside.inside, false);
});

test("long names are folded, and cut after three lines", () => {
  assert.deepEqual(foldLines("Vision and language", measure, 12, 70), ["Vision and", "language"]);
  const cut = foldLines("one two three four five six seven", measure, 12, 30);
  assert.equal(cut.length, 3);
  assert.ok(cut[2].endsWith("…"));
});

test("what is wanted most comes first: what must, then communities, then citations", () => {
  const model = new GraphModel(
    sampleColumns(
      [
        { id: "Paper:few", cited: 1 },
        { id: "Paper:many", cited: 90 },
        { id: "Paper:in", group: 0 },
      ],
      [],
      [-1],
    ),
  );
  const size = { width: 800, height: 600 },
    camera = { k: 1, tx: 100, ty: 100 };
  /** @param {{ items: Set<number> | null, must: (item: number) => boolean }} focus */
  const names = (focus) => chooseLabels(model, camera, size, focus).map(({ text }) => text);
  assert.deepEqual(names(NOBODY), ["Group 0", "Paper:many", "Paper:few"]);
  assert.deepEqual(names({ items: null, must: (item) => item === 0 })[0], "Paper:few");
  assert.deepEqual(names({ items: new Set([1]), must: () => false }), ["Paper:many"]);
  assert.deepEqual(chooseLabels(model, { k: 1, tx: 5000, ty: 0 }, size, NOBODY), []);
});
