// Painting a scene on anything that has the methods of a canvas's context.

import { colourOf } from "./theme.js";
import { tracePath } from "./shapes.js";

const CHUNK = 96; // longer paths are slower by the segment

export function screenRadius(scene, item, k) {
  const r = scene.radius[item];
  if (scene.isGroup(item)) return Math.max(4, r * k);
  return Math.max(1.8, r * Math.pow(k, k < 1 ? 0.8 : 0.55));
}

export function edgeAlpha(count) {
  return Math.max(0.07, Math.min(0.55, 1.05 - 0.22 * Math.log10(count + 10)));
}

// How wide a link is drawn, from 0.6 to 4.1 pixels by the logarithm of its weight.
export function linkWidth(weight, heaviest) {
  return heaviest <= 1
    ? 1
    : 0.6 + (3.5 * Math.log(1 + Math.max(weight, 0))) / Math.log(1 + heaviest);
}

// Paint the links from number `from` on for as long as `goOn` says; returns where it stopped.
export function paintLinks(context, scene, view, theme, from = 0, goOn = () => true) {
  const { a, b, w, size } = scene.links,
    { k, tx, ty, width, height } = view,
    x = scene.x,
    y = scene.y;
  const heaviest = scene.g ? w.reduce((most, weight) => Math.max(most, weight), 1) : scene.heaviest;
  context.strokeStyle = theme.edge;
  context.globalAlpha = view.dim ? edgeAlpha(size) * 0.35 : edgeAlpha(size);
  let l = from;
  while (l < size) {
    const stop = Math.min(size, l + CHUNK);
    const wide = new Map();
    for (; l < stop; l++) {
      const x1 = x[a[l]] * k + tx,
        y1 = y[a[l]] * k + ty,
        x2 = x[b[l]] * k + tx,
        y2 = y[b[l]] * k + ty;
      if (
        (x1 < 0 && x2 < 0) ||
        (y1 < 0 && y2 < 0) ||
        (x1 > width && x2 > width) ||
        (y1 > height && y2 > height)
      )
        continue;
      const step = Math.round(linkWidth(w[l], heaviest) * 2) / 2;
      if (!wide.has(step)) wide.set(step, []);
      wide.get(step).push(x1, y1, x2, y2);
    }
    for (const [step, line] of wide) {
      context.lineWidth = step;
      context.beginPath();
      for (let i = 0; i < line.length; i += 4) {
        context.moveTo(line[i], line[i + 1]);
        context.lineTo(line[i + 2], line[i + 3]);
      }
      context.stroke();
    }
    if (!goOn()) break;
  }
  context.globalAlpha = 1;
  return l;
}

function paintArrows(context, scene, view, colour, links, least, long_head) {
  const { a, b } = scene.links,
    { k, tx, ty, width, height } = view,
    head = long_head,
    half = long_head * 0.42;
  context.fillStyle = colour;
  context.beginPath();
  for (const l of links) {
    if (!scene.directed(l)) continue;
    const x1 = scene.x[a[l]] * k + tx,
      y1 = scene.y[a[l]] * k + ty,
      x2 = scene.x[b[l]] * k + tx,
      y2 = scene.y[b[l]] * k + ty;
    if (x2 < -20 || y2 < -20 || x2 > width + 20 || y2 > height + 20) continue;
    const long = Math.hypot(x2 - x1, y2 - y1),
      rim = screenRadius(scene, b[l], k) + 1.5;
    if (long < rim + least) continue;
    const ux = (x2 - x1) / long,
      uy = (y2 - y1) / long,
      px = x2 - ux * rim,
      py = y2 - uy * rim;
    context.moveTo(px, py);
    context.lineTo(px - ux * head - uy * half, py - uy * head + ux * half);
    context.lineTo(px - ux * head + uy * half, py - uy * head - ux * half);
    context.closePath();
  }
  context.fill();
}

export function paintBands(context, scene, view, theme) {
  if (scene.place !== "years") return;
  const { k, tx, height, width } = view;
  let free = -Infinity;
  context.font = `11px ${theme.font}`;
  context.textAlign = "center";
  context.textBaseline = "top";
  scene.data.bands.forEach(([year, left, right], i) => {
    const x1 = left * k + tx,
      x2 = right * k + tx;
    if (x2 < 0 || x1 > width) return;
    if (i % 2) {
      context.fillStyle = theme.band;
      context.fillRect(x1, 0, x2 - x1, height);
    }
    const text = year === null ? "no year" : String(year),
      middle = (x1 + x2) / 2;
    const wide = context.measureText(text).width + 8;
    if (middle - wide / 2 < free) return;
    free = middle + wide / 2;
    context.fillStyle = theme.muted;
    context.fillText(text, middle, view.top + 6);
  });
}

function paintRings(context, scene, view, theme) {
  if (scene.place !== "links") return;
  const { k, tx, ty } = view;
  for (const item of scene.rings) {
    const x = scene.x[item] * k + tx,
      y = scene.y[item] * k + ty,
      r = scene.around[item - scene.n] * k;
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.fillStyle = theme.band;
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = theme.muted;
    context.globalAlpha = 0.5;
    context.stroke();
    context.globalAlpha = 1;
  }
}

