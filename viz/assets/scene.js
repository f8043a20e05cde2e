// The scene: what there is to draw, what of it is visible now, and which links that leaves.
// Nodes have the numbers 0 to n - 1, groups those after them; both are called items.

export class Scene {
  constructor(data) {
    const nodes = data.nodes,
      groups = data.groups,
      edges = data.edges;
    this.data = data;
    this.n = nodes.id.length;
    this.g = groups.parent.length;
    const size = this.n + this.g;
    this.places = {
      links: {
        x: Float64Array.from([...nodes.x, ...groups.x]),
        y: Float64Array.from([...nodes.y, ...groups.y]),
      },
      years: {
        x: Float64Array.from([...nodes.tx, ...groups.tx]),
        y: Float64Array.from([...nodes.ty, ...groups.ty]),
      },
    };
    this.radius = Float64Array.from([...nodes.r, ...groups.r.map((r) => r * 0.62)]);
    this.around = Float64Array.from(groups.r);
    this.parent = new Int32Array(size);
    for (let i = 0; i < this.n; i++)
      this.parent[i] = nodes.group[i] < 0 ? -1 : this.n + nodes.group[i];
    for (let i = 0; i < this.g; i++)
      this.parent[this.n + i] = groups.parent[i] < 0 ? -1 : this.n + groups.parent[i];
    this.start = Int32Array.from(edges.start);
    this.end = Int32Array.from(edges.end);
    this.weight = Float64Array.from(edges.weight);
    this.heaviest = edges.weight.reduce((most, weight) => Math.max(most, weight), 1);
    this.open = new Set();
    this.place = "links";
    this.filter = { kinds: new Set(), edgeKinds: new Set(), keys: new Set(), from: null, to: null };
    this.colourBy = "community";
    this.keys = new Int32Array(size);
    this.number = new Map(nodes.id.map((id, i) => [id, i]));
    this.around_edges = null;
    this.rebuild();
  }

  get x() {
    return this.places[this.place].x;
  }
  get y() {
    return this.places[this.place].y;
  }
  isGroup(item) {
    return item >= this.n;
  }
  short(item) {
    return this.isGroup(item) ? this.data.groups.label[item - this.n] : this.data.nodes.short[item];
  }
  title(item) {
    return this.isGroup(item) ? this.data.groups.label[item - this.n] : this.data.nodes.title[item];
  }
  kind(item) {
    return this.isGroup(item) ? "Group" : this.data.kinds[this.data.nodes.kind[item]];
  }

  // Edges at each node: for node i those in list[at[i]] to list[at[i + 1] - 1].
  incidence() {
    if (this.around_edges) return this.around_edges;
    const at = new Int32Array(this.n + 1),
      m = this.start.length;
    for (let e = 0; e < m; e++) {
      at[this.start[e] + 1]++;
      at[this.end[e] + 1]++;
    }
    for (let i = 0; i < this.n; i++) at[i + 1] += at[i];
    const list = new Int32Array(2 * m),
      next = at.slice();
    for (let e = 0; e < m; e++) {
      list[next[this.start[e]]++] = e;
      list[next[this.end[e]]++] = e;
    }
    return (this.around_edges = { at, list });
  }

  edgesOf(node) {
    const { at, list } = this.incidence();
    return [...new Set(list.subarray(at[node], at[node + 1]))];
  }

  // Whether each node passes the filters of kind, year and colour.
  passing() {
    const { kinds, keys, from, to } = this.filter,
      nodes = this.data.nodes;
    const pass = new Uint8Array(this.n);
    const narrowed = from !== null || to !== null;
    const dated = [];
    for (let i = 0; i < this.n; i++) {
      if (kinds.has(nodes.kind[i]) || keys.has(this.keys[i])) continue;
      const year = nodes.year[i];
      if (year !== null && ((from !== null && year < from) || (to !== null && year > to))) continue;
      pass[i] = 1;
      if (narrowed && year === null && this.data.kinds[nodes.kind[i]] !== "Paper") dated.push(i);
    }
    // What has no year of its own, such as an author, stays while one of its papers stays.
    if (dated.length) {
      const { at, list } = this.incidence();
      const before = pass.slice();
      for (const i of dated) {
        let kept = at[i] === at[i + 1];
        for (let k = at[i]; k < at[i + 1] && !kept; k++) {
          const e = list[k],
            other = this.start[e] === i ? this.end[e] : this.start[e];
          kept = before[other] === 1 && nodes.year[other] !== null;
        }
        if (!kept) pass[i] = 0;
      }
    }
    return pass;
  }

