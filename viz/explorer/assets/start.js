// Start: the list at a glance, and the catalogue.

import { ask } from "./api.js";
import {
  askAddress,
  counted,
  emptyBox,
  exploreAddress,
  later,
  make,
  number,
  readAddress,
  takeButton,
} from "./parts.js";

const bar = (share, label) => {
  const track = make("span", { class: "bar", "aria-hidden": "true" }),
    part = make("span");
  part.style.width = `${Math.round(share * 1000) / 10}%`;
  track.append(part);
  return make("span", { class: "bar-line" }, track, label);
};

export const AREAS = {
  overview: ["Overview", "What is in the list, and how much is known of it"],
  reading: ["Reading", "What to read, in which order, and how papers hang together"],
  related: ["Related", "What belongs beside a paper, and why"],
  people: ["People", "Who writes, with whom, and where"],
  code: ["Code", "Repositories, models, datasets and Spaces"],
  graph: ["Maps", "Answers to look at as a graph"],
};

function card(title, lines, fetch, fill, more = null) {
  const body = make("div", { class: "card-body" });
  const box = make(
    "section",
    { class: "card" },
    make("h2", {}, title, more ? make("a", { class: "more", href: more[0] }, more[1]) : null),
    body,
  );
  return [box, later(body, lines, fetch, fill)];
}

const part = (name, signal) => () =>
  ask(`/api/start/${name}`, { signal, doing: "Looking at the list" });

function years(rows) {
  const known = rows.filter(([year]) => year !== null),
    without = rows.find(([year]) => year === null);
  if (!known.length) return emptyBox("No listed paper has a year.");
  const low = known[0][0],
    high = known[known.length - 1][0],
    count = new Map(known);
  const most = Math.max(...known.map(([, papers]) => papers));
  const chart = make("div", {
    class: "columns",
    role: "img",
    "aria-label": known.map(([year, papers]) => `${year}: ${papers}`).join(", "),
  });
  for (let year = low; year <= high; year++) {
    const papers = count.get(year) || 0,
      column = make("span", {
        class: "column",
        title: `${year}: ${counted(papers, "paper", "papers")}`,
      });
    const fill = make("span", { class: "fill" });
    fill.style.height = `${papers ? Math.max(4, (papers / most) * 100) : 0}%`;
    column.append(
      make("span", { class: "value" }, high - low < 24 && papers ? String(papers) : ""),
      fill,
    );
    chart.append(column);
  }
  return [
    chart,
    make(
      "div",
      { class: "axis aside" },
      make("span", {}, String(low)),
      make("span", {}, high > low ? String(high) : ""),
    ),
    without
      ? make("p", { class: "aside" }, `${counted(without[1], "paper has", "papers have")} no year.`)
      : null,
  ];
}

function coverage(rows) {
  const total = rows[0].count;
  if (!total)
    return emptyBox(
      "This graph has no listed papers. `citeloom build LISTING` loads some; you can search and explore all the same.",
    );
  return make(
    "table",
    { class: "plain-table" },
    make(
      "tbody",
      {},
      ...rows
        .slice(1)
        .map((row) =>
          make(
            "tr",
            {},
            make("th", { scope: "row" }, make("a", { href: askAddress(row.query) }, row.what)),
            make("td", { class: "wide" }, bar(row.count / total, null)),
            make(
              "td",
              { class: "number" },
              `${number(row.count)}`,
              make("span", { class: "aside" }, ` of ${number(total)}`),
            ),
          ),
        ),
    ),
  );
}

