// Questions to the server: each can be given up, says how long it takes, and fails in sentences.

/** @import {Said} from "./server-answers.d.ts" */

import { Signal } from "../../assets/signal.js";

/** @typedef {{ control: AbortController, doing: string, since: number }} Pending */
/** @typedef {Record<string, Said>} FieldErrors What is wrong, by the names of a form's fields. */

/** A question that was not answered; `givenUp` says whether it was cancelled, or the view left. */
export class Failure extends Error {
  /**
   * @param {Said} said
   * @param {FieldErrors | null} [fields]
   * @param {"left" | "cancelled" | null} [givenUp]
   */
  constructor({ what, kept = "", todo = "" }, fields = null, givenUp = null) {
    super(what);
    this.what = what;
    this.kept = kept;
    this.todo = todo;
    this.fields = fields;
    this.givenUp = givenUp;
  }
}

/**
 * Whatever was thrown, as a failure.
 *
 * @param {unknown} thrown
 */
export function asFailure(thrown) {
  if (thrown instanceof Failure) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new Failure({ what: `Something went wrong in the page (${message})` });
}

/** @type {Signal<Pending[]>} What is waited for has changed. */
export const pendingChanged = new Signal();
/** @type {Signal<void>} The graph is another than when the page began to show it. */
export const graphChanged = new Signal();

/** @type {Set<Pending>} */
const pending = new Set();
/** @type {string | null} */
let stamp = null;

/** @param {Response} response */
function noticeGraph(response) {
  const now = response.headers.get("Citeloom-Graph");
  if (!now) return;
  if (stamp !== null && now !== stamp) graphChanged.send();
  else stamp = now;
}

/** What follows shows another graph than before, and is meant to. */
export function acceptGraph() {
  stamp = null;
}

export function cancelAll() {
  for (const one of pending) one.control.abort("cancelled");
}

/**
 * @typedef {object} AskOptions
 * @property {unknown} [body] Posted as JSON.
 * @property {AbortSignal | null} [signal] Gives the question up.
 * @property {string} [doing] What is waited for; without it the wait is not told.
 */

/**
 * Ask the server.
 *
 * @param {string} address
 * @param {AskOptions} [options]
 * @returns {Promise<any>} What it answers; server-answers.d.ts has the types.
 * @throws {Failure}
 */
export async function ask(address, { body, signal = null, doing = "" } = {}) {
  const control = new AbortController(),
    one = { control, doing, since: performance.now() },
    release = followSignal(signal, control);
  if (doing) pending.add(one);
  pendingChanged.send([...pending]);
  try {
    return await send(address, body, control.signal);
  } catch (error) {
    throw error instanceof Failure ? error : explain(control.signal);
  } finally {
    release();
    pending.delete(one);
    pendingChanged.send([...pending]);
  }
}

/**
 * Give a question up when a signal says so; returns a function that ends this.
 *
 * @param {AbortSignal | null} signal
 * @param {AbortController} control
 */
function followSignal(signal, control) {
  const stop = () => control.abort("left");
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop, { once: true });
  return () => signal?.removeEventListener("abort", stop);
}

/**
 * @param {string} address
 * @param {unknown} body
 * @param {AbortSignal} signal
 */
async function send(address, body, signal) {
  const post = {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  const response = await fetch(address, body === undefined ? { signal } : { signal, ...post }),
    found = await response.json();
  if (!response.ok) {
    const said = found.error ?? { what: `The explorer answered ${response.status}` };
    throw new Failure(said, found.fields ?? null);
  }
  noticeGraph(response);
  return found;
}

/** Why there was no answer. @param {AbortSignal} signal */
function explain(signal) {
  if (signal.aborted) {
    const kept = "The graph is as it was",
      todo = "Ask again when you like",
      givenUp = signal.reason === "left" ? "left" : "cancelled";
    return new Failure({ what: "This was cancelled", kept, todo }, null, givenUp);
  }
  return new Failure({
    what: "The explorer does not answer",
    kept: "Your lists are in this browser",
    todo: "See whether `citeloom explore` still runs, and try again",
  });
}

/**
 * @param {string} path
 * @param {Record<string, string | number>} parameters
 */
export const withQuery = (path, parameters) => {
  const texts = Object.entries(parameters).map(([name, value]) => [name, String(value)]);
  return `${path}?${new URLSearchParams(texts)}`;
};

/** Look whether the graph has changed since this page began to show it. */
export async function watchGraph() {
  try {
    await ask("/api/graph");
  } catch {
    /* who asks next is told */
  }
}
