// The order of the rows of a table.

/** @typedef {string | number | null | undefined} Value */

/** Values as tables order them: texts by the alphabet and their numbers. */
const collator = new Intl.Collator("en", { numeric: true });

/**
 * Compare two values; what is not known comes last, in either direction.
 *
 * @param {Value} one
 * @param {Value} two
 * @param {number} direction 1 for ascending, -1 for descending.
 */
export function compareValues(one, two, direction) {
  if (one === two) return 0;
  if (one === null || one === undefined) return two === null || two === undefined ? 0 : 1;
  if (two === null || two === undefined) return -1;
  const order =
    typeof one === "number" && typeof two === "number"
      ? one - two
      : collator.compare(String(one), String(two));
  return order * direction;
}

/**
 * Order rows by a value of each; equal ones stay as they are.
 *
 * @template Row
 * @param {Row[]} rows
 * @param {(row: Row) => Value} valueOf
 * @param {number} direction 1 for ascending, -1 for descending.
 */
export function orderRows(rows, valueOf, direction) {
  const valued = rows.map((row) => ({ row, value: valueOf(row) }));
  valued.sort((one, two) => compareValues(one.value, two.value, direction));
  return valued.map(({ row }) => row);
}
