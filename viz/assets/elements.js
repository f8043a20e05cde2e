// Elements are made here and only here: texts go in as text, addresses only when http or https.

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function webLink(text, address) {
  let url = null;
  try {
    url = new URL(address);
  } catch {
    /* not an address */
  }
  if (!url || !["http:", "https:"].includes(url.protocol)) return document.createTextNode(text);
  return make("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, text);
}

export function swatch(kind, colour, tracePath) {
  const canvas = make("canvas", { width: 32, height: 32, "aria-hidden": "true", class: "swatch" });
  const context = canvas.getContext("2d");
  context.fillStyle = colour;
  context.beginPath();
  tracePath(context, kind, 16, 16, 10);
  context.fill();
  return canvas;
}

export const counted = (count, one, many) =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
