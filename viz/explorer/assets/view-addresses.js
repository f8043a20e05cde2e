// The addresses of the views.

/** @param {string} paper */
export const readAddress = (paper) => `/read/${encodeURIComponent(paper)}`;

/** @param {string} node */
export const exploreAddress = (node) => `/explore?show=${encodeURIComponent(node)}`;

/**
 * @param {string} name
 * @param {Record<string, string>} [parameters]
 */
export const askAddress = (name, parameters = {}) => {
  const text = new URLSearchParams(parameters).toString();
  return `/ask/${name}${text ? `?${text}` : ""}`;
};

/**
 * The address of a node of any label: a paper is read, everything else explored.
 *
 * @param {string} label
 * @param {string} id
 */
export const nodeAddress = (label, id) =>
  label === "Paper" ? readAddress(id) : exploreAddress(`${label}:${id}`);
