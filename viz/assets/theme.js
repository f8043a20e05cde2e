// Colours for drawing, taken from the style sheet so that they are written down once.

export function readTheme(element) {
  const style = getComputedStyle(element);
  const get = (name) => style.getPropertyValue(name).trim();
  const list = (name, count) => Array.from({ length: count }, (_, i) => get(`--${name}-${i + 1}`));
  return {
    ground: get("--ground"),
    ink: get("--ink"),
    muted: get("--muted"),
    edge: get("--edge"),
    ring: get("--ring"),
    band: get("--band"),
    halo: get("--halo"),
    category: list("category", 8),
    scale: list("scale", 6),
    other: get("--other"),
    listed: get("--listed"),
    unlisted: get("--unlisted"),
    font: style.fontFamily,
  };
}

// Colour of an entry of a legend: {colour: ["category", 3]} and the like.
export function colourOf(entry, theme) {
  const [set, number] = entry.colour;
  return number === null ? theme[set] : theme[set][number];
}
