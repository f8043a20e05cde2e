// The state of the exploration, and the address that holds it.
//
//   ?show=Paper:W1            a node that was begun from
//   &open=Paper:W1~CITES~in~25    25 neighbours of a node in one direction
//   &query=NAME{"limit":50}   the answer of a query
//   &path=Paper:W1~Author:A2  a shortest path between two nodes
//   &hide=… &pin=…            nodes that are hidden, or that stay where they are
//   &select=… &by=years &table=1
//   #at=…                     where the nodes lie, so that a shared address gives the same view

const WIDE = 3,
  BASE = 36,
  HALF = BASE ** WIDE / 2;
const escape = (text) => text.replace(/[%~]/g, (sign) => (sign === "~" ? "%7E" : "%25"));
const plain = (text) => text.replace(/%7E|%25/g, (sign) => (sign === "%7E" ? "~" : "%"));

export const empty = () => ({
  steps: [],
  hidden: [],
  pinned: [],
  selected: null,
  years: false,
  table: false,
});

// A step as the text that stands in the address; it also names the step.
export function write(step) {
  if (step.show) return ["show", step.show];
  if (step.open) {
    const { node, kind, way, limit } = step.open;
    return ["open", [escape(node), kind, way, limit].join("~")];
  }
  if (step.path) return ["path", step.path.map(escape).join("~")];
  return [
    "query",
    step.query.name +
      (Object.keys(step.query.parameters).length ? JSON.stringify(step.query.parameters) : ""),
  ];
}

export const nameOf = (step) => write(step).join("=");

function read(key, text) {
  if (key === "show") return { show: text };
  if (key === "open") {
    const [node, kind, way, limit] = text.split("~");
    return {
      open: {
        node: plain(node),
        kind: kind || "",
        way: way || "",
        limit: Math.min(500, Math.max(1, Number.parseInt(limit, 10) || 25)),
      },
    };
  }
  if (key === "path") return { path: text.split("~").map(plain).slice(0, 2) };
  const brace = text.indexOf("{");
  let parameters = {};
  if (brace >= 0)
    try {
      parameters = JSON.parse(text.slice(brace));
    } catch {
      /* asked with the defaults */
    }
  return { query: { name: brace >= 0 ? text.slice(0, brace) : text, parameters } };
}

export function fromAddress(params) {
  const state = empty();
  for (const [key, text] of params) {
    if (["show", "open", "path", "query"].includes(key)) state.steps.push(read(key, text));
    else if (key === "hide") state.hidden.push(text);
    else if (key === "pin") state.pinned.push(text);
    else if (key === "select") state.selected = text;
    else if (key === "by") state.years = text === "years";
    else if (key === "table") state.table = true;
  }
  return state;
}

export function toAddress(state, at, ids) {
  const params = new URLSearchParams();
  for (const step of state.steps) params.append(...write(step));
  for (const id of state.hidden) params.append("hide", id);
  for (const id of state.pinned) params.append("pin", id);
  if (state.selected) params.append("select", state.selected);
  if (state.years) params.append("by", "years");
  if (state.table) params.append("table", "1");
  const text = params
    .toString()
    .replaceAll("%3A", ":")
    .replaceAll("%7E", "~")
    .replaceAll("%2F", "/");
  const places = ids.length ? `#at=${writePlaces(ids, at)}` : "";
  return `/explore${text ? `?${text}` : ""}${places}`;
}

function writePlaces(ids, at) {
  const digits = (value) =>
    Math.min(2 * HALF - 1, Math.max(0, Math.round(value + HALF)))
      .toString(BASE)
      .padStart(WIDE, "0");
  return [...ids]
    .sort()
    .map((id) => at.get(id).map(digits).join(""))
    .join("");
}

// The places of ids, or null where the text is about other nodes.
export function readPlaces(hash, ids) {
  const text = /(?:^|&)at=([0-9a-z]*)/.exec(hash);
  if (!text || text[1].length !== ids.length * 2 * WIDE) return null;
  const found = new Map();
  [...ids].sort().forEach((id, i) => {
    const part = text[1].slice(i * 2 * WIDE, (i + 1) * 2 * WIDE);
    found.set(
      id,
      [part.slice(0, WIDE), part.slice(WIDE)].map((digits) => Number.parseInt(digits, BASE) - HALF),
    );
  });
  return found;
}

// Leave out steps that open a node which nothing shows any more.
export function alive(steps, results) {
  const shown = new Set(),
    kept = [];
  for (const step of steps) {
    if (step.open && !shown.has(step.open.node)) continue;
    kept.push(step);
    if (step.open) shown.add(step.open.node);
    for (const id of (results.get(nameOf(step)) || { nodes: [] }).nodes) shown.add(id);
  }
  return kept;
}
