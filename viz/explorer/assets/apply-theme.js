// Before anything is painted: the theme that was chosen last time, as dark-theme.js would set it.
try {
  const theme = localStorage.getItem("citeloom-theme"),
    dark = document.querySelector("#dark");
  if (dark instanceof HTMLLinkElement && (theme === "light" || theme === "dark")) {
    document.documentElement.dataset.theme = theme;
    dark.media = theme === "dark" ? "all" : "not all";
  }
} catch {
  /* a browser that keeps nothing shows what the system prefers */
}
