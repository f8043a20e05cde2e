import assert from "node:assert/strict";
import test from "node:test";

import { GraphModel } from "../../../viz/assets/graph-model.js";
import { sampleColumns } from "./sample-columns.js";

/** Three papers and an author; the author wrote the oldest. */
const small = () =>
  new GraphModel(
    sampleColumns(
      [
        { id: "Paper:W1", year: 2010, key: 0 },
        { id: "Paper:W2", year: 2015, key: 1 },
        { id: "Paper:W3", year: 2020, key: 1 },
        { id: "Author:A", key: 2 },
      ],
      [
        [1, 0],
        [2, 1],
        [3, 0, "AUTHORED"],
      ],
    ),
  );

/** Two groups, of which the first has one within it: 0 > 2, and 1. */
const folded = () =>
  new GraphModel(
    sampleColumns(
      [
        { id: "Paper:W1", group: 2, key: 1 },
        { id: "Paper:W2", group: 2, key: 1 },
        { id: "Paper:W3", group: 0, key: 0 },
        { id: "Paper:W4", group: 1, key: 2 },
      ],
      [
        [0, 3, "CITES", 2],
        [2, 3, "CITES", 1],
        [0, 1],
      ],
      [-1, -1, 0],
    ),
  );

/** @param {GraphModel} model */
const visible = (model) => model.items.map((item) => model.short(item)).sort();

test("a small drawing shows all its nodes and links", () => {
  const model = small();
  assert.deepEqual(visible(model), ["Author:A", "Paper:W1", "Paper:W2", "Paper:W3"]);
  assert.equal(model.links.size, 3);
  assert.deepEqual(model.edgesOf(0), [0, 2]);
  assert.deepEqual(model.linksAt(1), [0, 1]);
});

test("years leave what has no year while one of its papers stays", () => {
  const model = small();
  model.filter.from = 2012;
  model.rebuild();
  assert.deepEqual(visible(model), ["Paper:W2", "Paper:W3"]);
  model.filter.from = null;
  model.filter.to = 2012;
  model.rebuild();
  assert.deepEqual(visible(model), ["Author:A", "Paper:W1"]);
});

/** @type {[what: string, hide: (model: GraphModel) => unknown, left: string[], links: number][]} */
const HIDDEN = [
  ["a kind of node", (model) => model.filter.kinds.add(1), ["Paper:W1", "Paper:W2", "Paper:W3"], 2],
  [
    "a kind of link",
    (model) => model.filter.edgeKinds.add(1),
    ["Author:A", "Paper:W1", "Paper:W2", "Paper:W3"],
    2,
  ],
  ["an entry of the legend", (model) => model.filter.keys.add(1), ["Author:A", "Paper:W1"], 1],
];
for (const [what, hide, left, links] of HIDDEN)
  test(`hiding ${what} hides its links too`, () => {
    const model = small();
    hide(model);
    model.rebuild();
    assert.deepEqual(visible(model), left);
    assert.equal(model.links.size, links);
  });

test("closed groups stand for their members, and their links are joined", () => {
  const model = folded();
  assert.deepEqual(visible(model), ["Group 0", "Group 1"]);
  assert.equal(model.links.size, 1);
  assert.deepEqual([model.links.count[0], model.links.weight[0]], [2, 3]);
  assert.ok(!model.isDirected(0), "between groups there is no direction");
  assert.deepEqual([model.members[4], model.members[5]], [3, 1]);
});

test("a group opens to what is in it, and closes with what is within", () => {
  const model = folded();
  model.openGroup(4);
  assert.deepEqual(visible(model), ["Group 1", "Group 2", "Paper:W3"]);
  model.openGroup(6);
  assert.deepEqual(visible(model), ["Group 1", "Paper:W1", "Paper:W2", "Paper:W3"]);
  model.closeGroup(4);
  assert.deepEqual(visible(model), ["Group 0", "Group 1"]);
  assert.equal(model.open.size, 0);
});

test("a node is revealed by opening all groups around it, once", () => {
  const model = folded();
  assert.equal(model.reveal(0), true);
  assert.ok(model.visible[0]);
  assert.equal(model.reveal(0), false);
});

test("the nodes in a group are those at any depth", () => {
  const model = folded();
  assert.deepEqual(model.nodesIn(4), [0, 1, 2]);
  assert.deepEqual(model.nodesIn(6), [0, 1]);
});

test("a closed group has the colour of most of its members", () => {
  const model = folded();
  assert.deepEqual([...model.keys], [1, 1, 0, 2, 1, 2, 1]);
});

test("another colouring forgets what the legend hid", () => {
  const model = small();
  model.filter.keys.add(1);
  model.colour("year");
  assert.equal(model.filter.keys.size, 0);
  assert.equal(model.items.length, 4);
});

test("a drawing without nodes is a model, too", () => {
  const model = new GraphModel(sampleColumns([]));
  assert.deepEqual(model.items, []);
  assert.equal(model.links.size, 0);
});
