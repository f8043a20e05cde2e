// Labels that do not overlap: the most important first, each where there is still room.

const CELL = 32;

class Room {
  constructor() {
    this.cells = new Map();
  }
  *near(box) {
    for (let i = Math.floor(box[0] / CELL); i <= Math.floor(box[2] / CELL); i++) {
      for (let j = Math.floor(box[1] / CELL); j <= Math.floor(box[3] / CELL); j++) {
        const list = this.cells.get(i * 65536 + j);
        if (list) yield* list;
      }
    }
  }
  free(box, self) {
    for (const other of this.near(box)) {
      if (
        other.owner !== self &&
        box[0] < other.box[2] &&
        box[2] > other.box[0] &&
        box[1] < other.box[3] &&
        box[3] > other.box[1]
      )
        return false;
    }
    return true;
  }
  take(box, owner) {
    for (let i = Math.floor(box[0] / CELL); i <= Math.floor(box[2] / CELL); i++) {
      for (let j = Math.floor(box[1] / CELL); j <= Math.floor(box[3] / CELL); j++) {
        const key = i * 65536 + j;
        if (!this.cells.has(key)) this.cells.set(key, []);
        this.cells.get(key).push({ box, owner });
      }
    }
  }
}

// wanted: [{item, text, x, y, r, size, inside, must}] in order of importance.
// Returns [{item, lines, x, y, size, box}], x and y being the middle of the text.
// bounds: [left, top, right, bottom] that the labels must keep within.
export function placeLabels(wanted, measure, bounds, most) {
  const room = new Room(),
    placed = [];
  for (const one of wanted) {
    if (one.r > 3 || wanted.length <= 400)
      room.take([one.x - one.r, one.y - one.r, one.x + one.r, one.y + one.r], one.item);
  }
  for (const one of wanted) {
    if (placed.length >= most) break;
    const high = one.size * 1.25;
    const lines = one.inside
      ? [...foldLines(one.text, measure, one.size, Math.max(one.r * 1.8, 90)), one.count]
      : [one.text];
    const wide = Math.max(...lines.map((line) => measure(line, one.size))) + 4;
    const tall = high * lines.length;
    const side = one.r + 3 + wide / 2,
      over = one.r + 2 + tall / 2;
    const fits_inside = one.inside && wide < one.r * 2.1 && tall < one.r * 1.9;
    const spots = fits_inside
      ? [[0, 0]]
      : [
          [0, over],
          [side, 0],
          [-side, 0],
          [0, -over],
          [side * 0.75, over],
          [-side * 0.75, over],
        ];
    for (const [dx, dy] of spots) {
      const x = one.x + dx,
        y = one.y + dy;
      const box = [x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2];
      if (box[0] < bounds[0] || box[1] < bounds[1] || box[2] > bounds[2] || box[3] > bounds[3])
        continue;
      if (!room.free(box, one.item)) continue;
      room.take(box, -1);
      placed.push({
        item: one.item,
        lines,
        dx,
        dy,
        size: one.size,
        inside: fits_inside,
        box,
        strong: one.must,
      });
      break;
    }
  }
  return placed;
}

function foldLines(text, measure, size, wide) {
  const lines = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line ? line + " " + word : word;
    if (line && measure(longer, size) > wide) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  return lines.length > 3 ? [...lines.slice(0, 2), lines[2] + "…"] : lines;
}
