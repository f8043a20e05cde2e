// Labels that do not overlap: the most important first, each where there is still room.

/** @typedef {[left: number, top: number, right: number, bottom: number]} Box */
/** @typedef {(text: string, size: number) => number} Measure Width of a text, in pixels. */

/**
 * A label that is wanted at a node; r is the node's radius, `inside` asks for a place within it.
 *
 * @typedef {object} WantedLabel
 * @property {number} item
 * @property {string} text
 * @property {string | null} count A line below the text.
 * @property {number} x
 * @property {number} y
 * @property {number} r
 * @property {number} size Height of the letters.
 * @property {boolean} inside
 * @property {boolean} must Drawn strongly.
 */

/**
 * A label that has a place: dx and dy lead from the node to the middle of the text.
 *
 * @typedef {object} PlacedLabel
 * @property {number} item
 * @property {string[]} lines
 * @property {number} dx
 * @property {number} dy
 * @property {number} size
 * @property {boolean} inside
 * @property {boolean} strong
 * @property {Box} box
 */

const CELL = 32;
const CROWDED = 400; // labels from which small nodes are no obstacle

/** Boxes by cells of a grid, so that a new one is compared with those near it. */
class TakenRoom {
  constructor() {
    /** @type {Map<number, { box: Box, owner: number }[]>} */
    this.cells = new Map();
  }

  /** @param {Box} box */
  *cellsOf(box) {
    for (let i = Math.floor(box[0] / CELL); i <= Math.floor(box[2] / CELL); i++)
      for (let j = Math.floor(box[1] / CELL); j <= Math.floor(box[3] / CELL); j++)
        yield i * 65536 + j;
  }

  /**
   * Whether nobody but oneself has taken a part of a box.
   *
   * @param {Box} box
   * @param {number} self
   */
  isFree(box, self) {
    for (const cell of this.cellsOf(box))
      for (const other of this.cells.get(cell) ?? [])
        if (other.owner !== self && overlap(box, other.box)) return false;
    return true;
  }

  /**
   * @param {Box} box
   * @param {number} owner
   */
  take(box, owner) {
    for (const cell of this.cellsOf(box)) {
      const there = this.cells.get(cell);
      if (there) there.push({ box, owner });
      else this.cells.set(cell, [{ box, owner }]);
    }
  }
}

/**
 * @param {Box} one
 * @param {Box} two
 */
const overlap = (one, two) =>
  one[0] < two[2] && one[2] > two[0] && one[1] < two[3] && one[3] > two[1];

/**
 * @param {Box} box
 * @param {Box} bounds
 */
const isWithin = (box, bounds) =>
  box[0] >= bounds[0] && box[1] >= bounds[1] && box[2] <= bounds[2] && box[3] <= bounds[3];

/**
 * Give places to labels for which there is room.
 *
 * @param {WantedLabel[]} wanted In order of importance.
 * @param {Measure} measure
 * @param {Box} bounds The labels keep within them.
 * @param {number} most
 * @returns {PlacedLabel[]}
 */
export function placeLabels(wanted, measure, bounds, most) {
  const room = new TakenRoom();
  for (const { x, y, r, item } of wanted)
    if (r > 3 || wanted.length <= CROWDED) room.take([x - r, y - r, x + r, y + r], item);
  /** @type {PlacedLabel[]} */
  const placed = [];
  for (const one of wanted) {
    if (placed.length >= most) break;
    const label = placeLabel(one, measure, bounds, room);
    if (label) placed.push(label);
  }
  return placed;
}

/**
 * @param {WantedLabel} wanted
 * @param {Measure} measure
 * @param {Box} bounds
 * @param {TakenRoom} room
 * @returns {PlacedLabel | null}
 */
function placeLabel(wanted, measure, bounds, room) {
  const { item, x, y, r, size } = wanted;
  const lines = wanted.inside
    ? [...foldLines(wanted.text, measure, size, Math.max(r * 1.8, 90)), wanted.count ?? ""]
    : [wanted.text];
  const wide = Math.max(...lines.map((line) => measure(line, size))) + 4;
  const tall = size * 1.25 * lines.length;
  const inside = wanted.inside && wide < r * 2.1 && tall < r * 1.9;
  for (const [dx, dy] of inside ? [[0, 0]] : spotsAround(r, wide, tall)) {
    /** @type {Box} */
    const box = [x + dx - wide / 2, y + dy - tall / 2, x + dx + wide / 2, y + dy + tall / 2];
    if (!isWithin(box, bounds) || !room.isFree(box, item)) continue;
    room.take(box, -1);
    return { item, lines, dx, dy, size, inside, box, strong: wanted.must };
  }
  return null;
}

/**
 * Where a label may stand beside a node: below, right, left, above, and aslant below.
 *
 * @param {number} r
 * @param {number} wide
 * @param {number} tall
 */
function spotsAround(r, wide, tall) {
  const side = r + 3 + wide / 2,
    over = r + 2 + tall / 2;
  return [
    [0, over],
    [side, 0],
    [-side, 0],
    [0, -over],
    [side * 0.75, over],
    [-side * 0.75, over],
  ];
}

/**
 * Break a text into at most three lines.
 *
 * @param {string} text
 * @param {Measure} measure
 * @param {number} size
 * @param {number} wide
 */
export function foldLines(text, measure, size, wide) {
  /** @type {string[]} */
  const lines = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line ? `${line} ${word}` : word;
    if (line && measure(longer, size) > wide) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  return lines.length > 3 ? [...lines.slice(0, 2), `${lines[2]}…`] : lines;
}
