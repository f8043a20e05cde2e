import assert from "node:assert/strict";
import test from "node:test";

import {
  between,
  centreOn,
  fitAll,
  frameDisc,
  isInSight,
  screenRadius,
  zoomAt,
} from "../../../viz/assets/camera.js";
import { GraphModel } from "../../../viz/assets/graph-model.js";
import { distanceToLine, findTarget } from "../../../viz/assets/hit-test.js";
import { findFirstItem, findNextItem } from "../../../viz/assets/keyboard-walk.js";
import { sampleColumns } from "./sample-columns.js";

const FRAME = { width: 1000, height: 600, insets: { left: 200, top: 0, right: 100, bottom: 50 } };
const square = () =>
  new GraphModel(
    sampleColumns(
      [
        { id: "Paper:NW", x: -100, y: -100 },
        { id: "Paper:NE", x: 100, y: -100, cited: 5 },
        { id: "Paper:SW", x: -100, y: 100 },
        { id: "Paper:SE", x: 100, y: 100 },
      ],
      [[0, 3]],
    ),
  );

/** @param {{ k: number, tx: number, ty: number }} camera @param {number} x @param {number} y @returns {[number, number]} */
const onScreen = ({ k, tx, ty }, x, y) => [x * k + tx, y * k + ty];

test("the whole graph fits into what is not covered", () => {
  const camera = fitAll(square(), FRAME);
  assert.ok(camera);
  for (const [x, y] of [
    [-100, -100],
    [100, 100],
  ])
    assert.ok(isInSight(onScreen(camera, x, y), FRAME, 30));
});

test("nothing cannot be fitted", () => {
  assert.equal(fitAll(new GraphModel(sampleColumns([])), FRAME), null);
});

test("one node is not blown up", () => {
  assert.equal(fitAll(new GraphModel(sampleColumns([{ id: "Paper:W1" }])), FRAME)?.k, 1.6);
});

test("a point is centred between what covers the view", () => {
  assert.deepEqual(onScreen(centreOn(7, 9, 2, FRAME), 7, 9), [550, 275]);
  assert.deepEqual(onScreen(frameDisc(7, 9, 50, FRAME), 7, 9), [550, 275]);
});

test("zooming leaves the point under the pointer where it is, within limits", () => {
  const camera = { k: 1, tx: 30, ty: -20 };
  const closer = zoomAt(camera, 2, 400, 300, 0.1);
  assert.equal(closer.k, 2);
  assert.deepEqual(onScreen(closer, 370, 320), [400, 300]);
  assert.equal(zoomAt(camera, 1e9, 0, 0, 0.1).k, 12);
  assert.equal(zoomAt(camera, 1e-9, 0, 0, 0.1).k, 0.1);
});

test("a flight begins and ends where it should", () => {
  const from = { k: 1, tx: 0, ty: 0 },
    to = { k: 4, tx: -300, ty: 100 };
  assert.deepEqual(between(from, to, 0), from);
  const end = between(from, to, 1);
  assert.ok(Math.abs(end.k - 4) < 1e-9 && Math.abs(end.tx + 300) < 1e-9);
  assert.deepEqual(between(from, { ...from, tx: 10 }, 0.5), { k: 1, tx: 5, ty: 0 });
});

test("nodes shrink more slowly than distances, and never vanish", () => {
  const model = square();
  assert.equal(screenRadius(model, 0, 1), 7);
  assert.ok(screenRadius(model, 0, 0.5) > 3.5);
  assert.equal(screenRadius(model, 0, 0.001), 1.8);
});

test("what lies under a point is the node, else the link, else nothing", () => {
  const model = square(),
    camera = { k: 1, tx: 500, ty: 300 };
  assert.deepEqual(findTarget(model, camera, 400, 200, 3), { item: 0 });
  assert.deepEqual(findTarget(model, camera, 409, 200, 3), { item: 0 });
  assert.deepEqual(findTarget(model, camera, 502, 300, 3), { link: 0 });
  assert.equal(findTarget(model, camera, 560, 240, 3), null);
});

test("the distance to a line ends at its ends", () => {
  assert.equal(distanceToLine(5, 3, 0, 0, 10, 0), 3);
  assert.equal(distanceToLine(13, 4, 0, 0, 10, 0), 5);
  assert.equal(distanceToLine(3, 4, 0, 0, 0, 0), 5);
});

test("arrow keys walk to the nearest node in their direction", () => {
  const model = square();
  assert.equal(findFirstItem(model), 1, "the most cited one comes first");
  assert.equal(findNextItem(model, 1, [-1, 0]), 0);
  assert.equal(findNextItem(model, 1, [0, 1]), 3);
  assert.equal(findNextItem(model, 1, [1, 0]), null);
});
