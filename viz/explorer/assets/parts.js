// Pieces that several views share.

import { counted, make, webLink } from "/drawing/elements.js";
import { lists } from "./lists.js";

export { counted, make, webLink };

export const number = (value) => value.toLocaleString("en");

export const readAddress = (paper) => `/read/${encodeURIComponent(paper)}`;
export const exploreAddress = (node) => `/explore?show=${encodeURIComponent(node)}`;
export const askAddress = (name, parameters = {}) => {
  const text = new URLSearchParams(parameters).toString();
  return `/ask/${name}${text ? `?${text}` : ""}`;
};

export function say(text) {
  document.querySelector("#said").textContent = text;
}

let fading = 0;
export function toast(text, label = "", act = null) {
  const box = document.querySelector("#toast"),
    button = box.querySelector("button");
  clearTimeout(fading);
  box.querySelector(".text").textContent = text;
  button.hidden = !act;
  button.textContent = label;
  button.onclick = () => {
    box.hidden = true;
    act();
  };
  box.hidden = false;
  const fade = () => {
    fading = setTimeout(
      () => {
        if (box.matches(":hover, :focus-within")) fade();
        else box.hidden = true;
      },
      act ? 9000 : 5000,
    );
  };
  fade();
}

// Sentences in which the name of a query leads to it.
export function sentences(text) {
  const parts = document.createDocumentFragment();
  text.split(/(`citeloom query [a-z-]+`)/).forEach((part) => {
    const name = /^`citeloom query ([a-z-]+)`$/.exec(part);
    if (name) parts.append(make("a", { href: `/ask/${name[1]}` }, name[1]));
    else
      part.split("`").forEach((piece, i) => parts.append(i % 2 ? make("code", {}, piece) : piece));
  });
  return parts;
}

const stop = (text) => (text && !/[.!?]$/.test(text) ? `${text}.` : text);

export function failureBox(failure, again = null) {
  if (failure.givenUp === "left") return make("div", {});
  const kind = failure.givenUp ? "failure cancelled" : "failure";
  return make(
    "div",
    { class: kind, role: failure.givenUp ? "status" : "alert" },
    make(
      "p",
      { class: "what" },
      sentences(stop(failure.what || `Something went wrong in the page (${failure.message})`)),
    ),
    failure.kept ? make("p", { class: "aside" }, sentences(stop(failure.kept))) : null,
    failure.todo ? make("p", {}, sentences(stop(failure.todo))) : null,
    again ? make("button", { type: "button", onclick: again }, "Try again") : null,
  );
}

export function emptyBox(text, ...more) {
  return make("div", { class: "empty" }, make("p", {}, sentences(text)), ...more);
}

// A place that is filled later; its height is kept meanwhile, so that nothing jumps.
export function later(box, lines, fetch, fill) {
  box.replaceChildren(
    ...Array.from({ length: lines }, () => make("div", { class: "ghost", "aria-hidden": "true" })),
  );
  box.setAttribute("aria-busy", "true");
  const load = async () => {
    try {
      const found = await fetch();
      box.replaceChildren(
        ...[fill(found)].flat().filter((part) => part !== null && part !== undefined),
      );
    } catch (failure) {
      if (failure.givenUp === "left") return;
      box.replaceChildren(failureBox(failure, () => later(box, lines, fetch, fill)));
    } finally {
      box.removeAttribute("aria-busy");
    }
  };
  return load();
}

// "Add to the list" and back; every such button of a paper tells the same.
export function takeButton(paper, { small = false } = {}) {
  const button = make("button", { type: "button", class: small ? "take small" : "take" });
  const show = () => {
    const has = lists.has(paper.id);
    button.setAttribute("aria-pressed", String(has));
    const text = has ? "In the list" : "Add to the list";
    button.replaceChildren(
      make("span", { "aria-hidden": "true" }, has ? "✓" : "+"),
      small ? make("span", { class: "unseen" }, `${text}: ${paper.title || paper.id}`) : ` ${text}`,
    );
    button.title = has
      ? `In “${lists.current.name}”: click to take it out`
      : `Add to “${lists.current.name}”`;
  };
  button.addEventListener("click", () => {
    const has = lists.has(paper.id);
    if (has) lists.remove(paper.id);
    else lists.add(paper);
    say(has ? `Taken out of ${lists.current.name}` : `Added to ${lists.current.name}`);
  });
  const follow = () => {
    if (button.isConnected || !follow.once) {
      follow.once = true;
      show();
    } else lists.removeEventListener("change", follow);
  };
  lists.addEventListener("change", follow);
  show();
  return button;
}

export function paperLine(paper, ...more) {
  const over = [
    paper.authors && paper.authors.length
      ? paper.authors.slice(0, 3).join(", ") + (paper.authors.length > 3 ? " et al." : "")
      : null,
    paper.year,
  ]
    .filter(Boolean)
    .join(" · ");
  return make(
    "li",
    { class: "paper-line" },
    make(
      "div",
      { class: "paper-text" },
      make("a", { href: readAddress(paper.id) }, paper.title || paper.id),
      make(
        "div",
        { class: "aside" },
        over,
        paper.listed ? make("span", { class: "badge listed" }, "my list") : null,
      ),
      ...more,
    ),
    takeButton(paper, { small: true }),
  );
}

export function save(name, text, kind = "text/plain") {
  const address = URL.createObjectURL(new Blob([text], { type: `${kind};charset=utf-8` }));
  const link = make("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 30000);
}

export async function copy(text, from) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Copied.");
  } catch {
    getSelection().selectAllChildren(from); // without a secure connection: select it
    toast("Selected: copy it with your keyboard.");
  }
}
