// Buttons of which one is pressed.

import { make, makeButton } from "../../assets/dom.js";

/**
 * @param {string} label What is chosen.
 * @param {[key: string, name: string][]} choices
 * @param {string} chosen
 * @param {(key: string) => unknown} choose
 */
export function choiceButtons(label, choices, chosen, choose) {
  const buttons = choices.map(([key, name]) =>
    makeButton(name, () => choose(key), { "aria-pressed": String(key === chosen) }),
  );
  return make("div", { class: "choice", role: "group", "aria-label": label }, ...buttons);
}
