// The view: a scene on a canvas that one can move, zoom, point at, click, and walk by keys.
// Events: "hover" and "select" (detail: {item} or {link} or null), "change" (what is visible).

import { readTheme } from "./theme.js";
import { paint, paintLinks, screenRadius } from "./paint.js";
import { placeLabels } from "./labels.js";
import { SvgContext } from "./svg.js";

const DIRECT = 6000; // up to this many links are painted in every frame
const BUDGET = 20; // milliseconds of a frame that painting more links may take
const STILL = 140; // milliseconds without a move after which labels are placed anew

export class GraphView extends EventTarget {
  // options: insets (function: {left, top, right, bottom} in pixels that are covered),
  // movable (whether a node can be dragged with a mouse).
  constructor(host, scene, options = {}) {
    super();
    this.host = host;
    this.scene = scene;
    this.options = options;
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("aria-hidden", "true");
    this.context = this.canvas.getContext("2d");
    host.append(this.canvas);
    this.camera = { k: 1, tx: 0, ty: 0 };
    this.hovered = null;
    this.selected = null;
    this.matches = null;
    this.labels = [];
    this.moved = 0;
    this.pending = false;
    this.layer = null;
    this.widths = new Map();
    this.theme = readTheme(host);
    this.listen();
    this.resize();
    this.fit(false);
    new ResizeObserver(() => this.resize()).observe(host);
  }

  // --- what is shown

  setScene(scene) {
    this.scene = scene;
    this.hovered = this.selected = this.matches = null;
    this.refresh();
  }

  // To be called when the scene has changed: filters, colours, open groups.
  refresh() {
    const gone = (target) =>
      target && (target.item === undefined || !this.scene.visible[target.item]);
    if (gone(this.selected)) this.select(null);
    if (gone(this.hovered)) this.hovered = null;
    this.layer = null;
    this.moved = 0;
    this.labels = [];
    this.dispatchEvent(new CustomEvent("change"));
    this.draw();
  }

  retheme() {
    this.theme = readTheme(this.host);
    this.widths.clear();
    this.layer = null;
    this.draw();
  }

  setPlace(place) {
    this.scene.place = place;
    this.layer = null;
    this.fit(false);
  }

  openGroup(item) {
    this.scene.open.add(item);
    this.scene.rebuild();
    this.refresh();
    this.frame([this.scene.x[item], this.scene.y[item], this.scene.around[item - this.scene.n]]);
  }

  closeGroup(item) {
    const inside = (one) => {
      for (let up = one; up >= 0; up = this.scene.parent[up]) if (up === item) return true;
      return false;
    };
    for (const one of [...this.scene.open]) if (inside(one)) this.scene.open.delete(one);
    this.scene.rebuild();
    this.refresh();
  }

  select(target, quiet = false) {
    this.selected = target;
    this.moved = 0;
    if (!quiet) this.dispatchEvent(new CustomEvent("select", { detail: target }));
    this.draw();
  }

  // Show a node wherever it is: open its groups, bring it to the middle, select it.
  jump(node) {
    const opened = this.scene.reveal(node);
    if (opened) this.refresh();
    this.select({ item: node });
    this.centre(node, Math.max(this.camera.k, 0.9));
  }

  setMatches(items) {
    this.matches = items;
    this.moved = 0;
    this.draw();
  }

  // --- the camera

  inset() {
    return {
      left: 0,
      top: 0,
      right: 0,
      bottom: 0,
      ...(this.options.insets ? this.options.insets() : {}),
    };
  }

  fit(smooth = true) {
    const { scene } = this;
    if (!scene.items.length) {
      this.draw();
      return;
    }
    let x1 = Infinity,
      x2 = -Infinity,
      y1 = Infinity,
      y2 = -Infinity;
    const room = (item) => {
      const r =
        scene.isGroup(item) && scene.place === "links"
          ? scene.radius[item]
          : scene.isGroup(item)
            ? 30
            : scene.radius[item];
      x1 = Math.min(x1, scene.x[item] - r);
      x2 = Math.max(x2, scene.x[item] + r);
      y1 = Math.min(y1, scene.y[item] - r);
      y2 = Math.max(y2, scene.y[item] + r);
    };
    scene.items.forEach(room);
    const inset = this.inset(),
      edge = 34,
      side = this.width < 600 ? 24 : 64; // room for labels
    const wide = Math.max(60, this.width - inset.left - inset.right - 2 * side);
    const high = Math.max(60, this.height - inset.top - inset.bottom - 2 * edge);
    const k = Math.min(wide / Math.max(x2 - x1, 1), high / Math.max(y2 - y1, 1), 1.6);
    this.least = Math.min(this.least || k, k) * 0.5;
    this.go(
      {
        k,
        tx: inset.left + side + wide / 2 - ((x1 + x2) / 2) * k,
        ty: inset.top + edge + high / 2 - ((y1 + y2) / 2) * k,
      },
      smooth,
    );
  }

