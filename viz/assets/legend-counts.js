// How many nodes and edges each line of the legend stands for.

/**
 * Count how often each number stands in a column.
 *
 * @param {ArrayLike<number>} column
 * @param {number} size How many numbers there are.
 */
export function countValues(column, size) {
  const counts = new Array(size).fill(0);
  for (const value of Array.from(column)) counts[value]++;
  return counts;
}
