// Elements are made here and only here: texts go in as text, addresses only when http or https.

/** @typedef {string | number | boolean | null | undefined | ((event: MouseEvent) => unknown)} Attribute */
/** @typedef {Node | string | null | undefined} Child */

/**
 * Make an element.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, Attribute>} [attributes] `true` sets an attribute without a value; `false`
 *   and nothing leave it out; `onclick` listens to clicks.
 * @param {...Child} children Texts are set as texts; what is nothing is left out.
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function")
      element.addEventListener("click", (event) => value(/** @type {MouseEvent} */ (event)));
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/**
 * Make a button that does something.
 *
 * @param {Child} label
 * @param {(event: MouseEvent) => unknown} onclick
 * @param {Record<string, Attribute>} [attributes]
 */
export function makeButton(label, onclick, attributes = {}) {
  return make("button", { type: "button", onclick, ...attributes }, label);
}

/**
 * Find an element that has to be there.
 *
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} type What kind of element it is.
 * @returns {T}
 */
export function findTyped(root, selector, type) {
  const found = root.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`The page has no ${selector}`);
  return found;
}

/**
 * Find an element that has to be there.
 *
 * @param {ParentNode} root
 * @param {string} selector
 */
export const find = (root, selector) => findTyped(root, selector, HTMLElement);

/**
 * A link to an address on the web, or the mere text where the address is none.
 *
 * @param {string} text
 * @param {string | null} address
 */
export function webLink(text, address) {
  let url = null;
  try {
    url = new URL(address ?? "");
  } catch {
    /* not an address */
  }
  if (!url || !["http:", "https:"].includes(url.protocol)) return document.createTextNode(text);
  return make("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, text);
}
