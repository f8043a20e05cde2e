// Texts to the reader: as a file, or to the clipboard.

import { saveFile } from "../../assets/save-file.js";
import { toast } from "./messages.js";

/**
 * @param {string} name
 * @param {string} text
 */
export function saveText(name, text) {
  saveFile(name, new Blob([text], { type: "text/plain;charset=utf-8" }));
}

/**
 * @param {string} text
 * @param {Node} from Where it stands.
 */
export async function copyText(text, from) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Copied.");
  } catch {
    getSelection()?.selectAllChildren(from); // without a secure connection: select it
    toast("Selected: copy it with your keyboard.");
  }
}