  // Work out which items are visible and which links run between them.
  rebuild() {
    const size = this.n + this.g,
      n = this.n;
    const shown_as = new Int32Array(size).fill(-1);
    for (let item = n; item < size; item++) {
      // parents come before children
      const parent = this.parent[item];
      const hidden_in = parent < 0 ? -1 : shown_as[parent];
      shown_as[item] = hidden_in >= 0 ? hidden_in : this.open.has(item) ? -1 : item;
    }
    const pass = this.passing();
    this.members = new Int32Array(size);
    const visible = new Uint8Array(size);
    for (let i = 0; i < n; i++) {
      const inside = this.parent[i] < 0 ? -1 : shown_as[this.parent[i]];
      shown_as[i] = inside >= 0 ? inside : i;
      if (!pass[i]) continue;
      visible[shown_as[i]] = 1;
      this.members[shown_as[i]]++;
    }
    this.pass = pass;
    this.shownAs = shown_as;
    this.visible = visible;
    this.items = [];
    for (let item = 0; item < size; item++) if (visible[item]) this.items.push(item);
    // Big items first, so that small ones lie on top and can be clicked.
    this.items.sort((a, b) => this.radius[b] - this.radius[a]);
    this.rings = [...this.open].filter((item) => this.ringVisible(item));
    this.links = this.joinLinks(pass);
    this.beside = null;
    this.version = (this.version || 0) + 1;
  }

  ringVisible(item) {
    for (let up = this.parent[item]; up >= 0; up = this.parent[up])
      if (!this.open.has(up)) return false;
    return true;
  }

  joinLinks(pass) {
    const { start, end, weight, filter, data } = this,
      size = this.n + this.g;
    const a = [],
      b = [],
      w = [],
      first = [],
      count = [],
      grouped = this.g > 0,
      seen = new Map();
    for (let e = 0; e < start.length; e++) {
      if (!pass[start[e]] || !pass[end[e]] || filter.edgeKinds.has(data.edges.kind[e])) continue;
      const one = this.shownAs[start[e]],
        two = this.shownAs[end[e]];
      if (one === two) continue;
      if (grouped && (one >= this.n || two >= this.n)) {
        const key = one < two ? one * size + two : two * size + one;
        const known = seen.get(key);
        if (known !== undefined) {
          w[known] += weight[e];
          count[known]++;
          continue;
        }
        seen.set(key, a.length);
      }
      a.push(one);
      b.push(two);
      w.push(weight[e]);
      first.push(e);
      count.push(1);
    }
    return { a, b, w, first, count, size: a.length };
  }

  // Items beside an item among what is visible.
  neighbours(item) {
    if (!this.beside) {
      this.beside = new Map();
      const { a, b, size } = this.links;
      for (let l = 0; l < size; l++) {
        if (!this.beside.has(a[l])) this.beside.set(a[l], []);
        if (!this.beside.has(b[l])) this.beside.set(b[l], []);
        this.beside.get(a[l]).push(l);
        this.beside.get(b[l]).push(l);
      }
    }
    return this.beside.get(item) || [];
  }

  directed(link) {
    const { first, a, b } = this.links;
    return (
      this.data.edges.directed[first[link]] === 1 &&
      !this.isGroup(a[link]) &&
      !this.isGroup(b[link])
    );
  }

  // Open every group around a node, so that it is visible. True if something was opened.
  reveal(node) {
    let opened = false;
    for (let up = this.parent[node]; up >= 0; up = this.parent[up]) {
      if (!this.open.has(up)) {
        this.open.add(up);
        opened = true;
      }
    }
    if (opened) this.rebuild();
    return opened;
  }

  // Colours: give each item the number of its key in the legend.
  colour(by) {
    this.colourBy = by;
    this.filter.keys.clear();
    const legend = this.data.legends[by];
    for (let i = 0; i < this.n; i++) this.keys[i] = legend.of[i];
    // A closed group takes the colour that most of its members have.
    const count = legend.entries.length,
      votes = new Int32Array(this.g * count);
    for (let i = 0; i < this.n; i++) {
      for (let up = this.parent[i]; up >= 0; up = this.parent[up])
        votes[(up - this.n) * count + legend.of[i]]++;
    }
    for (let k = 0; k < this.g; k++) {
      let best = 0;
      for (let key = 1; key < count; key++)
        if (votes[k * count + key] > votes[k * count + best]) best = key;
      this.keys[this.n + k] = best;
    }
    this.rebuild();
  }
}
