// Light and dark: what the reader chose, or else what the system prefers.

/** @typedef {"light" | "dark"} Theme */

const system = matchMedia("(prefers-color-scheme: dark)");

/** @returns {Theme} */
const currentTheme = () => {
  const chosen = document.documentElement.dataset.theme;
  return (chosen ?? (system.matches ? "dark" : "light")) === "dark" ? "dark" : "light";
};

/** Choose a theme. The style sheet of the dark one then holds everywhere, or nowhere. @param {Theme} theme */
export function chooseTheme(theme) {
  document.documentElement.dataset.theme = theme;
  const dark = document.querySelector("#dark");
  if (dark instanceof HTMLStyleElement || dark instanceof HTMLLinkElement)
    dark.media = theme === "dark" ? "all" : "not all";
}

/**
 * Choose the other theme.
 *
 * @returns {Theme}
 */
export function switchTheme() {
  const theme = currentTheme() === "dark" ? "light" : "dark";
  chooseTheme(theme);
  return theme;
}

/** Call a function when the system prefers another theme. @param {() => void} act */
export function listenToSystemTheme(act) {
  system.addEventListener("change", act);
}
