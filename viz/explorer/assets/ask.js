// Ask: the catalogue's questions, and the one that was chosen.

import { ask } from "./api.js";
import { OWN, own } from "./own.js";
import { askAddress, emptyBox, failureBox, make } from "./parts.js";
import { Question } from "./question.js";
import { AREAS } from "./start.js";

let catalogue = null;

async function loaded() {
  if (!catalogue) catalogue = await ask("/api/catalogue", { doing: "Reading the catalogue" });
  return catalogue;
}

export function mount(root, address) {
  const mounted = { title: "Ask" },
    { signal, retitle } = address;
  const side = make("nav", { class: "side", "aria-label": "Questions" }),
    main = make("div", { class: "main-column" });
  let question = null,
    mine = null;
  const filter = make("input", {
    type: "search",
    placeholder: "Filter the questions",
    "aria-label": "Filter the questions",
  });
  const list = make("div", { class: "side-list" });
  const fill = (name) => {
    const wanted = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    list.replaceChildren(
      ...Object.entries(AREAS).flatMap(([key, [title]]) => {
        const area = catalogue.find((one) => one.area === key),
          fitting = area
            ? area.queries.filter((one) =>
                wanted.every((word) =>
                  `${one.name} ${one.title} ${one.summary}`.toLowerCase().includes(word),
                ),
              )
            : [];
        return fitting.length
          ? [
              make("h2", {}, title),
              make(
                "ul",
                {},
                ...fitting.map((one) =>
                  make(
                    "li",
                    {},
                    make(
                      "a",
                      {
                        href: askAddress(one.name),
                        title: one.summary,
                        ...(one.name === name ? { "aria-current": "page" } : {}),
                      },
                      one.title,
                    ),
                  ),
                ),
              ),
            ]
          : [];
      }),
    );
    if (!list.childNodes.length) list.append(emptyBox("No question has these words."));
  };
  side.append(
    make("p", {}, make("a", { class: "button wide", href: `/ask/${OWN}` }, "Your own Cypher")),
    filter,
    list,
  );
  root.replaceChildren(make("div", { class: "columns-two" }, side, main));
  const leave = () => {
    for (const one of [question && question.stage, mine && mine.stage()]) if (one) one.leave();
    question = mine = null;
  };
  const show = async ({ rest, params, signal: aborting = signal }) => {
    leave();
    root.firstChild.classList.toggle("chosen", Boolean(rest));
    try {
      await loaded();
    } catch (failure) {
      main.replaceChildren(failureBox(failure, () => show({ rest, params })));
      return;
    }
    filter.oninput = () => fill(rest);
    fill(rest);
    if (rest === OWN) {
      mounted.title = "Your own Cypher";
      mine = own({ params }, { signal: aborting });
      main.replaceChildren(mine.element);
      mine.begin();
      return;
    }
    const query = catalogue.flatMap((area) => area.queries).find((one) => one.name === rest);
    if (!rest) {
      mounted.title = "Ask";
      main.replaceChildren(
        make(
          "div",
          { class: "question" },
          make("h1", {}, "Ask"),
          make(
            "p",
            { class: "prose" },
            "Choose a question. Each says what it takes, answers as a table and, where it has one, as a graph, and shows the Cypher that it runs.",
          ),
        ),
      );
      return;
    }
    if (!query) {
      main.replaceChildren(
        failureBox({
          what: `There is no question called ${rest}`,
          todo: "Choose one from the list",
        }),
      );
      return;
    }
    mounted.title = query.title;
    question = new Question(query, { params }, { signal: aborting });
    main.replaceChildren(question.element);
    await question.show();
  };
  mounted.filled = show(address);
  mounted.update = (next) => {
    root.scrollTop = 0;
    mounted.filled = show({ ...next, signal }).then(retitle);
  };
  mounted.leave = leave;
  mounted.retheme = () => {
    for (const one of [question && question.stage, mine && mine.stage()]) if (one) one.retheme();
  };
  return mounted;
}
