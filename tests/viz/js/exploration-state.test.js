import assert from "node:assert/strict";
import test from "node:test";

import {
  emptyState,
  isOpening,
  keepReachable,
  readPlaces,
  readState,
  stepName,
  writeState,
} from "../../../viz/explorer/assets/exploration-state.js";

/** @import {ExplorationState, Place, Step} from "../../../viz/explorer/assets/exploration-state.js" */

const NO_PLACES = new Map();

/** @param {string} address */
const readAddress = (address) => readState(new URL(address, "http://localhost").searchParams);

/** @type {[name: string, state: Partial<ExplorationState>][]} */
const STATES = [
  ["nothing", {}],
  ["a node", { steps: [{ show: "Paper:W1" }] }],
  ["a direction", { steps: [{ open: { node: "Paper:W1", kind: "CITES", way: "in", limit: 50 } }] }],
  [
    "ids with the signs that divide a step",
    {
      steps: [
        { open: { node: "Repository:a~b%7Ec", kind: "HAS_CODE", way: "in", limit: 25 } },
        { path: ["WebPage:https://x.example/~ann?a=1&b=2#c", "Paper:doi:10.1/a%b"] },
      ],
    },
  ],
  ["a query", { steps: [{ query: { name: "listing-citations", parameters: {} } }] }],
  [
    "a query with parameters",
    {
      steps: [
        {
          query: { name: "co-citation-map", parameters: { limit: "20", author: "Müller & {Co}" } },
        },
      ],
    },
  ],
  [
    "all choices",
    {
      steps: [{ show: "Paper:W1" }, { show: "Paper:W2" }],
      hidden: ["Paper:W3", "Author:a, b"],
      pinned: ["Paper:W1"],
      selected: "Paper:W2",
      years: true,
      table: true,
    },
  ],
];

for (const [name, given] of STATES)
  test(`the address holds ${name}`, () => {
    const state = { ...emptyState(), ...given };
    assert.deepEqual(readAddress(writeState(state, NO_PLACES)), state);
  });

test("addresses that were passed on stay readable", () => {
  assert.equal(
    writeState(
      {
        ...emptyState(),
        steps: [{ open: { node: "Paper:W1", kind: "CITES", way: "in", limit: 25 } }],
      },
      NO_PLACES,
    ),
    "/explore?open=Paper:W1~CITES~in~25",
  );
});

/** @type {[text: string, step: Step][]} */
const ODD = [
  ["open=Paper:W1~CITES~in", { open: { node: "Paper:W1", kind: "CITES", way: "in", limit: 25 } }],
  [
    "open=Paper:W1~CITES~in~9999",
    { open: { node: "Paper:W1", kind: "CITES", way: "in", limit: 500 } },
  ],
  ["open=Paper:W1~CITES~in~-3", { open: { node: "Paper:W1", kind: "CITES", way: "in", limit: 1 } }],
  ["open=Paper:W1", { open: { node: "Paper:W1", kind: "", way: "", limit: 25 } }],
  ["path=A:1~B:2~C:3", { path: ["A:1", "B:2"] }],
  ["query=name{broken", { query: { name: "name", parameters: {} } }],
];
for (const [text, step] of ODD)
  test(`an odd step is read as well as it can be: ${text}`, () =>
    assert.deepEqual(readAddress(`/explore?${text}`).steps, [step]));

test("places come back as they were written, whatever the order of the nodes", () => {
  /** @type {[string, Place][]} */
  const given = [
    ["Paper:W2", [-1200, 33]],
    ["Paper:W1", [0, 4096]],
    ["Author:A", [7, -8]],
  ];
  const hash = writeState(emptyState(), new Map(given)).split("#")[1];
  assert.deepEqual(readPlaces(hash, ["Author:A", "Paper:W1", "Paper:W2"]), new Map(given));
});

test("places of other nodes are not taken", () => {
  const hash = writeState(emptyState(), new Map([["Paper:W1", [1, 2]]])).split("#")[1];
  assert.equal(readPlaces(hash, ["Paper:W1", "Paper:W2"]), null);
  assert.equal(readPlaces("", ["Paper:W1"]), null);
  assert.equal(readPlaces("at=ZZ", ["Paper:W1"]), null);
});

test("far away is written as the edge, not as another place", () => {
  const hash = writeState(emptyState(), new Map([["Paper:W1", [1e9, -1e9]]])).split("#")[1];
  assert.deepEqual(readPlaces(hash, ["Paper:W1"])?.get("Paper:W1"), [23327, -23328]);
});

/** @param {string} node @returns {Step} */
const opening = (node) => ({ open: { node, kind: "CITES", way: "in", limit: 25 } });

test("what only a collapsed node brought is left out, at any depth", () => {
  const first = { show: "Paper:W1" },
    steps = [first, opening("Paper:W2"), opening("Paper:W3"), opening("Paper:W1")];
  const reports = new Map([
    [stepName(first), { nodes: ["Paper:W1"] }],
    [stepName(opening("Paper:W1")), { nodes: ["Paper:W1", "Paper:W9"] }],
    [stepName(opening("Paper:W2")), { nodes: ["Paper:W2", "Paper:W3"] }],
    [stepName(opening("Paper:W3")), { nodes: ["Paper:W3", "Paper:W4"] }],
  ]);
  const kept = keepReachable(steps, (step) => reports.get(stepName(step)));
  assert.deepEqual(kept, [first, opening("Paper:W1")]);
});

test("an opening is known by node and direction, not by how far it goes", () => {
  const step = opening("Paper:W1");
  assert.ok(isOpening(step, "Paper:W1", { kind: "CITES", way: "in" }));
  assert.ok(!isOpening(step, "Paper:W1", { kind: "CITES", way: "out" }));
  assert.ok(!isOpening(step, "Paper:W2", { kind: "CITES", way: "in" }));
  assert.ok(!isOpening({ show: "Paper:W1" }, "Paper:W1", { kind: "CITES", way: "in" }));
});
