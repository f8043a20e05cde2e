// What steps bring to the screen, asked of the server; the last answers are remembered, so that
// going back, and leaving Explore and coming back, cost nothing.

/** @import {ExploreAnswer} from "./server-answers.d.ts" */
/** @import {ExplorationState} from "./exploration-state.js" */

import { ask } from "./api.js";
import { stepName } from "./exploration-state.js";

const REMEMBERED = 30;

/** @type {Map<string, ExploreAnswer>} Answers, the last used at the end. */
const answers = new Map();

/** @param {Pick<ExplorationState, "steps" | "hidden">} state */
const nameOf = ({ steps, hidden }) => JSON.stringify([steps.map(stepName), [...hidden].sort()]);

/**
 * What is known of a state already.
 *
 * @param {Pick<ExplorationState, "steps" | "hidden">} state
 * @returns {ExploreAnswer | undefined}
 */
export function recallSteps(state) {
  if (!state.steps.length) return { columns: null, steps: [] };
  const name = nameOf(state),
    found = answers.get(name);
  if (found) remember(name, found);
  return found;
}

/**
 * @param {string} name
 * @param {ExploreAnswer} answer
 */
function remember(name, answer) {
  answers.delete(name);
  answers.set(name, answer);
  const [oldest] = answers.keys();
  if (answers.size > REMEMBERED) answers.delete(oldest);
}

/**
 * Ask what the steps of a state bring.
 *
 * @param {Pick<ExplorationState, "steps" | "hidden">} state
 * @param {AbortSignal} signal
 * @returns {Promise<ExploreAnswer>}
 */
export async function drawSteps({ steps, hidden }, signal) {
  /** @type {ExploreAnswer} */
  const found = await ask("/api/explore", {
    body: { steps, hidden },
    signal,
    doing: "Reading the graph",
  });
  // What failed is asked again.
  if (found.steps.every(({ error }) => !error)) remember(nameOf({ steps, hidden }), found);
  return found;
}
