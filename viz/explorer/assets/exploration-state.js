// The state of the exploration, and the address that holds it.
//
//   ?show=Paper:W1                a node that was begun from
//   &open=Paper:W1~CITES~in~25    25 neighbours of a node in one direction
//   &query=NAME{"limit":50}       the answer of a query
//   &path=Paper:W1~Author:A2      a shortest path between two nodes
//   &hide=… &pin=…                nodes that are hidden, or that stay where they are
//   &select=… &by=years &table=1
//   #at=…                         where the nodes lie, so that a shared address gives the same view

/** @import {StepReport} from "./server-answers.d.ts" */

/** @typedef {{ node: string, kind: string, way: string, limit: number }} Opening */
/**
 * A step that somebody took: exactly one of these.
 *
 * @typedef {object} Step
 * @property {string} [show]
 * @property {Opening} [open]
 * @property {string[]} [path]
 * @property {{ name: string, parameters: Record<string, unknown> }} [query]
 */
/**
 * @typedef {object} ExplorationState
 * @property {Step[]} steps
 * @property {string[]} hidden
 * @property {string[]} pinned
 * @property {string | null} selected
 * @property {boolean} years Whether it is arranged by year.
 * @property {boolean} table Whether the tables are shown.
 */
/** @typedef {[x: number, y: number]} Place */
/** @typedef {Map<string, Place>} Places Where nodes lie, by their names. */

// Coordinates are written in three digits each, shifted so that none is negative.
const DIGITS = 3,
  BASE = 36,
  HALF = BASE ** DIGITS / 2;
const MOST_OPENED = 500;

/** @param {string} text */
const escapeTilde = (text) => text.replace(/[%~]/g, (sign) => (sign === "~" ? "%7E" : "%25"));

/** @param {string} text */
const readTilde = (text) => text.replace(/%7E|%25/g, (sign) => (sign === "%7E" ? "~" : "%"));

/** @returns {ExplorationState} */
export const emptyState = () => ({
  steps: [],
  hidden: [],
  pinned: [],
  selected: null,
  years: false,
  table: false,
});

/**
 * A step as it stands in the address.
 *
 * @param {Step} step
 * @returns {[key: string, text: string]}
 */
export function writeStep({ show, open, path, query }) {
  if (show !== undefined) return ["show", show];
  if (open) return ["open", [escapeTilde(open.node), open.kind, open.way, open.limit].join("~")];
  if (path) return ["path", path.map(escapeTilde).join("~")];
  const { name = "", parameters = {} } = query ?? {};
  return ["query", name + (Object.keys(parameters).length ? JSON.stringify(parameters) : "")];
}

/** @param {string} text */
function readOpening(text) {
  const [node, kind = "", way = "", limit] = text.split("~"),
    wanted = Number.parseInt(limit, 10) || 25;
  return { node: readTilde(node), kind, way, limit: Math.min(MOST_OPENED, Math.max(1, wanted)) };
}

/** @param {string} text */
function readQuery(text) {
  const brace = text.indexOf("{");
  if (brace < 0) return { name: text, parameters: {} };
  let parameters = {};
  try {
    parameters = JSON.parse(text.slice(brace));
  } catch {
    /* asked with the defaults */
  }
  return { name: text.slice(0, brace), parameters };
}

/**
 * Read a step of an address; null where the key is none of a step.
 *
 * @param {string} key
 * @param {string} text
 * @returns {Step | null}
 */
export function readStep(key, text) {
  if (key === "show") return { show: text };
  if (key === "open") return { open: readOpening(text) };
  if (key === "path") return { path: text.split("~").map(readTilde).slice(0, 2) };
  return key === "query" ? { query: readQuery(text) } : null;
}

/** @param {URLSearchParams} params */
export function readState(params) {
  const state = emptyState();
  for (const [key, text] of params) {
    const step = readStep(key, text);
    if (step) state.steps.push(step);
  }
  state.hidden = params.getAll("hide");
  state.pinned = params.getAll("pin");
  state.selected = params.getAll("select").at(-1) ?? null;
  state.years = params.getAll("by").at(-1) === "years";
  state.table = params.has("table");
  return state;
}

/**
 * The address of a state.
 *
 * @param {ExplorationState} state
 * @param {Places} places Where the nodes lie.
 */
export function writeState(state, places) {
  const params = new URLSearchParams(state.steps.map(writeStep));
  for (const id of state.hidden) params.append("hide", id);
  for (const id of state.pinned) params.append("pin", id);
  if (state.selected) params.append("select", state.selected);
  if (state.years) params.append("by", "years");
  if (state.table) params.append("table", "1");
  const text = String(params).replaceAll("%3A", ":").replaceAll("%7E", "~").replaceAll("%2F", "/"),
    hash = places.size ? `#at=${writePlaces(places)}` : "";
  return `/explore${text ? `?${text}` : ""}${hash}`;
}

/** @param {Places} places */
function writePlaces(places) {
  /** @param {number} value */
  const write = (value) =>
    Math.min(2 * HALF - 1, Math.max(0, Math.round(value + HALF)))
      .toString(BASE)
      .padStart(DIGITS, "0");
  return [...places]
    .sort(([one], [two]) => (one < two ? -1 : 1))
    .map(([, [x, y]]) => write(x) + write(y))
    .join("");
}

/**
 * The places of nodes, or null where the text is about other nodes.
 *
 * @param {string} hash
 * @param {string[]} ids
 * @returns {Places | null}
 */
export function readPlaces(hash, ids) {
  const text = /(?:^|&)at=([0-9a-z]*)/.exec(hash)?.[1];
  if (text?.length !== ids.length * 2 * DIGITS) return null;
  /** @param {number} i */
  const read = (i) => Number.parseInt(text.slice(i * DIGITS, (i + 1) * DIGITS), BASE) - HALF;
  return new Map([...ids].sort().map((id, i) => [id, [read(2 * i), read(2 * i + 1)]]));
}

/** @param {Step} step */
export const stepName = (step) => writeStep(step).join("=");

/**
 * Whether a step opens a node in one direction, however far.
 *
 * @param {Step} step
 * @param {string} node
 * @param {{ kind: string, way: string }} direction
 */
export const isOpening = ({ open }, node, { kind, way }) =>
  open?.node === node && open.kind === kind && open.way === way;

/**
 * Leave out steps that open a node which nothing shows any more.
 *
 * @param {Step[]} steps
 * @param {(step: Step) => StepReport | undefined} reportOf What each brings.
 */
export function keepReachable(steps, reportOf) {
  /** @type {Set<string>} */
  const shown = new Set();
  return steps.filter((step) => {
    if (step.open && !shown.has(step.open.node)) return false;
    for (const id of reportOf(step)?.nodes ?? []) shown.add(id);
    return true;
  });
}
