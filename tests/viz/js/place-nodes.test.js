import assert from "node:assert/strict";
import test from "node:test";

import { placeNodes } from "../../../viz/explorer/assets/place-nodes.js";
import { sampleColumns } from "./sample-columns.js";

/** @import {Place} from "../../../viz/explorer/assets/exploration-state.js" */

const COLUMNS = sampleColumns(
  [
    { id: "Paper:W1", x: -50, y: 0 },
    { id: "Paper:W2", x: 50, y: 10 },
    { id: "Paper:W3", x: 0, y: 70 },
    { id: "Paper:W4", x: 90, y: 90 },
  ],
  [
    [0, 1],
    [0, 2],
  ],
);
const ALL = COLUMNS.nodes.id;

/** @type {[string, Place]} */
const KEPT = ["Paper:W1", [1000, 1000]];
const STEPS = [
  { step: { show: "Paper:W1" }, report: { nodes: ["Paper:W1"] } },
  {
    step: { open: { node: "Paper:W1", kind: "CITES", way: "out", limit: 25 } },
    report: { nodes: ["Paper:W1", "Paper:W2", "Paper:W3"] },
  },
  {
    step: { path: ["Paper:W1", "Paper:W4"] },
    report: { nodes: ["Paper:W1", "Paper:W2", "Paper:W4"] },
  },
];

test("everything has a place, and what had one keeps it", () => {
  const at = placeNodes(STEPS, COLUMNS, new Map([KEPT]));
  assert.deepEqual([...at.keys()].sort(), ALL);
  assert.deepEqual(at.get("Paper:W1"), [1000, 1000]);
});

test("what is opened comes near the node that it hangs on", () => {
  const at = placeNodes(STEPS.slice(0, 2), COLUMNS, new Map([KEPT]));
  for (const id of ["Paper:W2", "Paper:W3"]) {
    const [x, y] = at.get(id) ?? [0, 0];
    assert.ok(Math.hypot(x - 1000, y - 1000) < 250, `${id} lies at ${x}, ${y}`);
  }
});

test("a query lies as the server laid it out", () => {
  const query = { query: { name: "listing-citations", parameters: {} } };
  const at = placeNodes([{ step: query, report: { nodes: ALL } }], COLUMNS, new Map());
  assert.deepEqual(at.get("Paper:W3"), [0, 70]);
  assert.deepEqual(at.get("Paper:W4"), [90, 90]);
});

test("what is no longer on the screen has no place", () => {
  const at = placeNodes(STEPS, COLUMNS, new Map([["Paper:W9", [5, 5]]]));
  assert.ok(!at.has("Paper:W9"));
});

test("what no step names stands beside the rest", () => {
  const at = placeNodes([], COLUMNS, new Map());
  assert.deepEqual([...at.keys()].sort(), ALL);
});

test("the same steps lead to the same places", () => {
  assert.deepEqual(placeNodes(STEPS, COLUMNS, new Map()), placeNodes(STEPS, COLUMNS, new Map()));
});
