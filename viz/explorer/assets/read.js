// Read: the card of a paper.

import { ask, query } from "./api.js";
import { Combobox } from "./combobox.js";
import {
  askAddress,
  counted,
  emptyBox,
  exploreAddress,
  failureBox,
  later,
  make,
  number,
  paperLine,
  readAddress,
  sentences,
  takeButton,
  webLink,
} from "./parts.js";

const RECENT = "citeloom-read";
const recent = () => {
  try {
    return JSON.parse(sessionStorage.getItem(RECENT)) || [];
  } catch {
    return [];
  }
};
const remember = ({ id, title, year }) => {
  try {
    sessionStorage.setItem(
      RECENT,
      JSON.stringify(
        [{ id, title, year }, ...recent().filter((one) => one.id !== id)].slice(0, 12),
      ),
    );
  } catch {
    /* kept nowhere */
  }
};

const STEPS = {
  hub: "the Hugging Face Hub",
  doi: "its DOI",
  single: "a look-up of its own",
  "title-search": "a search for its title",
  id: "the id in the listing",
};
const MATCHES = {
  exact: "found by equal title",
  id: "found by its id",
  fuzzy: "found by a near title",
  ambiguous: "several works fit, so that it is linked to none",
  none: "not found",
};
const ARTEFACTS = {
  HAS_CODE: "Code",
  HAS_MODEL: "Models",
  HAS_DATASET: "Datasets",
  HAS_SPACE: "Spaces",
  LINKS_TO: "Web pages",
};
const LABELS = {
  HAS_CODE: "Repository",
  HAS_MODEL: "Model",
  HAS_DATASET: "Dataset",
  HAS_SPACE: "Space",
  LINKS_TO: "WebPage",
};
const RELATIONS = {
  own: "the authors' own",
  mentioned: "mentioned, not necessarily the authors' own",
  candidate: "a candidate that nobody has confirmed",
};
const SOURCES = { abstract: "the abstract", hub: "the Hugging Face Hub" };

function authors(found) {
  const places = [],
    place = (one) => {
      let at = places.findIndex((each) => each.id === one.id);
      if (at < 0) at = places.push(one) - 1;
      return at + 1;
    };
  const people = found.authors.map((one, i) => {
    const marks = one.institutions.map(place);
    return make(
      "li",
      {},
      make("a", { href: exploreAddress(`Author:${one.id}`) }, one.name || one.id),
      marks.length ? make("sup", {}, marks.join(",")) : null,
      one.corresponding
        ? make("span", { class: "aside", title: "takes correspondence" }, " ✉")
        : null,
      i < found.authors.length - 1 ? ", " : "",
    );
  });
  const shown = people.slice(0, 20),
    list = make("ul", { class: "authors" }, ...shown);
  if (people.length > shown.length) {
    const more = make(
      "button",
      {
        type: "button",
        class: "plain",
        onclick: () => {
          more.remove();
          list.append(...people.slice(20));
        },
      },
      `and ${number(people.length - 20)} more`,
    );
    list.append(more);
  }
  return [
    list,
    found.paper.authors_truncated
      ? make("p", { class: "aside" }, "The source cuts its list of authors.")
      : null,
    places.length
      ? make(
          "ol",
          { class: "places aside" },
          ...places.map((one, i) =>
            make(
              "li",
              {},
              make("sup", {}, String(i + 1)),
              " ",
              make("a", { href: exploreAddress(`Institution:${one.id}`) }, one.name || one.id),
              one.country ? `, ${one.country}` : "",
            ),
          ),
        )
      : null,
  ];
}

function artefacts(found) {
  const lists = Object.entries(ARTEFACTS)
    .map(([kind, name]) => [kind, name, found.artefacts.filter((one) => one.kind === kind)])
    .filter(([, , some]) => some.length);
  if (!lists.length)
    return emptyBox("Neither the abstract nor the Hub names code, models or data of this paper.");
  return lists.map(([kind, name, some]) =>
    make(
      "div",
      { class: "artefacts" },
      make("h3", {}, `${name} `, make("span", { class: "count" }, number(some.length))),
      make(
        "ul",
        { class: "lines" },
        ...some.map((one) => {
          const about = [
            RELATIONS[one.relation],
            one.stars === null || one.stars === undefined
              ? null
              : counted(one.stars, "star", "stars"),
            one.likes === null || one.likes === undefined
              ? null
              : counted(one.likes, "like", "likes"),
            one.downloads === null || one.downloads === undefined
              ? null
              : `${number(one.downloads)} downloads last month`,
            one.language,
            one.status && one.status !== "ok" && one.status !== "unknown" ? one.status : null,
          ];
          return make(
            "li",
            {},
            make("a", { href: exploreAddress(`${LABELS[kind]}:${one.id}`) }, one.id),
            one.url ? make("span", { class: "out" }, " ", webLink("open", one.url)) : null,
            make("div", { class: "aside" }, about.filter(Boolean).join(" · ")),
            one.evidence ? make("blockquote", {}, one.evidence) : null,
            one.source
              ? make(
                  "div",
                  { class: "aside" },
                  `According to ${SOURCES[one.source] || one.source}${one.confidence !== null && one.confidence !== undefined ? `, sure to ${Math.round(one.confidence * 100)} %` : ""}.`,
                )
              : null,
          );
        }),
      ),
    ),
  );
}