  frame([x, y, r]) {
    const inset = this.inset();
    const wide = this.width - inset.left - inset.right,
      high = this.height - inset.top - inset.bottom;
    const k = Math.min(wide, high) / (2.3 * r);
    this.go({ k, tx: inset.left + wide / 2 - x * k, ty: inset.top + high / 2 - y * k });
  }

  centre(item, k = this.camera.k) {
    const inset = this.inset();
    const middle = [
      (inset.left + this.width - inset.right) / 2,
      (inset.top + this.height - inset.bottom) / 2,
    ];
    this.go({ k, tx: middle[0] - this.scene.x[item] * k, ty: middle[1] - this.scene.y[item] * k });
  }

  go(camera, smooth = true) {
    cancelAnimationFrame(this.flight);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!smooth || still) {
      this.camera = camera;
      this.move();
      return;
    }
    const from = this.camera,
      begin = performance.now();
    const step = (now) => {
      const part = Math.min(1, Math.max(0, (now - begin) / 280)),
        ease = 1 - (1 - part) ** 3;
      const k = from.k * (camera.k / from.k) ** ease;
      // Keep to a straight path on the screen while the scale changes.
      const way = Math.abs(camera.k - from.k) < 1e-9 ? ease : (k - from.k) / (camera.k - from.k);
      this.camera = {
        k,
        tx: from.tx + (camera.tx - from.tx) * way,
        ty: from.ty + (camera.ty - from.ty) * way,
      };
      this.move();
      if (part < 1) this.flight = requestAnimationFrame(step);
    };
    this.flight = requestAnimationFrame(step);
  }

  zoom(factor, x = this.width / 2, y = this.height / 2, smooth = false) {
    const { k, tx, ty } = this.camera;
    const next = Math.min(12, Math.max(this.least || 0.0005, k * factor)),
      by = next / k;
    this.go({ k: next, tx: x - (x - tx) * by, ty: y - (y - ty) * by }, smooth);
  }

  pan(dx, dy) {
    cancelAnimationFrame(this.flight);
    this.camera = { k: this.camera.k, tx: this.camera.tx + dx, ty: this.camera.ty + dy };
    this.move();
  }

  move() {
    this.moved = performance.now();
    this.draw();
  }

  // --- painting

  resize() {
    const width = this.host.clientWidth,
      height = this.host.clientHeight,
      ratio = Math.min(2, devicePixelRatio || 1);
    if (!width || !height) return;
    const before = this.width ? [this.width, this.height] : null;
    Object.assign(this, { width, height, ratio });
    this.canvas.width = width * ratio;
    this.canvas.height = height * ratio;
    this.layer = null;
    if (before) {
      this.camera.tx += (width - before[0]) / 2;
      this.camera.ty += (height - before[1]) / 2;
      this.paintNow();
    }
  }

  draw() {
    if (this.pending) return;
    this.pending = true;
    requestAnimationFrame(() => {
      this.pending = false;
      this.paintNow();
    });
  }

  focusSet() {
    const { scene } = this,
      target = this.hovered || this.selected;
    if (target && target.item !== undefined) {
      const links = scene.neighbours(target.item),
        items = new Set([target.item]);
      for (const l of links) {
        items.add(scene.links.a[l]);
        items.add(scene.links.b[l]);
      }
      return { items, links };
    }
    if (target)
      return {
        items: new Set([scene.links.a[target.link], scene.links.b[target.link]]),
        links: [target.link],
      };
    if (this.matches)
      return { items: new Set(this.matches.map((node) => scene.shownAs[node])), links: [] };
    return { items: null, links: [] };
  }

  paintNow() {
    const { scene, theme, context, ratio, width, height } = this;
    if (!width) return;
    const focus = this.focusSet();
    const still = performance.now() - this.moved > STILL;
    const view = {
      ...this.camera,
      width,
      height,
      top: this.inset().top,
      focus: focus.items,
      strong: focus.links,
      dim: focus.items !== null,
      marks: new Map(),
      labels: this.labels,
    };
    if (this.matches)
      for (const node of this.matches.slice(0, 400)) view.marks.set(scene.shownAs[node], 2);
    if (this.selected && this.selected.item !== undefined) view.marks.set(this.selected.item, 3);
    if (this.hovered && this.hovered.item !== undefined) view.marks.set(this.hovered.item, 2);
    if (still) view.labels = this.labels = this.arrange(view, focus);
    else this.later();
    if (scene.links.size > DIRECT) view.edges = (target) => this.paintLayer(target, still);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    paint(context, scene, view, theme);
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.draw(), STILL + 20);
  }

  // Many links: a picture of them is moved along while the view moves, and painted anew, a
  // slice in each frame, as soon as it rests.
  paintLayer(context, still) {
    const { camera, width, height, ratio } = this,
      layer = this.layer;
    const fresh = (one) =>
      one && one.k === camera.k && one.tx === camera.tx && one.ty === camera.ty;
    if (layer) {
      const by = camera.k / layer.k;
      context.globalAlpha = this.focusSet().items ? 0.4 : 1;
      context.drawImage(
        layer.canvas,
        camera.tx - layer.tx * by,
        camera.ty - layer.ty * by,
        width * by,
        height * by,
      );
      context.globalAlpha = 1;
    }
    if (fresh(layer) || (!still && layer)) return;
    if (
      !fresh(this.next) ||
      this.next.version !== this.scene.version ||
      this.next.theme !== this.theme
    ) {
      const canvas = document.createElement("canvas");
      canvas.width = width * ratio;
      canvas.height = height * ratio;
      const target = canvas.getContext("2d");
      target.setTransform(ratio, 0, 0, ratio, 0, 0);
      this.next = {
        canvas,
        target,
        ...camera,
        at: 0,
        version: this.scene.version,
        theme: this.theme,
      };
    }
    const next = this.next,
      begin = performance.now();
    next.at = paintLinks(
      next.target,
      this.scene,
      { ...camera, width, height, dim: false },
      this.theme,
      next.at,
      () => performance.now() - begin < BUDGET,
    );
    if (next.at >= this.scene.links.size) {
      this.layer = next;
      this.next = null;
    }
    this.draw();
  }

  measure(text, size) {
    const key = size + text;
    let wide = this.widths.get(key);
    if (wide === undefined) {
      this.context.font = `600 ${size}px ${this.theme.font}`;
      wide = this.context.measureText(text).width;
      if (this.widths.size > 20000) this.widths.clear();
      this.widths.set(key, wide);
    }
    return wide;
  }

  // Decide which labels there is room for, the important ones first.
  arrange(view, focus) {
    const { scene, width, height } = this,
      { k, tx, ty } = view,
      wanted = [];
    const target = this.hovered || this.selected,
      matched = this.matches ? new Set(this.matches.map((node) => scene.shownAs[node])) : null;
    for (const item of scene.items) {
      const x = scene.x[item] * k + tx,
        y = scene.y[item] * k + ty,
        r = screenRadius(scene, item, k);
      if (x + r < -60 || y + r < 0 || x - r > width + 60 || y - r > height) continue;
      const group = scene.isGroup(item);
      const must =
        (target && target.item === item) || (matched && matched.has(item) && matched.size <= 60);
      if (focus.items && !focus.items.has(item)) {
        wanted.push({ item, x, y, r, skip: true, rank: -1 });
        continue;
      }
      const rank =
        (must ? 1e12 : 0) +
        (group
          ? 1e9 + scene.members[item]
          : scene.data.nodes.cited[item] * 10 +
            (scene.data.nodes.listed[item] ? 25 : 0) +
            scene.radius[item] / 100);
      const text = scene.short(item),
        count = group ? scene.members[item].toLocaleString("en") : null;
      wanted.push({
        item,
        text,
        count,
        x,
        y,
        r,
        size: group ? 12.5 : 11.5,
        inside: group,
        must,
        rank,
      });
    }
    wanted.sort((one, two) => two.rank - one.rank || one.item - two.item);
    const first = wanted.filter((one) => !one.skip).slice(0, 1500);
    const inset = view.bare ? { left: 0, top: 0, right: 0, bottom: 0 } : this.inset();
    const bounds = [
      inset.left + 2,
      inset.top + 2,
      width - inset.right - 2,
      height - inset.bottom - 2,
    ];
    return placeLabels(
      first,
      (text, size) => this.measure(text, size),
      bounds,
      width < 600 ? 60 : 260,
    );
  }

  // --- pointing

  at(x, y) {
    const { scene } = this,
      { k, tx, ty } = this.camera,
      touch = this.touch ? 8 : 3;
    let best = null,
      least = Infinity;
    for (let i = scene.items.length - 1; i >= 0; i--) {
      const item = scene.items[i],
        dx = scene.x[item] * k + tx - x,
        dy = scene.y[item] * k + ty - y;
      const r = screenRadius(scene, item, k),
        away = Math.hypot(dx, dy) - r;
      if (away < touch && away < least) {
        least = away;
        best = { item };
        if (!scene.isGroup(item) && away < 0) break;
      }
    }
    if (best) return best;
    const { a, b, size } = scene.links;
    least = 5;
    for (let l = 0; l < size; l++) {
      const x1 = scene.x[a[l]] * k + tx,
        y1 = scene.y[a[l]] * k + ty,
        x2 = scene.x[b[l]] * k + tx,
        y2 = scene.y[b[l]] * k + ty;
      if (
        (x1 < x - 5 && x2 < x - 5) ||
        (x1 > x + 5 && x2 > x + 5) ||
        (y1 < y - 5 && y2 < y - 5) ||
        (y1 > y + 5 && y2 > y + 5)
      )
        continue;
      const lx = x2 - x1,
        ly = y2 - y1,
        part = Math.max(0, Math.min(1, ((x - x1) * lx + (y - y1) * ly) / (lx * lx + ly * ly || 1)));
      const away = Math.hypot(x1 + part * lx - x, y1 + part * ly - y);
      if (away < least) {
        least = away;
        best = { link: l };
      }
    }
    return best;
  }

  hover(target) {
    const same = (one, two) =>
      one === two || (one && two && one.item === two.item && one.link === two.link);
    if (same(target, this.hovered)) return;
    this.hovered = target;
    this.host.classList.toggle("pointing", target !== null);
    this.dispatchEvent(new CustomEvent("hover", { detail: target }));
    this.draw();
  }

  listen() {
    const { host } = this,
      pointers = new Map();
    let begin = null,
      gone = false;
    const spot = (event) => {
      const box = host.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    };
    this.canvas.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      this.touch = event.pointerType === "touch";
      this.canvas.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, spot(event));
      begin = spot(event);
      gone = pointers.size > 1;
      this.dragged =
        this.options.movable && !this.touch ? (this.at(...begin) || {}).item : undefined;
    });
    this.canvas.addEventListener("pointermove", (event) => {
      const now = spot(event),
        before = pointers.get(event.pointerId);
      this.pointer = now;
      if (!before) {
        if (event.pointerType !== "touch") this.askHover();
        return;
      }
      if (!gone && Math.hypot(now[0] - begin[0], now[1] - begin[1]) < 5) return;
      if (!gone) {
        gone = true;
        this.hover(null);
        pointers.set(event.pointerId, now);
        return;
      }
      if (pointers.size === 2) {
        const other = [...pointers].find(([id]) => id !== event.pointerId)[1];
        const was = Math.hypot(before[0] - other[0], before[1] - other[1]),
          is = Math.hypot(now[0] - other[0], now[1] - other[1]);
        this.zoom(is / Math.max(was, 1), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
        this.pan((now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
      } else if (this.dragged !== undefined) {
        this.scene.x[this.dragged] += (now[0] - before[0]) / this.camera.k;
        this.scene.y[this.dragged] += (now[1] - before[1]) / this.camera.k;
        this.layer = null;
        this.move();
      } else this.pan(now[0] - before[0], now[1] - before[1]);
      pointers.set(event.pointerId, now);
    });
    const up = (event) => {
      if (!pointers.delete(event.pointerId)) return;
      if (event.type === "pointerup" && !gone && pointers.size === 0)
        this.click(this.at(...spot(event)));
      else if (this.dragged !== undefined)
        this.dispatchEvent(new CustomEvent("drag", { detail: { item: this.dragged } }));
    };
    this.canvas.addEventListener("pointerup", up);
    this.canvas.addEventListener("pointercancel", up);
    this.canvas.addEventListener("pointerleave", () => {
      this.pointer = null;
      this.hover(null);
    });
    this.canvas.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        const pixels =
          event.deltaY * (event.deltaMode === 1 ? 18 : event.deltaMode === 2 ? 300 : 1);
        this.zoom(
          Math.exp(-Math.max(-240, Math.min(240, pixels)) * (event.ctrlKey ? 0.01 : 0.0022)),
          ...spot(event),
        );
      },
      { passive: false },
    );
    this.canvas.addEventListener("dblclick", (event) => this.zoom(1.8, ...spot(event), true));
    host.addEventListener("keydown", (event) => this.key(event));
  }

  // Look under the pointer once a frame at most.
  askHover() {
    if (this.asking) return;
    this.asking = true;
    requestAnimationFrame(() => {
      this.asking = false;
      if (this.pointer) this.hover(this.at(...this.pointer));
    });
  }

  click(target) {
    this.hover(null);
    if (target && target.item !== undefined && this.scene.isGroup(target.item)) {
      this.openGroup(target.item);
      this.select(null);
      return;
    }
    this.select(target);
  }

  // Arrow keys walk to the nearest item in a direction; with Shift they move the view.
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== this.host) return;
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[
      event.key
    ];
    if (way && event.shiftKey) this.pan(-way[0] * 80, -way[1] * 80);
    else if (way) this.walk(...way);
    else if (
      event.key === "Enter" &&
      this.selected &&
      this.selected.item !== undefined &&
      this.scene.isGroup(this.selected.item)
    )
      this.openGroup(this.selected.item);
    else if (event.key === "Enter" && this.selected) this.dispatchEvent(new CustomEvent("enter"));
    else if (event.key === "Escape") this.select(null);
    else if (event.key === "+" || event.key === "=")
      this.zoom(1.4, this.width / 2, this.height / 2, true);
    else if (event.key === "-") this.zoom(1 / 1.4, this.width / 2, this.height / 2, true);
    else if (event.key === "0") this.fit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  walk(dx, dy) {
    const { scene } = this,
      here = this.selected && this.selected.item;
    if (here === undefined || here === null) {
      const first = [...scene.items].sort(
        (one, two) => this.weightOf(two) - this.weightOf(one) || one - two,
      )[0];
      if (first !== undefined) {
        this.select({ item: first });
        this.keepInSight(first);
      }
      return;
    }
    let best = null,
      least = Infinity;
    for (const item of scene.items) {
      const x = scene.x[item] - scene.x[here],
        y = scene.y[item] - scene.y[here];
      const ahead = x * dx + y * dy,
        aside = Math.abs(x * dy) + Math.abs(y * dx);
      if (item === here || ahead <= 0 || aside > ahead * 2.5) continue;
      const cost = ahead + 2 * aside;
      if (cost < least) {
        least = cost;
        best = item;
      }
    }
    if (best !== null) {
      this.select({ item: best });
      this.keepInSight(best);
    }
  }

  weightOf(item) {
    return this.scene.isGroup(item)
      ? 1e6 + this.scene.members[item]
      : this.scene.data.nodes.cited[item];
  }

  keepInSight(item) {
    const { k, tx, ty } = this.camera,
      inset = this.inset();
    const x = this.scene.x[item] * k + tx,
      y = this.scene.y[item] * k + ty;
    if (
      x < inset.left + 40 ||
      y < inset.top + 40 ||
      x > this.width - inset.right - 40 ||
      y > this.height - inset.bottom - 40
    )
      this.centre(item);
  }

  // --- pictures

  picture(context, width, height) {
    const shift = { k: this.camera.k, tx: this.camera.tx, ty: this.camera.ty };
    const focus = this.focusSet();
    const view = {
      ...shift,
      width,
      height,
      top: 0,
      focus: focus.items,
      strong: focus.links,
      dim: focus.items !== null,
      marks: new Map(),
      labels: [],
      bare: true,
    };
    if (this.selected && this.selected.item !== undefined) view.marks.set(this.selected.item, 3);
    view.labels = this.arrange(view, focus);
    context.fillStyle = this.theme.ground;
    context.fillRect(0, 0, width, height);
    paint(context, this.scene, view, this.theme);
  }

  svg(title) {
    const context = new SvgContext(this.width, this.height, (text, font) => {
      this.context.font = font;
      return this.context.measureText(text);
    });
    this.picture(context, this.width, this.height);
    return context.finish(title);
  }

  png(scale = 2) {
    const canvas = document.createElement("canvas");
    canvas.width = this.width * scale;
    canvas.height = this.height * scale;
    const context = canvas.getContext("2d");
    context.setTransform(scale, 0, 0, scale, 0, 0);
    this.picture(context, this.width, this.height);
    return canvas;
  }

  // Boxes of the labels that are drawn, in pixels of the view.
  labelBoxes() {
    const { k, tx, ty } = this.camera;
    return this.labels.map((label) => {
      const x = this.scene.x[label.item] * k + tx + label.dx,
        y = this.scene.y[label.item] * k + ty + label.dy;
      const wide = label.box[2] - label.box[0],
        high = label.box[3] - label.box[1];
      return {
        text: label.lines.join(" "),
        box: [x - wide / 2, y - high / 2, x + wide / 2, y + high / 2],
      };
    });
  }

  // Where an item is on the screen, in pixels of the view.
  where(item) {
    return [
      this.scene.x[item] * this.camera.k + this.camera.tx,
      this.scene.y[item] * this.camera.k + this.camera.ty,
    ];
  }
}