function paintItems(context, scene, view, theme, items, alpha) {
  const { k, tx, ty, width, height } = view,
    entries = scene.data.legends[scene.colourBy].entries;
  const many = items.length > 4000;
  const rims = [],
    batches = new Map(),
    groups = [];
  for (const item of items) {
    const x = scene.x[item] * k + tx,
      y = scene.y[item] * k + ty,
      r = screenRadius(scene, item, k);
    if (x + r < 0 || y + r < 0 || x - r > width || y - r > height) continue;
    const key = scene.keys[item];
    if (scene.isGroup(item)) {
      groups.push([x, y, r, colourOf(entries[key], theme)]);
      continue;
    }
    if (!batches.has(key)) batches.set(key, []);
    batches.get(key).push(item, x, y, r);
    if (scene.data.nodes.listed[item] && r > 2.5) rims.push(item, x, y, r);
  }
  context.lineJoin = "round";
  for (const [x, y, r, colour] of groups) {
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.globalAlpha = alpha;
    context.fillStyle = theme.ground;
    context.fill();
    context.globalAlpha = alpha * 0.28;
    context.fillStyle = colour;
    context.fill();
    context.globalAlpha = alpha;
    context.lineWidth = 2;
    context.strokeStyle = colour;
    context.stroke();
  }
  context.globalAlpha = alpha;
  for (const [key, list] of batches) {
    context.fillStyle = colourOf(entries[key], theme);
    context.strokeStyle = theme.ground;
    context.lineWidth = 1.2;
    // Short paths: a canvas without a graphics card slows down on long ones.
    for (let i = 0; i < list.length; i += 4 * CHUNK) {
      const stop = Math.min(list.length, i + 4 * CHUNK);
      context.beginPath();
      for (let j = i; j < stop; j += 4) {
        if (list[j + 3] < 2.2)
          context.rect(
            list[j + 1] - list[j + 3],
            list[j + 2] - list[j + 3],
            2 * list[j + 3],
            2 * list[j + 3],
          );
        else tracePath(context, scene.kind(list[j]), list[j + 1], list[j + 2], list[j + 3]);
      }
      context.fill();
      if (!many) context.stroke();
    }
  }
  context.strokeStyle = theme.ink;
  for (let i = 0; i < rims.length; i += 4) {
    context.lineWidth = Math.min(2, 0.8 + rims[i + 3] / 8);
    context.beginPath();
    tracePath(
      context,
      scene.kind(rims[i]),
      rims[i + 1],
      rims[i + 2],
      rims[i + 3] + context.lineWidth / 2,
    );
    context.stroke();
  }
  context.globalAlpha = 1;
}

function paintHalo(context, scene, view, colour, item, wide) {
  const r = screenRadius(scene, item, view.k) + 3;
  context.beginPath();
  tracePath(
    context,
    scene.kind(item),
    scene.x[item] * view.k + view.tx,
    scene.y[item] * view.k + view.ty,
    r,
  );
  context.strokeStyle = colour;
  context.lineWidth = wide;
  context.stroke();
}

function paintLabels(context, scene, view, theme, labels) {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const label of labels) {
    const x = scene.x[label.item] * view.k + view.tx + label.dx;
    const y = scene.y[label.item] * view.k + view.ty + label.dy;
    const group = scene.isGroup(label.item);
    label.lines.forEach((line, i) => {
      const count = group && i === label.lines.length - 1;
      context.font = `${(group && !count) || label.strong ? "600 " : ""}${label.size}px ${theme.font}`;
      const at = y + (i - (label.lines.length - 1) / 2) * label.size * 1.25;
      if (!label.inside) {
        context.lineWidth = 3.5;
        context.strokeStyle = theme.halo;
        context.strokeText(line, x, at);
      }
      context.fillStyle = theme.ink;
      context.fillText(line, x, at);
    });
  }
}

// Paint everything. `view` has k, tx, ty, width, height, top, and the state:
// focus (Set of items or null), marks (Map of item to width), labels, strong (links), edges (a
// function that paints the links another way, or null).
export function paint(context, scene, view, theme) {
  paintBands(context, scene, view, theme);
  paintRings(context, scene, view, theme);
  if (view.edges) view.edges(context);
  else paintLinks(context, scene, view, theme);
  const { size } = scene.links;
  if (!view.focus && (size <= 1500 || view.k > 0.8) && size <= 8000) {
    context.globalAlpha = Math.min(1, edgeAlpha(size) * 1.5);
    paintArrows(
      context,
      scene,
      view,
      theme.edge,
      Array.from({ length: size }, (_, i) => i),
      14,
      size < 300 || view.k > 1.2 ? 7 : 4.5,
    );
    context.globalAlpha = 1;
  }
  const { a, b, w } = scene.links;
  if (view.strong.length) {
    context.strokeStyle = theme.ring;
    for (const l of view.strong) {
      context.lineWidth =
        linkWidth(w[l], scene.g ? Math.max(scene.heaviest, w[l]) : scene.heaviest) + 0.4;
      context.globalAlpha = 0.75;
      context.beginPath();
      context.moveTo(scene.x[a[l]] * view.k + view.tx, scene.y[a[l]] * view.k + view.ty);
      context.lineTo(scene.x[b[l]] * view.k + view.tx, scene.y[b[l]] * view.k + view.ty);
      context.stroke();
    }
    context.globalAlpha = 1;
    paintArrows(context, scene, view, theme.ring, view.strong, 6, 7);
  }
  if (view.focus) {
    const near = [],
      far = [];
    for (const item of scene.items) (view.focus.has(item) ? near : far).push(item);
    paintItems(context, scene, view, theme, far, 0.22);
    paintItems(context, scene, view, theme, near, 1);
  } else paintItems(context, scene, view, theme, scene.items, 1);
  for (const [item, wide] of view.marks)
    if (scene.visible[item]) paintHalo(context, scene, view, theme.ring, item, wide);
  paintLabels(context, scene, view, theme, view.labels);
}