function citing(title, way, found, signal) {
  const { total, papers } = found[way === "out" ? "references" : "citations"],
    paper = found.paper;
  const list = make("ul", { class: "lines" }, ...papers.map((one) => paperLine(one)));
  const box = make(
    "section",
    { class: "card" },
    make(
      "h2",
      {},
      `${title} `,
      make("span", { class: "count" }, number(total)),
      total > 1
        ? make(
            "a",
            {
              class: "more",
              href: askAddress(way === "out" ? "references" : "citations", { paper: paper.id }),
            },
            "as a table",
          )
        : null,
    ),
    make("div", { class: "card-body" }, list),
  );
  const body = box.lastChild;
  if (!total) {
    const why =
      way === "in"
        ? "No paper of this graph cites it."
        : paper.references_source
          ? "None of its references is in this graph."
          : "No source has its reference list.";
    body.replaceChildren(emptyBox(why));
  }
  if (way === "out" && paper.references_count)
    body.append(
      make(
        "p",
        { class: "aside" },
        `${paper.references_source === "s2" ? "Semantic Scholar" : "OpenAlex"} names ${counted(paper.references_count, "reference", "references")}${paper.references_missing ? `; ${number(paper.references_missing)} of them lead to no work` : ""}.`,
      ),
    );
  if (total > papers.length) {
    const more = make(
      "button",
      { type: "button" },
      total <= 100 ? `Show all ${number(total)}` : "Show the first 100",
    );
    more.addEventListener("click", async () => {
      more.disabled = true;
      try {
        const rest = await ask(query("/api/citing", { id: paper.id, way, limit: 100 }), {
          signal,
          doing: "Reading citations",
        });
        list.replaceChildren(...rest.papers.map((one) => paperLine(one)));
        more.remove();
      } catch (failure) {
        more.disabled = false;
        if (failure.givenUp !== "left") body.append(failureBox(failure));
      }
    });
    body.append(
      make("p", { class: "aside" }, `The ${papers.length} most cited by the list. `),
      more,
    );
  }
  return box;
}

function match({ paper }) {
  if (!paper.listed) return null;
  const lines = [["In", (paper.listings || ["a listing"]).join(", ")]];
  if (paper.match) lines.push(["Match", MATCHES[paper.match] || paper.match]);
  if (paper.match_step) lines.push(["Through", STEPS[paper.match_step] || paper.match_step]);
  if (paper.match_score !== undefined)
    lines.push(["Likeness of the titles", paper.match_score.toFixed(2)]);
  if (paper.match_evidence) lines.push(["Why", paper.match_evidence]);
  return make(
    "section",
    { class: `card ${["ambiguous", "none"].includes(paper.match) ? "unclear" : ""}` },
    make("h2", {}, "How it was found"),
    make(
      "div",
      { class: "card-body" },
      make(
        "dl",
        { class: "facts-list" },
        ...lines.flatMap(([name, text]) => [make("dt", {}, name), make("dd", {}, text)]),
      ),
      paper.match_candidates && paper.match_candidates.length
        ? make(
            "div",
            {},
            make("h3", {}, "Candidates"),
            make("ul", { class: "lines" }, ...paper.match_candidates.map(candidate)),
          )
        : null,
    ),
  );
}

// "W1 (0.93, 2019) Title": the id leads to where it can be looked at.
function candidate(text) {
  const parts = /^(\S+) \(([\d.]+)(?:, (\d+|None|\?))?\) (.*)$/.exec(text);
  if (!parts) return make("li", {}, text);
  const [, id, score, year, title] = parts;
  return make(
    "li",
    {},
    title,
    make(
      "div",
      { class: "aside" },
      [year, `likeness ${score}`].filter(Boolean).join(" · "),
      " · ",
      /^W\d+$/.test(id) ? webLink(id, `https://openalex.org/${id}`) : id,
    ),
  );
}

