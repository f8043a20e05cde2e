// Lists of papers as a browser keeps them.

/**
 * @typedef {object} ListedPaper
 * @property {string} id
 * @property {string | null} [title]
 * @property {number | null} [year]
 * @property {string | null} [reason] Why it was suggested.
 * @property {string | null} [group]
 */
/**
 * @typedef {object} PaperList
 * @property {string} id
 * @property {string} name
 * @property {ListedPaper[]} papers
 * @property {string[]} dismissed Suggestions that are not to come again.
 */

/** @param {string} name @returns {PaperList} */
export const makeList = (name) => ({
  id: Date.now().toString(36) + Math.floor(performance.now()).toString(36),
  name,
  papers: [],
  dismissed: [],
});

/** @param {unknown} value */
const isText = (value) => typeof value === "string";

/**
 * Read what a browser kept; what is not ours is left out.
 *
 * @param {string | null} text
 * @returns {{ all: PaperList[], at: string | null }}
 */
export function readLists(text) {
  let found = null;
  try {
    found = JSON.parse(text ?? "");
  } catch {
    /* nothing kept, or not ours */
  }
  if (!found || !Array.isArray(found.all)) return { all: [], at: null };
  /** @type {any[]} */
  const lists = found.all;
  const all = lists
    .filter((one) => one && isText(one.id) && isText(one.name) && Array.isArray(one.papers))
    .map(({ id, name, papers, dismissed }) => ({
      id,
      name,
      papers: papers.filter((/** @type {any} */ paper) => paper && isText(paper.id)),
      dismissed: Array.isArray(dismissed) ? dismissed.filter(isText) : [],
    }));
  return { all, at: isText(found.at) ? found.at : null };
}
