// Take: the papers that were collected, related work for them with reasons, and exports.

import { ask } from "./api.js";
import { lists } from "./lists.js";
import {
  counted,
  emptyBox,
  failureBox,
  make,
  number,
  paperLine,
  readAddress,
  save,
  say,
  takeButton,
  toast,
} from "./parts.js";

export function mount(root, { params, signal }) {
  const only = params.get("for"); // one paper, instead of the list
  const whole = params.get("for") === "listing";
  const listBox = make("div", { class: "card-body" }),
    head = make("div", { class: "list-head" });
  const found = make("div", { class: "card-body" }),
    formats = make("div", { class: "formats" });
  const source = make("select", { id: "related-for" });
  const limit = make(
    "select",
    { id: "related-limit" },
    ...[10, 20, 50, 100].map((count) => make("option", { value: count }, String(count))),
  );
  limit.value = "20";
  let suggestions = null,
    names = {},
    basis = "";

  // --- the list

  const rename = async () => {
    const input = make("input", {
      type: "text",
      value: lists.current.name,
      "aria-label": "Name of the list",
      maxlength: "80",
    });
    const done = (keep) => {
      if (keep) lists.rename(input.value);
      else fillList();
    };
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") done(true);
      if (event.key === "Escape") {
        event.stopPropagation();
        done(false);
      }
    });
    input.addEventListener("blur", () => {
      if (input.isConnected) done(true);
    });
    head.querySelector("h1").replaceChildren(input);
    input.focus();
    input.select();
  };
  const remove = (paper) => {
    const gone = lists.remove(paper.id);
    if (gone)
      toast(`“${paper.title || paper.id}” is taken out.`, "Undo", () => lists.putBack(gone));
  };
  const removeList = () => {
    const gone = lists.removeList();
    toast(`The list “${gone[1].name}” is removed.`, "Undo", () => lists.restoreList(gone));
  };

  function fillList() {
    const list = lists.current,
      choice = make(
        "select",
        { "aria-label": "Choose a list" },
        ...lists.all.map((one) =>
          make("option", { value: one.id }, `${one.name} (${one.papers.length})`),
        ),
      );
    choice.value = list.id;
    choice.addEventListener("change", () => lists.choose(choice.value));
    head.replaceChildren(
      make("h1", {}, list.name, " ", make("span", { class: "count" }, number(list.papers.length))),
      make(
        "div",
        { class: "buttons" },
        lists.all.length > 1 ? choice : null,
        make("button", { type: "button", onclick: rename }, "Rename"),
        make(
          "button",
          {
            type: "button",
            onclick: () => {
              lists.create(`List ${lists.all.length + 1}`);
              rename();
            },
          },
          "New list",
        ),
        make("button", { type: "button", onclick: removeList }, "Remove the list"),
      ),
    );
    if (!list.papers.length)
      listBox.replaceChildren(
        emptyBox(
          "The list is empty. Add papers with the + beside them: on the start page, in an answer, in a graph (key a), or on a paper's card. It is kept in this browser.",
        ),
      );
    else
      listBox.replaceChildren(
        make(
          "ol",
          { class: "lines" },
          ...list.papers.map((paper) =>
            make(
              "li",
              { class: "paper-line" },
              make(
                "div",
                { class: "paper-text" },
                make("a", { href: readAddress(paper.id) }, paper.title || paper.id),
                make(
                  "div",
                  { class: "aside" },
                  [paper.year, paper.reason].filter(Boolean).join(" · "),
                ),
              ),
              make(
                "button",
                {
                  type: "button",
                  class: "take small",
                  "aria-label": `Take out ${paper.title || paper.id}`,
                  title: "Take out of the list",
                  onclick: () => remove(paper),
                },
                make("span", { "aria-hidden": "true" }, "×"),
              ),
            ),
          ),
        ),
      );
    fillSource();
  }

  function fillSource() {
    const before = source.value;
    const entries = [
      [
        "list",
        `“${lists.current.name}” (${counted(lists.current.papers.length, "paper", "papers")})`,
      ],
      ["listing", "the whole listing of the graph"],
    ];
    if (only && !whole) entries.push(["one", "the paper that you came from"]);
    source.replaceChildren(...entries.map(([value, text]) => make("option", { value }, text)));
    source.value =
      before ||
      (whole ? "listing" : only ? "one" : lists.current.papers.length ? "list" : "listing");
  }

  // --- related work

  const papersFor = () =>
    source.value === "list"
      ? lists.current.papers.map((paper) => paper.id)
      : source.value === "one"
        ? [only]
        : [];

  async function suggest() {
    if (source.value === "list" && !lists.current.papers.length) {
      found.replaceChildren(
        emptyBox("The list is empty: add papers first, or ask for the whole listing."),
      );
      return;
    }
    found.setAttribute("aria-busy", "true");
    try {
      const answer = await ask("/api/related", {
        body: {
          papers: papersFor(),
          dismissed: lists.current.dismissed,
          limit: Number(limit.value),
        },
        signal,
        doing: "Looking for related work",
      });
      ({ suggestions, names, basis } = answer);
      fillSuggestions(answer.missing);
      say(counted(suggestions.length, "suggestion", "suggestions"));
    } catch (failure) {
      if (failure.givenUp === "left") return;
      found.replaceChildren(failureBox(failure, suggest));
    } finally {
      found.removeAttribute("aria-busy");
    }
  }

  function fillSuggestions(missing = []) {
    if (!suggestions) return;
    const dismissed = lists.current.dismissed.length;
    const foot = dismissed
      ? [
          make(
            "p",
            { class: "aside" },
            `${counted(dismissed, "suggestion is", "suggestions are")} dismissed for this list. `,
            make(
              "button",
              {
                type: "button",
                class: "plain",
                onclick: () => {
                  lists.recall();
                  suggest();
                },
              },
              "Bring them back",
            ),
          ),
        ]
      : [];
    const gone = missing.length
      ? [
          make(
            "p",
            { class: "note" },
            `${counted(missing.length, "paper of the list is", "papers of the list are")} not in this graph and count for nothing here.`,
          ),
        ]
      : [];
    const left = suggestions.filter((one) => !lists.current.dismissed.includes(one.id));
    if (!left.length) {
      found.replaceChildren(
        ...gone,
        emptyBox("Nothing is left to suggest."),
        make("p", { class: "aside" }, basis),
        ...foot,
      );
      return;
    }
    const lines = left.map((one) => {
      const why = make(
        "details",
        { class: "why" },
        make("summary", {}, one.reason || "Why?"),
        make(
          "ul",
          {},
          ...one.evidence.map((ground) =>
            make(
              "li",
              {},
              ground.text,
              ground.papers.length
                ? make(
                    "details",
                    { class: "drill" },
                    make(
                      "summary",
                      {},
                      counted(ground.papers.length, "paper behind it", "papers behind it"),
                    ),
                    make(
                      "ul",
                      {},
                      ...ground.papers.map((id) =>
                        make(
                          "li",
                          {},
                          names[id]
                            ? make(
                                "a",
                                { href: readAddress(id) },
                                `${names[id][0] || id}${names[id][1] ? ` (${names[id][1]})` : ""}`,
                              )
                            : make("code", {}, id),
                        ),
                      ),
                    ),
                  )
                : null,
            ),
          ),
        ),
      );
      const line = paperLine(one, why);
      line.classList.add("suggestion");
      line.querySelector(".take").replaceWith(
        make(
          "div",
          { class: "buttons" },
          takeButton({
            id: one.id,
            title: one.title,
            year: one.year,
            reason: one.reason,
            group: one.group,
          }),
          make(
            "button",
            {
              type: "button",
              class: "dismiss",
              onclick: () => {
                const next = line.nextElementSibling || line.previousElementSibling;
                lists.dismiss(one.id);
                fillSuggestions(missing);
                toast(`“${one.title || one.id}” is dismissed.`, "Undo", () => {
                  lists.recall(one.id);
                  fillSuggestions(missing);
                });
                if (next) {
                  const again = found.querySelector(
                    `[data-paper="${CSS.escape(next.dataset.paper)}"] .dismiss`,
                  );
                  if (again) again.focus();
                }
              },
            },
            "Dismiss",
          ),
        ),
      );
      line.dataset.paper = one.id;
      return line;
    });
    found.replaceChildren(
      ...gone,
      make("p", { class: "aside" }, basis),
      make("ol", { class: "lines suggestions" }, ...lines),
      ...foot,
    );
  }

  // --- exports

  async function write(format) {
    const which = formats.querySelector("input:checked").value;
    const papers =
      which === "list"
        ? lists.current.papers
        : (suggestions || []).filter((one) => !lists.current.dismissed.includes(one.id));
    if (!papers.length) {
      toast(
        which === "list"
          ? "The list is empty: add papers first."
          : "There are no suggestions yet: look for related work first.",
      );
      return;
    }
    try {
      const answer = await ask("/api/export", {
        body: {
          format,
          name: which === "list" ? lists.current.name : `${lists.current.name} related`,
          papers: papers.map(({ id, reason, group }) => ({ id, reason, group })),
        },
        signal,
        doing: "Writing the files",
      });
      for (const [name, text] of Object.entries(answer.files)) save(name, text);
      toast(
        `${Object.keys(answer.files).join(" and ")} saved.${answer.missing.length ? ` ${counted(answer.missing.length, "paper is", "papers are")} not in this graph and left out.` : ""}`,
      );
    } catch (failure) {
      if (failure.givenUp !== "left") toast(`${failure.what}. ${failure.todo}`);
    }
  }

  async function fillFormats() {
    try {
      const all = await ask("/api/formats", { signal });
      formats.replaceChildren(
        make(
          "fieldset",
          {},
          make("legend", { class: "unseen" }, "What to export"),
          ...[
            ["list", "The list"],
            ["suggestions", "The suggestions"],
          ].map(([value, text], i) => {
            const input = make("input", {
              type: "radio",
              name: "which",
              value,
              id: `which-${value}`,
            });
            input.checked = i === 0;
            return make("label", {}, input, ` ${text}`);
          }),
        ),
        make(
          "ul",
          {},
          ...all.map((one) =>
            make(
              "li",
              {},
              make("button", { type: "button", onclick: () => write(one.name) }, one.name),
              make("span", { class: "aside" }, ` ${one.description}`),
            ),
          ),
        ),
      );
    } catch (failure) {
      if (failure.givenUp !== "left") formats.replaceChildren(failureBox(failure, fillFormats));
    }
  }

  const button = make("button", { type: "submit", class: "main" }, "Look for related work");
  const form = make(
    "form",
    { class: "related-form" },
    make("label", { for: "related-for" }, "For"),
    source,
    make("label", { for: "related-limit" }, "Suggestions"),
    limit,
    button,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    suggest();
  });
  root.replaceChildren(
    make(
      "div",
      { class: "wrap" },
      head,
      make(
        "div",
        { class: "two" },
        make(
          "div",
          {},
          make("section", { class: "card" }, make("h2", {}, "Papers"), listBox),
          make(
            "section",
            { class: "card" },
            make("h2", {}, "Export"),
            make("div", { class: "card-body" }, formats),
          ),
        ),
        make(
          "div",
          {},
          make(
            "section",
            { class: "card" },
            make("h2", {}, "Related work"),
            make("div", { class: "card-body" }, form),
            found,
          ),
        ),
      ),
    ),
  );
  const follow = () => fillList();
  lists.addEventListener("change", follow);
  fillList();
  found.replaceChildren(
    emptyBox(
      "Suggestions come with their reasons: cited by many of them, cited together with them, the same references, people, code or words. What you dismiss does not come again for this list.",
    ),
  );
  const filled = [fillFormats()];
  if (only) filled.push(suggest());
  return {
    title: "Take",
    filled: Promise.all(filled),
    leave: () => lists.removeEventListener("change", follow),
  };
}