function show(found, signal) {
  const { paper } = found;
  const over = [
    paper.listed ? "In my list" : null,
    paper.work_type,
    paper.language && paper.language !== "en" ? paper.language : null,
  ]
    .filter(Boolean)
    .join(" · ");
  const facts = [
    [
      "Published",
      [paper.date || paper.year, ...found.venues.map((one) => one.name || one.id)]
        .filter(Boolean)
        .join(", "),
    ],
    [
      "Volume",
      [
        paper.volume,
        paper.issue ? `no. ${paper.issue}` : null,
        paper.pages ? `pp. ${paper.pages}` : null,
      ]
        .filter(Boolean)
        .join(", "),
    ],
    [
      "Citations in OpenAlex",
      paper.cited_by_count === undefined ? "" : number(paper.cited_by_count),
    ],
    ["Weighted by field and year", paper.fwci === undefined ? "" : paper.fwci.toFixed(2)],
    ["Upvotes on the Hub", paper.upvotes === undefined ? "" : number(paper.upvotes)],
    ["Data of", paper.fetched_at ? paper.fetched_at.slice(0, 10) : ""],
  ].filter(([, text]) => text);
  return [
    make(
      "div",
      { class: "head" },
      make(
        "p",
        { class: "over" },
        over,
        paper.sample ? make("span", { class: "badge" }, "sample data, made up") : null,
      ),
      make("h1", { tabindex: "-1" }, paper.title || paper.id),
      paper.is_retracted ? make("p", { class: "warning" }, "This work has been retracted.") : null,
      ...authors(found),
      make(
        "p",
        { class: "actions" },
        takeButton(paper),
        make(
          "a",
          { class: "button", href: exploreAddress(`Paper:${paper.id}`) },
          "Explore from here",
        ),
        make(
          "a",
          { class: "button", href: `/take?for=${encodeURIComponent(paper.id)}` },
          "Related work",
        ),
        ...found.links.map(([name, url]) => {
          const link = webLink(name, url);
          if (link.classList) link.classList.add("button");
          return link;
        }),
      ),
    ),
    make(
      "div",
      { class: "two" },
      make(
        "div",
        {},
        make(
          "section",
          { class: "card" },
          make("h2", {}, "Abstract"),
          make(
            "div",
            { class: "card-body" },
            paper.abstract
              ? make("p", { class: "prose" }, paper.abstract)
              : emptyBox("No source has its abstract."),
          ),
        ),
        citing("Cites", "out", found, signal),
        citing("Cited by", "in", found, signal),
      ),
      make(
        "div",
        {},
        make(
          "section",
          { class: "card" },
          make("h2", {}, "Facts"),
          make(
            "div",
            { class: "card-body" },
            make(
              "dl",
              { class: "facts-list" },
              ...facts.flatMap(([name, text]) => [
                make("dt", {}, name),
                make("dd", {}, String(text)),
              ]),
            ),
            found.topics.length
              ? make(
                  "p",
                  { class: "chips" },
                  ...found.topics.map((one) =>
                    make(
                      "a",
                      { class: "chip", href: exploreAddress(`Topic:${one.id}`) },
                      one.name || one.id,
                    ),
                  ),
                )
              : null,
          ),
        ),
        match(found),
        make(
          "section",
          { class: "card" },
          make("h2", {}, "Code, models and data"),
          make("div", { class: "card-body" }, ...[artefacts(found)].flat()),
        ),
        make(
          "section",
          { class: "card" },
          make("h2", {}, "Names of this paper"),
          make(
            "div",
            { class: "card-body" },
            make(
              "p",
              { class: "ids" },
              ...[paper.id, paper.doi, paper.arxiv_id, ...(paper.aliases || [])]
                .filter((id, i, all) => id && all.indexOf(id) === i)
                .map((id) => make("code", {}, id)),
            ),
          ),
        ),
      ),
    ),
  ].filter(Boolean);
}

function none(root, go) {
  const input = make("input", {
    type: "search",
    id: "pick",
    placeholder: "Part of a title",
    "aria-label": "Find a paper to read",
  });
  const before = recent();
  root.replaceChildren(
    make(
      "div",
      { class: "wrap" },
      make(
        "div",
        { class: "head" },
        make("h1", {}, "Read a paper"),
        make(
          "p",
          {},
          "Type words of its title; an arXiv id or a DOI followed by Enter does as well.",
        ),
      ),
      make("div", { class: "picker large" }, input),
      before.length
        ? make(
            "section",
            { class: "card" },
            make("h2", {}, "Read lately"),
            make(
              "div",
              { class: "card-body" },
              make("ul", { class: "lines" }, ...before.map((one) => paperLine(one))),
            ),
          )
        : make(
            "p",
            { class: "aside" },
            "What you read in this tab will be listed here.",
            sentences(""),
          ),
    ),
  );
  new Combobox(input, {
    labels: "Paper",
    limit: 10,
    choose: (hit) => go(readAddress(hit.id)),
    enter: (text) => {
      if (text) go(readAddress(text));
    },
  });
  input.focus({ preventScroll: true });
  return { title: "Read" };
}

export function mount(root, { rest, signal, go, retitle }) {
  if (!rest) return none(root, go);
  const box = make("div", { class: "wrap paper-card" }),
    mounted = { title: "Read" };
  root.replaceChildren(box);
  mounted.filled = later(
    box,
    14,
    () => ask(query("/api/paper", { id: rest }), { signal, doing: "Reading the paper" }),
    (found) => {
      mounted.title = found.paper.title || found.paper.id;
      remember(found.paper);
      retitle();
      return show(found, signal);
    },
  );
  return mounted;
}
