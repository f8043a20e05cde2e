// Decisions about a paper: each a click, told in a sentence, and undone by another click.

/** @import {PaperCard} from "./server-answers.d.ts" */

import { acceptGraph, asFailure, ask } from "./api.js";
import { say, tellFailure, toast } from "./messages.js";

/** @typedef {{ kind: string, papers: string[], values?: string[], undo?: boolean }} Decision */
/** @typedef {(decision: Decision) => unknown} Changed Shows what follows from a decision. */

/**
 * Write a decision down, say so with a way back, and show the paper anew.
 *
 * @param {Decision} decision
 * @param {string} told What is said when it is done.
 * @param {Changed} changed
 */
export async function decide(decision, told, changed) {
  try {
    /** @type {{ problem: string }} */
    const done = await ask("/api/decide", { body: decision, doing: "Writing it down" });
    acceptGraph();
    await changed(decision);
    const back = { ...decision, undo: !decision.undo };
    say(told);
    if (done.problem) toast(`${told}. It is kept; the graph follows with the next build.`);
    else toast(told, "Undo", () => decide(back, "Taken back", changed));
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.givenUp !== "left") toast(tellFailure(failure));
  }
}

/**
 * The values of what was decided about a paper.
 *
 * @param {Pick<PaperCard, "decisions">} card
 * @param {string} kind
 */
export const listDecided = ({ decisions }, kind) =>
  decisions.filter((one) => one.kind === kind).map((one) => one.value ?? "");

/**
 * Whether something was decided about a paper.
 *
 * @param {Pick<PaperCard, "decisions">} card
 * @param {string} kind
 * @param {string} [value]
 */
export const isDecided = ({ decisions }, kind, value) =>
  decisions.some((one) => one.kind === kind && (value === undefined || one.value === value));
