// Numbers as people read them.

/** @param {number} value */
export const formatNumber = (value) => value.toLocaleString("en");

/**
 * A number with what it counts: "1 paper", "1,234 papers".
 *
 * @param {number} count
 * @param {string} one
 * @param {string} many
 */
export const formatCount = (count, one, many) =>
  `${formatNumber(count)} ${count === 1 ? one : many}`;