export function mount(root, { signal }) {
  const head = make("div", { class: "head" });
  const filled = [
    later(head, 2, part("contents", signal), (found) => [
      make(
        "h1",
        {},
        found.listings.length ? found.listings.join(", ") : "The graph",
        found.sample ? make("span", { class: "badge" }, "sample data, made up") : null,
      ),
      make(
        "p",
        { class: "facts" },
        ...found.nodes.map(([label, count]) =>
          make("span", {}, make("b", {}, number(count)), ` ${label.toLowerCase()}`),
        ),
        make("span", {}, make("b", {}, number(found.citations)), " citations"),
        found.loaded ? make("span", { class: "aside" }, `built ${found.loaded}`) : null,
      ),
    ]),
  ];
  const cards = make("div", { class: "cards" });
  const add = (...rest) => {
    const [box, done] = card(...rest);
    cards.append(box);
    filled.push(done);
  };
  add("How much is known", 6, part("coverage", signal), coverage, [
    askAddress("coverage"),
    "in detail",
  ]);
  add("Years", 6, part("years", signal), years, [askAddress("by-year"), "as a table"]);
  add(
    "Topics",
    8,
    part("topics", signal),
    (rows) => {
      if (!rows.length) return emptyBox("No listed paper has a topic.");
      const most = Math.max(...rows.map((row) => row.count));
      return make(
        "table",
        { class: "plain-table" },
        make(
          "tbody",
          {},
          ...rows
            .slice(0, 8)
            .map((row) =>
              make(
                "tr",
                {},
                make("th", { scope: "row" }, make("a", { href: exploreAddress(row.id) }, row.name)),
                make("td", { class: "wide" }, bar(row.count / most, null)),
                make("td", { class: "number" }, number(row.count)),
              ),
            ),
        ),
      );
    },
    [askAddress("topics-and-papers", { tab: "graph" }), "as a map"],
  );
  add(
    "Everybody cites, not in the list",
    5,
    part("foundations", signal),
    (rows) =>
      rows.length
        ? make(
            "ol",
            { class: "lines" },
            ...rows.map((row) =>
              make(
                "li",
                { class: "paper-line" },
                make(
                  "div",
                  { class: "paper-text" },
                  make("a", { href: readAddress(row.id) }, row.title || row.id),
                  make(
                    "div",
                    { class: "aside" },
                    [row.year, `cited by ${row.cited_by_list} of the list`]
                      .filter(Boolean)
                      .join(" · "),
                  ),
                ),
                takeButton(row, { small: true }),
              ),
            ),
          )
        : emptyBox(
            "No work outside the list is cited by several papers of it. `citeloom query without-references` says which papers have no references.",
          ),
    [askAddress("foundations"), "more"],
  );
  add(
    "Code of the list",
    5,
    part("code", signal),
    (rows) =>
      rows.length
        ? make(
            "ul",
            { class: "lines" },
            ...rows.map((row) =>
              make(
                "li",
                {},
                make(
                  "a",
                  { href: exploreAddress(`Repository:${row.id}`) },
                  row.id.split("/").slice(1).join("/") || row.id,
                ),
                make(
                  "div",
                  { class: "aside" },
                  [row.stars === null ? null : counted(row.stars, "star", "stars"), row.language]
                    .filter(Boolean)
                    .join(" · "),
                  make("a", { class: "of", href: readAddress(row.paper) }, row.title || row.paper),
                ),
              ),
            ),
          )
        : emptyBox("No listed paper names a repository of its own."),
    [askAddress("with-code"), "all"],
  );
  add(
    "Maps of the list",
    5,
    () => ask("/api/catalogue", { signal }),
    (areas) =>
      make(
        "ul",
        { class: "lines" },
        ...areas
          .find((one) => one.area === "graph")
          .queries.filter((one) => !one.parameters.some((each) => each.required))
          .map((one) =>
            make(
              "li",
              {},
              make("a", { href: askAddress(one.name, { tab: "graph" }) }, one.title),
              make("div", { class: "aside" }, one.when),
            ),
          ),
      ),
  );
  const questions = make("div", { class: "areas" });
  filled.push(
    later(
      questions,
      10,
      () => ask("/api/catalogue", { signal }),
      (areas) =>
        Object.entries(AREAS).flatMap(([key, [name, about]]) => {
          const area = areas.find((one) => one.area === key);
          return area
            ? [
                make(
                  "section",
                  { class: "area" },
                  make("h3", {}, name),
                  make("p", { class: "aside" }, about),
                  make(
                    "ul",
                    {},
                    ...area.queries.map((one) =>
                      make(
                        "li",
                        {},
                        make("a", { href: askAddress(one.name), title: one.summary }, one.title),
                      ),
                    ),
                  ),
                ),
              ]
            : [];
        }),
    ),
  );
  root.replaceChildren(
    make(
      "div",
      { class: "wrap" },
      head,
      cards,
      make("h2", { class: "big" }, "Questions to ask"),
      questions,
    ),
  );
  return { title: "Start", filled: Promise.all(filled) };
}
