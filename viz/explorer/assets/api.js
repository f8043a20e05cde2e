// Questions to the server: each can be given up, says how long it takes, and fails in sentences.

export class Failure extends Error {
  constructor({ what, kept, todo }, fields = null, given_up = false) {
    super(what);
    Object.assign(this, { what, kept: kept || "", todo: todo || "", fields, givenUp: given_up });
  }
}

export const events = new EventTarget(); // "busy" (detail: pending questions), "graph-changed"
const pending = new Set();
let stamp = null;

function tell() {
  events.dispatchEvent(new CustomEvent("busy", { detail: [...pending] }));
}

function look(response) {
  const now = response.headers.get("Citeloom-Graph");
  if (!now) return;
  if (stamp !== null && now !== stamp) events.dispatchEvent(new CustomEvent("graph-changed"));
  else stamp = now;
}

export function cancelAll() {
  for (const one of pending) one.control.abort("cancelled");
}

// ask("/api/…", {body, signal, doing}): `doing` says what is waited for; quiet ones have none.
export async function ask(address, { body = undefined, signal = null, doing = "" } = {}) {
  const control = new AbortController(),
    one = { control, doing, since: performance.now() };
  const stop = () => control.abort("left");
  if (signal) {
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  }
  if (doing) {
    pending.add(one);
    tell();
  }
  try {
    const response = await fetch(address, {
      method: body === undefined ? "GET" : "POST",
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: control.signal,
    });
    const found = await response.json();
    if (!response.ok)
      throw new Failure(
        found.error || { what: `The explorer answered ${response.status}` },
        found.fields || null,
      );
    look(response);
    return found;
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (control.signal.aborted)
      throw new Failure(
        {
          what: "This was cancelled",
          kept: "The graph is as it was",
          todo: "Ask again when you like",
        },
        null,
        control.signal.reason === "left" ? "left" : "cancelled",
      );
    throw new Failure({
      what: "The explorer does not answer",
      kept: "Your lists are in this browser",
      todo: "See whether `citeloom explore` still runs, and try again",
    });
  } finally {
    if (signal) signal.removeEventListener("abort", stop);
    if (doing) {
      pending.delete(one);
      tell();
    }
  }
}

export const query = (path, parameters) => `${path}?${new URLSearchParams(parameters)}`;

// Has the graph changed since this page began to show it?
export async function watch() {
  try {
    await ask("/api/graph");
  } catch {
    /* who asks next is told */
  }
}
