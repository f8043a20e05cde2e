// Places for nodes that come to the screen: near what they hang on, in free room, and nothing
// that is there already moves. The same nodes in the same order come to the same places.

/** @import {Place, Places} from "./exploration-state.js" */

const STEP = 52; // between neighbours
const ROUNDS = 160;
const REACH = 260; // farther apart, nodes leave each other alone

/** Where the middle of what is placed lies. @param {Places} at @returns {Place} */
function middleOf(at) {
  const places = [...at.values()],
    count = places.length || 1;
  const [x, y] = places.reduce(([sx, sy], [px, py]) => [sx + px, sy + py], [0, 0]);
  return [x / count, y / count];
}

/** The right edge of what is placed. @param {Places} at */
const rightOf = (at) => Math.max(-Infinity, ...[...at.values()].map(([x]) => x));

/**
 * Put nodes in rings around an anchor, towards the side where there is room.
 *
 * @param {string[]} ids
 * @param {string} anchor
 * @param {Places} at
 */
export function placeAround(ids, anchor, at) {
  const [ax, ay] = at.get(anchor) ?? [0, 0],
    [mx, my] = middleOf(at),
    alone = at.size < 2,
    turn = alone || (mx === ax && my === ay) ? -Math.PI / 2 : Math.atan2(ay - my, ax - mx),
    spread = alone ? 2 * Math.PI : Math.PI * 1.1;
  let placed = 0;
  for (let ring = 1; placed < ids.length; ring++) {
    const radius = ring * 1.6 * STEP,
      room = Math.min(Math.max(3, Math.floor(ring * 1.6 * spread)), ids.length - placed);
    for (let i = 0; i < room; i++) {
      const part = alone ? i / room : (i + 0.5) / room - 0.5,
        angle = turn + part * spread + (alone ? (ring + 1) * 0.4 : 0);
      at.set(ids[placed++], [ax + radius * Math.cos(angle), ay + radius * Math.sin(angle)]);
    }
  }
}

/**
 * Put nodes on a bow between two that are placed.
 *
 * @param {string[]} ids
 * @param {Place} begin
 * @param {Place} end
 * @param {Places} at
 */
export function placeBetween(ids, [x1, y1], [x2, y2], at) {
  const long = Math.hypot(x2 - x1, y2 - y1) || 1;
  ids.forEach((id, i) => {
    const part = (i + 1) / (ids.length + 1),
      bow = Math.sin(part * Math.PI) * 40;
    at.set(id, [
      x1 + (x2 - x1) * part - ((y2 - y1) / long) * bow,
      y1 + (y2 - y1) * part + ((x2 - x1) / long) * bow,
    ]);
  });
}

/**
 * Put a node to the right of everything.
 *
 * @param {string} id
 * @param {Places} at
 */
export function placeBeside(id, at) {
  at.set(id, at.size ? [rightOf(at) + 4 * STEP, middleOf(at)[1]] : [0, 0]);
}

/**
 * Put nodes that have places among themselves beside what is there.
 *
 * @param {Places} places
 * @param {Places} at
 */
export function placeTogether(places, at) {
  const left = Math.min(...[...places.values()].map(([x]) => x)),
    by = at.size ? rightOf(at) + 5 * STEP - left : 0;
  for (const [id, [x, y]] of places) at.set(id, [x + by, y]);
}

/**
 * Let free nodes settle among the others, pulled by their links.
 *
 * @param {string[]} free
 * @param {[start: string, end: string][]} edges
 * @param {Places} at
 */
export function settle(free, edges, at) {
  if (!free.length) return;
  const pulls = listPulls(free, edges, at);
  for (let round = 0; round < ROUNDS; round++) {
    const most = 14 * (1 - round / ROUNDS) + 0.5;
    /** @type {[id: string, place: Place][]} */
    const moved = free.map((id, i) => {
      const [x, y] = /** @type {Place} */ (at.get(id)),
        [px, py] = pushOn(id, i, at),
        [lx, ly] = pullOn([x, y], pulls.get(id) ?? [], at),
        force = Math.hypot(px + lx, py + ly) || 1,
        step = Math.min(force, most) / force;
      return [id, [x + (px + lx) * step, y + (py + ly) * step]];
    });
    for (const [id, place] of moved) at.set(id, place);
  }
  for (const id of free) {
    const [x, y] = /** @type {Place} */ (at.get(id));
    at.set(id, [Math.round(x), Math.round(y)]);
  }
}

/**
 * The nodes that pull each free node.
 *
 * @param {string[]} free
 * @param {[start: string, end: string][]} edges
 * @param {Places} at
 */
function listPulls(free, edges, at) {
  /** @type {Map<string, string[]>} */
  const pulls = new Map(free.map((id) => [id, []]));
  for (const [start, end] of edges) {
    if (at.has(end)) pulls.get(start)?.push(end);
    if (at.has(start)) pulls.get(end)?.push(start);
  }
  return pulls;
}

/**
 * How all others push a node away.
 *
 * @param {string} id
 * @param {number} number Where it lies on another, it leaves in a direction of its own.
 * @param {Places} at
 * @returns {Place}
 */
function pushOn(id, number, at) {
  const [x, y] = /** @type {Place} */ (at.get(id));
  let fx = 0,
    fy = 0;
  for (const [other, [ox, oy]] of at) {
    const away = Math.hypot(x - ox, y - oy);
    if (other === id || away > REACH) continue;
    const on = away < 0.5,
      far = on ? 1 : away,
      near = far < STEP ? ((STEP - far) / STEP) * 2.2 : 0,
      push = ((STEP * STEP * 0.55) / (far * far) + near) * 6;
    fx += push * (on ? Math.cos(number * 2.399) : (x - ox) / far);
    fy += push * (on ? Math.sin(number * 2.399) : (y - oy) / far);
  }
  return [fx, fy];
}

/**
 * How its links pull a node.
 *
 * @param {Place} place
 * @param {string[]} others
 * @param {Places} at
 * @returns {Place}
 */
function pullOn([x, y], others, at) {
  let fx = 0,
    fy = 0;
  for (const other of others) {
    const [ox, oy] = /** @type {Place} */ (at.get(other)),
      away = Math.hypot(ox - x, oy - y) || 1,
      force = ((away - 1.7 * STEP) / away) * (0.16 / Math.sqrt(others.length));
    fx += (ox - x) * force;
    fy += (oy - y) * force;
  }
  return [fx, fy];
}
