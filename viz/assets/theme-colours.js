// Colours for drawing, taken from the style sheet so that they are written down once.

/** @import {LegendEntry} from "./columns.d.ts" */
/** @typedef {ReturnType<typeof readTheme>} ThemeColours */

/** @param {Element} element Colours are those that hold where it stands. */
export function readTheme(element) {
  const style = getComputedStyle(element);
  /** @param {string} name */
  const get = (name) => style.getPropertyValue(name).trim();
  /**
   * @param {string} name
   * @param {number} count
   */
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

/**
 * The colour of an entry of a legend.
 *
 * @param {LegendEntry} entry
 * @param {ThemeColours} theme
 */
export function colourOf(entry, theme) {
  const [set, number] = entry.colour;
  const found = theme[set];
  return typeof found === "string" ? found : found[number ?? 0];
}
