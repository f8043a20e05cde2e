// Keys that do something wherever one is on a page, except while one types.

/** @typedef {Record<string, () => void>} KeyBindings What each key does. */

const TYPING = "input, select, textarea, [contenteditable]";

/**
 * Whether a key is for the page: no modifier is held, and nobody is typing.
 *
 * @param {KeyboardEvent} event
 */
function isForPage(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  return !(event.target instanceof Element && event.target.closest(TYPING));
}

/**
 * Listen to keys.
 *
 * @param {(key: string) => KeyBindings | null} findBindings What holds at the moment, if anything.
 */
export function listenToBindings(findBindings) {
  addEventListener("keydown", (event) => {
    if (!isForPage(event)) return;
    const bindings = findBindings(event.key);
    if (!bindings || !Object.hasOwn(bindings, event.key)) return;
    event.preventDefault();
    bindings[event.key]();
  });
}
