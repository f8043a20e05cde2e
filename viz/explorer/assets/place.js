// Places for nodes that come to the screen: near what they hang on, in free room, and nothing
// that is there already moves. The same nodes in the same order come to the same places.

const STEP = 52; // between neighbours
const ROUNDS = 160;
const REACH = 260; // farther apart, nodes leave each other alone

// Where the middle of what is placed lies.
function middle(at) {
  let x = 0,
    y = 0,
    count = 0;
  for (const [px, py] of at.values()) {
    x += px;
    y += py;
    count++;
  }
  return count ? [x / count, y / count] : [0, 0];
}

// Put nodes in rings around an anchor, towards the side where there is room.
export function around(ids, anchor, at) {
  const [ax, ay] = at.get(anchor) || [0, 0],
    [mx, my] = middle(at);
  const alone = at.size < 2,
    turn = alone || (mx === ax && my === ay) ? -Math.PI / 2 : Math.atan2(ay - my, ax - mx);
  const spread = alone ? 2 * Math.PI : Math.PI * 1.1;
  let ring = 1,
    left = 0,
    room = 0;
  ids.forEach((id, i) => {
    if (!left) {
      room = Math.max(3, Math.floor((ring * 1.6 * STEP * spread) / STEP));
      room = left = Math.min(room, ids.length - i);
      ring++;
    }
    const radius = (ring - 1) * 1.6 * STEP,
      part = alone ? (room - left) / room : (room - left + 0.5) / room - 0.5;
    const angle = turn + part * spread + (alone ? ring * 0.4 : 0);
    at.set(id, [ax + radius * Math.cos(angle), ay + radius * Math.sin(angle)]);
    left--;
  });
}

// Put nodes on a line between two that are placed.
export function between(ids, begin, end, at) {
  const [x1, y1] = at.get(begin),
    [x2, y2] = at.get(end);
  ids.forEach((id, i) => {
    const part = (i + 1) / (ids.length + 1),
      bow = Math.sin(part * Math.PI) * 40;
    const long = Math.hypot(x2 - x1, y2 - y1) || 1;
    at.set(id, [
      x1 + (x2 - x1) * part - ((y2 - y1) / long) * bow,
      y1 + (y2 - y1) * part + ((x2 - x1) / long) * bow,
    ]);
  });
}

// Put a node to the right of everything.
export function beside(id, at) {
  if (!at.size) {
    at.set(id, [0, 0]);
    return;
  }
  let right = -Infinity;
  for (const [x] of at.values()) right = Math.max(right, x);
  at.set(id, [right + 4 * STEP, middle(at)[1]]);
}

// Put a picture with places of its own beside what is there.
export function picture(places, at) {
  const xs = Object.values(places).map(([x]) => x),
    left = Math.min(...xs);
  let right = -Infinity;
  for (const [x] of at.values()) right = Math.max(right, x);
  const by = right === -Infinity ? 0 : right + 5 * STEP - left;
  for (const [id, [x, y]] of Object.entries(places)) if (!at.has(id)) at.set(id, [x + by, y]);
}

// Let the free nodes settle among the others, pulled by their links.
export function settle(free, edges, at) {
  const moving = [...free],
    all = [...at.keys()],
    is = new Set(moving);
  if (!moving.length) return;
  const pull = new Map(moving.map((id) => [id, []]));
  for (const { start, end } of edges) {
    if (is.has(start) && at.has(end)) pull.get(start).push(end);
    if (is.has(end) && at.has(start)) pull.get(end).push(start);
  }
  for (let round = 0; round < ROUNDS; round++) {
    const most = 14 * (1 - round / ROUNDS) + 0.5,
      moved = [];
    for (const id of moving) {
      const [x, y] = at.get(id);
      let fx = 0,
        fy = 0;
      for (const other of all) {
        if (other === id) continue;
        const [ox, oy] = at.get(other);
        let dx = x - ox,
          dy = y - oy,
          away = Math.hypot(dx, dy);
        if (away > REACH) continue;
        if (away < 0.5) {
          const angle = moving.indexOf(id) * 2.399;
          dx = Math.cos(angle);
          dy = Math.sin(angle);
          away = 1;
        }
        const push =
          (STEP * STEP * 0.55) / (away * away) + (away < STEP ? (STEP - away) / STEP : 0) * 2.2;
        fx += (dx / away) * push * 6;
        fy += (dy / away) * push * 6;
      }
      const links = pull.get(id);
      for (const other of links) {
        const [ox, oy] = at.get(other),
          dx = ox - x,
          dy = oy - y,
          away = Math.hypot(dx, dy) || 1;
        const force = ((away - 1.7 * STEP) / away) * (0.16 / Math.sqrt(links.length));
        fx += dx * force;
        fy += dy * force;
      }
      const force = Math.hypot(fx, fy) || 1,
        step = Math.min(force, most) / force;
      moved.push([id, [x + fx * step, y + fy * step]]);
    }
    for (const [id, place] of moved) at.set(id, place);
  }
  for (const id of moving) at.set(id, at.get(id).map(Math.round));
}

// Places by year: a band for each year, stacked by where the nodes lie anyway.
export function byYear(nodes, at) {
  const row = 40,
    column = 58,
    bands = [],
    out = new Map(),
    years = nodes.map((node) => node.year);
  const known = years.filter((year) => year !== null);
  const order = [...new Set(known)].sort((one, two) => one - two);
  if (known.length < nodes.length) order.push(null);
  const tall = Math.max(6, Math.ceil(Math.sqrt(nodes.length * 1.4)));
  let left = 0;
  for (const year of order) {
    const here = nodes
      .filter((node) => node.year === year)
      .sort((one, two) => at.get(one.id)[1] - at.get(two.id)[1] || (one.id < two.id ? -1 : 1));
    const wide = Math.ceil(here.length / tall),
      high = Math.ceil(here.length / wide);
    here.forEach((node, i) => {
      const place = Math.floor(i / wide);
      out.set(node.id, [left + ((i % wide) + 0.5) * column, (place - (high - 1) / 2) * row]);
    });
    bands.push([year, left, left + wide * column]);
    left += wide * column;
  }
  return { bands, places: out };
}
