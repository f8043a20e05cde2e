// Finding texts by words, whatever their accents and capitals.

/** @param {string} text */
export const foldText = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();

/**
 * Numbers of the texts that hold every word.
 *
 * @param {string[]} folded Texts, folded.
 * @param {string} typed Words with blanks between them.
 */
export function findTexts(folded, typed) {
  const words = foldText(typed).split(/\s+/).filter(Boolean);
  /** @type {number[]} */
  const found = [];
  folded.forEach((text, i) => {
    if (words.every((word) => text.includes(word))) found.push(i);
  });
  return found;
}
