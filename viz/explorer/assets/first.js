// Before anything is painted: the theme that was chosen last time.
try {
  const theme = localStorage.getItem("citeloom-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  /* a browser that keeps nothing shows what the system prefers */
}
