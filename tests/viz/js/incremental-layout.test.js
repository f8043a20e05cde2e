import assert from "node:assert/strict";
import test from "node:test";

import {
  placeAround,
  placeBeside,
  placeBetween,
  placeTogether,
  settle,
} from "../../../viz/explorer/assets/incremental-layout.js";

/** @import {Place, Places} from "../../../viz/explorer/assets/exploration-state.js" */

/** @param {number} count */
const names = (count) => Array.from({ length: count }, (_, i) => `Paper:W${i}`);

/** @param {Places} at */
function leastDistance(at) {
  const places = [...at.values()];
  let least = Infinity;
  places.forEach(([x, y], i) => {
    for (const [ox, oy] of places.slice(0, i)) least = Math.min(least, Math.hypot(x - ox, y - oy));
  });
  return least;
}

for (const count of [1, 5, 25, 100])
  test(`${count} nodes around a lone one have room`, () => {
    /** @type {Places} */
    const at = new Map([["seed", [0, 0]]]);
    placeAround(names(count), "seed", at);
    assert.equal(at.size, count + 1);
    assert.deepEqual(at.get("seed"), [0, 0]);
    assert.ok(leastDistance(at) > 25, `two lie ${leastDistance(at)} pixels from each other`);
  });

test("nodes come on the side of their anchor where there is room", () => {
  /** @type {Places} */
  const at = new Map([
    ["left", [0, 0]],
    ["seed", [300, 0]],
  ]);
  placeAround(names(8), "seed", at);
  const x = names(8).map((id) => at.get(id)?.[0] ?? 0);
  assert.ok(Math.min(...x) > 250, "a node lies towards what was there");
});

test("a path is a bow between its ends", () => {
  /** @type {Places} */
  const at = new Map();
  placeBetween(["a", "b", "c"], [0, 0], [400, 0], at);
  assert.deepEqual(
    [...at.values()].map(([x]) => x),
    [100, 200, 300],
  );
  assert.ok((at.get("b")?.[1] ?? 0) > (at.get("a")?.[1] ?? 0));
});

test("the ends of a path may lie on each other", () => {
  /** @type {Places} */
  const at = new Map();
  placeBetween(["a"], [5, 5], [5, 5], at);
  assert.deepEqual(at.get("a"), [5, 5]);
});

test("what comes beside lies to the right of everything", () => {
  /** @type {Places} */
  const at = new Map();
  placeBeside("first", at);
  assert.deepEqual(at.get("first"), [0, 0]);
  at.set("far", [500, 100]);
  placeBeside("next", at);
  assert.deepEqual(at.get("next"), [708, 50]);
});

test("a picture keeps its shape and stands beside what is there", () => {
  /** @type {[string, Place][]} */
  const picture = [
    ["a", [-10, 0]],
    ["b", [20, 30]],
  ];
  const at = new Map(picture.slice(0, 0));
  placeTogether(new Map(picture), at);
  assert.deepEqual([...at], picture, "alone it lies where it lies");
  const beside = new Map([["old", /** @type {Place} */ ([1000, 0])]]);
  placeTogether(new Map(picture), beside);
  assert.deepEqual(beside.get("a"), [1260, 0]);
  assert.deepEqual(beside.get("b"), [1290, 30]);
});

test("only free nodes move, and the same ones move the same way", () => {
  const run = () => {
    /** @type {Places} */
    const at = new Map([
      ["fixed", [0, 0]],
      ["other", [400, 0]],
      ["free", [200, 3]],
      ["loose", [200, 4]],
    ]);
    settle(["free", "loose"], [["fixed", "free"]], at);
    return at;
  };
  const at = run();
  assert.deepEqual(at.get("fixed"), [0, 0]);
  assert.deepEqual(at.get("other"), [400, 0]);
  assert.deepEqual(at, run());
});

test("a link draws a node near, and nodes that lie on each other part", () => {
  /** @type {Places} */
  const at = new Map([["hub", [0, 0]]]);
  for (const id of names(6)) at.set(id, [600, 0]);
  settle(
    names(6),
    names(6).map((id) => [id, "hub"]),
    at,
  );
  assert.ok(leastDistance(at) > 20, `two lie ${leastDistance(at)} pixels from each other`);
  for (const id of names(6)) {
    const [x, y] = at.get(id) ?? [0, 0];
    assert.ok(Math.hypot(x, y) < 400, `${id} stayed far away`);
  }
});
