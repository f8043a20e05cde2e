import assert from "node:assert/strict";
import test from "node:test";

import { formatCell, sortKey } from "../../../viz/explorer/assets/answer-values.js";
import { tellArtefact } from "../../../viz/explorer/assets/describe-artefacts.js";
import { listInstitutions } from "../../../viz/explorer/assets/describe-authors.js";
import { readLists } from "../../../viz/explorer/assets/list-storage.js";
import { endSentence, tellFailure } from "../../../viz/explorer/assets/messages.js";
import {
  askAddress,
  nodeAddress,
  readAddress,
} from "../../../viz/explorer/assets/view-addresses.js";
import { labelOfType, listArtefactKinds } from "../../../viz/explorer/assets/vocabulary.js";

/** @import {Names} from "../../../viz/explorer/assets/server-answers.d.ts" */

const NO_WORDS = { one: "", many: "", heading: "", link: "" },
  ENDS = { forward: "", backward: "", reference: "" };
const WORDS = {
  labels: { Paper: NO_WORDS, Author: NO_WORDS, WebPage: NO_WORDS, Model: NO_WORDS },
  relationships: {
    CITES: { ...ENDS, heading: "", start: "Paper", end: "Paper" },
    HAS_CODE: { ...ENDS, heading: "Code", start: "Paper", end: "Repository" },
  },
  relations: { own: { told: "the authors' own", short: "", counted: "", reference: "" } },
};
/** @type {Names} */
const NAMES = { W1: ["Learning to compose", 2022, true], W2: [null, null, false] };

/** @type {[value: unknown, key: unknown][]} */
const KEYS = [
  [null, null],
  [undefined, null],
  [["a", "b"], 2],
  [{ label: "Paper", id: "W1", title: "A title" }, "A title"],
  [{ kind: "CITES" }, "CITES"],
  [true, 1],
  [false, 0],
  ["W1", "Learning to compose"],
  ["W2", "W2"],
  [7.5, 7.5],
];
for (const [value, key] of KEYS)
  test(`${JSON.stringify(value)} sorts by ${JSON.stringify(key)}`, () =>
    assert.equal(sortKey(value, NAMES), key));

/** @type {[value: number, type: string, said: string][]} */
const CELLS = [
  [2022, "integer", "2022"],
  [4000, "integer", "4,000"],
  [1500, "float", "1,500"],
  [0.12345, "float", "0.123"],
  [12, "", "12"],
];
for (const [value, type, said] of CELLS)
  test(`${value} is written as ${said} in a column of ${type || "any type"}`, () =>
    assert.equal(formatCell(value, type), said));

test("addresses hold any id", () => {
  assert.equal(readAddress("doi:10.1/a b?c#d"), "/read/doi%3A10.1%2Fa%20b%3Fc%23d");
  assert.equal(nodeAddress("Paper", "W1"), "/read/W1");
  assert.equal(nodeAddress("Author", "A&1"), "/explore?show=Author%3AA%261");
  assert.equal(askAddress("foundations"), "/ask/foundations");
  assert.equal(askAddress("author", { author: "A & B" }), "/ask/author?author=A+%26+B");
});

test("sentences end once", () => {
  assert.deepEqual(["It works", "Why?", ""].map(endSentence), ["It works.", "Why?", ""]);
  assert.equal(tellFailure(/** @type {any} */ ({ what: "No", todo: "Try" })), "No. Try");
});

test("an institution of several authors is named once", () => {
  const one = { id: "I1", name: "One" },
    two = { id: "I2", name: "Two" };
  const authors = [
    { id: "A1", institutions: [one] },
    { id: "A2", institutions: [two, one] },
  ];
  assert.deepEqual(listInstitutions(authors), [one, two]);
});

test("what is known of an artefact is told, and zero is known", () => {
  const artefact = { kind: "HAS_CODE", id: "a/b", url: null };
  assert.equal(
    tellArtefact(
      { ...artefact, relation: "own", stars: 1, downloads: 1200, language: "C", status: "gone" },
      WORDS,
    ),
    "the authors' own · 1 star · 1,200 downloads last month · C · gone",
  );
  const zero = { ...artefact, relation: "unheard", stars: 0, likes: null, status: "ok" };
  assert.equal(tellArtefact(zero, WORDS), "0 stars");
});

/** @type {[type: string, label: string | undefined][]} */
const TYPES = [
  ["author", "Author"],
  ["authors", "Author"],
  ["webpage", "WebPage"],
  ["MODEL", "Model"],
  ["code", undefined],
  ["", undefined],
  ["string", undefined],
];
for (const [type, label] of TYPES)
  test(`a column of the type "${type}" leads to ${label ?? "nothing"}`, () =>
    assert.equal(labelOfType(WORDS, type), label));

test("what belongs to a paper is what has a heading", () => {
  assert.deepEqual(listArtefactKinds(WORDS), [
    { kind: "HAS_CODE", heading: "Code", label: "Repository" },
  ]);
});

/** @type {[what: string, text: string | null][]} */
const BROKEN = [
  ["nothing", null],
  ["no JSON", "{"],
  ["another thing", "[1, 2]"],
  ["null", "null"],
  ["lists that are none", '{"all": [null, 7, {"id": 1}], "at": 3}'],
];
for (const [what, text] of BROKEN)
  test(`of ${what} in the browser there are no lists`, () =>
    assert.deepEqual(readLists(text), { all: [], at: null }));

test("lists that were kept come back without what is not ours", () => {
  const kept = {
    all: [
      {
        id: "x",
        name: "Mine",
        papers: [{ id: "W1" }, { id: 5 }, null],
        dismissed: ["W2", 3],
        more: 1,
      },
    ],
    at: "x",
  };
  assert.deepEqual(readLists(JSON.stringify(kept)), {
    all: [{ id: "x", name: "Mine", papers: [{ id: "W1" }], dismissed: ["W2"] }],
    at: "x",
  });
});
