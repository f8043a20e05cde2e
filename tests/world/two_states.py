"""A small literature at two times: as it was, and after changes of every kind, with what is none.

    states = TwoStates(works=500, listed=46)
    ... serve states.universe, build from states.lines ...
    expected = states.change({"retracted": 3, "citing": 5})
    states.add_noise()

`change` returns what a reader of the list should be told: pairs of kind and subject.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.world.universe import Universe, source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

WORDS = {
    "how": ("Adaptive", "Bounded", "Recursive", "Robust", "Sparse", "Scalable", "Joint", "Deep"),
    "what": ("parsing", "pooling", "quantisation", "routing", "sampling", "tagging", "alignment"),
    "whose": ("proteins", "glaciers", "dialogues", "sensors", "insects", "melodies", "tables"),
}
LATE = "2016-05-01"  # published, of a work that OpenAlex has only got now
REFERENCES = 8  # of each work
# Listed papers that no service knows at first: the first comes to the Hub and to OpenAlex, the
# second, which is named by an id, and the third come to OpenAlex; the last one never comes.
UNKNOWN = 4

Told = set[tuple[str, str]]


class TwoStates:
    """A literature that changes.

    Args:
        works: How many works OpenAlex knows.
        listed: How many papers the list names: by arXiv id, a few by DOI or title.
        seed: Everything follows from it.

    Attributes:
        universe: What the services know now.
        lines: The list, one paper a line.
        listed: W-ids of the listed papers that OpenAlex knows.
    """

    def __init__(self, works: int, listed: int, seed: int = 1) -> None:
        self.universe = Universe()
        self.chance = random.Random(seed)
        self.today = datetime.now(UTC).date()
        self._made: dict[str, dict[str, Any]] = {}
        self._titles: dict[str, str] = {}
        self._free: dict[str, list[str]] = {}
        ids = [f"W{2_000_000_000 + number}" for number in range(works)]
        half = ids[: works // 2]
        self.listed = sorted(self.chance.sample(ids[works // 2 : -1], listed - UNKNOWN))
        for place, key in enumerate(ids):
            earlier = ids[max(0, place - works // 3) : place] or half[:0]
            cited = self.chance.sample(earlier, min(len(earlier), REFERENCES))
            if place > works // 2 and self.chance.random() < 0.4:
                cited += [each for each in self.listed[:9] if each < key and each not in cited][:2]
            self._make_first(place, key, tuple(cited))
        self.missing = [self._name(works + number) for number in range(UNKNOWN)]
        self.lines = [*map(self._write_line, self.listed), *self.missing]
        self.lines[len(self.listed) + 1] = "arXiv:2402.20001"
        self._order_free(ids)
        # Published within the margin of an update, and there from the beginning.
        self._put(ids[-1], date=self._day(-10), created_date=self._day(-9))
        self._recount()

    def change(self, kinds: Mapping[str, int]) -> Told:
        """Make so many changes of each kind, each to another paper; return what is to be told."""
        changes: dict[str, Callable[[int], tuple[str, str]]] = {
            "citing": self._cite, "retracted": self._retract, "published": self._publish,
            "changed": self._correct, "moved": self._move, "archived": self._archive,
            "gone": self._lose, "code": self._give_code, "model": self._give_model,
            "dataset": self._give_dataset, "found": self._get_known,
        }  # fmt: skip
        told = [changes[kind](place) for kind, count in kinds.items() for place in range(count)]
        self._recount()
        return set(told)

    def add_noise(self) -> None:
        """Change what nobody wants to hear of."""
        for key in sorted(self._made):
            known = self.universe.works[key]
            known["fwci"] = self.chance.random() * 9
            known["updated_date"] = f"{self._day(0)}T00:00:00"
            if self.chance.random() < 0.2:
                known["display_name"] = known["title"] = f"{known['title'].upper()}."
            if self.chance.random() < 0.2:
                known["cited_by_count"] += 1  # of something that is no work of OpenAlex's
        for repository in self.universe.repositories.values():
            repository["stargazers_count"] += 3
            repository["pushed_at"] = f"{self._day(0)}T00:00:00Z"
        for page in self.universe.hub_papers.values():
            page["upvotes"] += 1
            for model in page["linkedModels"]:
                model["downloads"] += 100
        alone = [key for key in sorted(self._made) if key not in self.listed]
        for number in range(9):
            self.universe.add_work(
                f"W{2_100_000_000 + number}", self._name(900 + number), date=self._day(-2),
                created_date=self._day(0), references=tuple(self.chance.sample(alone, 3)),
            )  # fmt: skip

    def _order_free(self, ids: list[str]) -> None:
        """Let changes come first to works that cite the list or that it cites: a graph has them."""
        cited = {each for key in self.listed for each in self._made[key]["references"]}
        near = {
            key for key in ids if key in cited or {*self._made[key]["references"]} & {*self.listed}
        }
        for pool in self._free.values():
            pool.sort(key=lambda key: (key not in near, key))
        self._free["works"] = [key for key in self._free["works"] if key != ids[-1]]

    def take(self, pool: str) -> str:
        """Take a paper that nothing has happened to yet: of `preprints`, `code`, or `works`."""
        return self._free[pool].pop(0)

    def _make_first(self, place: int, key: str, references: tuple[str, ...]) -> None:
        self._titles[key] = title = self._name(place)
        listed = key in self.listed
        number = self.listed.index(key) if listed else -1
        arxiv = f"2401.{10_000 + place}" if place % 2 or (listed and number % 9) else None
        doi = None if arxiv else f"10.5555/made.{place}"
        venue = source(f"S9{place % 7}", f"Journal of {WORDS['whose'][place % 7]}")
        self._made[key] = {
            "year": 2000 + place * 24 // 500 if not arxiv else 2024,
            "arxiv": arxiv, "doi": doi, "references": references, "abstract": f"On {title}.",
            "source": None if arxiv else venue, "created_date": "2024-02-01",
        }  # fmt: skip
        self._put(key)
        if not listed:
            self._free.setdefault("preprints" if arxiv else "works", []).append(key)
            return
        if arxiv:
            self._free.setdefault("listed preprints", []).append(key)
            owner = f"https://github.com/lab-{place}/Code-{place}" if number % 2 else None
            self.universe.add_hub_paper(
                arxiv, title, upvotes=1, repository=owner, models=(f"lab-{place}/first",)
            )
            if owner:
                self.universe.add_repository(f"lab-{place}/Code-{place}", number=place)
            self._free.setdefault("with code" if owner else "without code", []).append(key)

    def _put(self, key: str, **details: Any) -> None:
        """Let OpenAlex have a work with other details than before."""
        self._made[key] |= details
        self.universe.add_work(key, self._titles[key], **self._made[key])

    def _recount(self) -> None:
        """Let each work say how often it is cited, as a service does."""
        counts = dict.fromkeys(self.universe.works, 0)
        for each in self.universe.works.values():
            for cited in each["referenced_works"]:
                key = cited.rpartition("/")[2]
                if key in counts:
                    counts[key] += 1
        for key, count in counts.items():
            self.universe.works[key]["cited_by_count"] = count
            if key in self._made:
                self._made[key]["cited_by"] = count

    def _write_line(self, key: str) -> str:
        made, place = self._made[key], self.listed.index(key)
        if place % 11 == 5:
            return self._titles[key]
        return f"arXiv:{made['arxiv']}" if made["arxiv"] else f"doi:{made['doi']}"

    def _name(self, number: int) -> str:
        signs = "bdfgklmnprstvz"
        name = "".join(f"{signs[number // 14**at % 14]}{'aeiou'[number % 5]}" for at in range(3))
        how, what, whose = (words[number % len(words)] for words in WORDS.values())
        return f"{name.capitalize()}n: {how} {what} of {whose}"

    def _day(self, days: int) -> str:
        return (self.today + timedelta(days=days)).isoformat()

    def _arxiv(self, key: str) -> dict[str, Any]:
        return self.universe.hub_papers[self._made[key]["arxiv"]]

    def _cite(self, place: int) -> tuple[str, str]:
        key = f"W{2_200_000_000 + place}"
        date = LATE if place == 2 else self._day(-3)
        cited = tuple(self.listed[: place + 1])
        self.universe.add_work(
            key, self._name(700 + place), date=date, references=cited, created_date=self._day(0)
        )
        return "citing", key

    def _retract(self, place: int) -> tuple[str, str]:
        key = self.take("listed preprints" if place == 0 else "works")
        self._put(key, is_retracted=True)
        return "retracted", key

    def _publish(self, place: int) -> tuple[str, str]:
        key = self.take("listed preprints" if place != 1 else "preprints")
        venue = source("S777", "Conference on Made-up Matters", kind="conference")
        self._put(key, doi=f"10.5555/published.{place}", source=venue, year=2025)
        return "published", key

    def _correct(self, place: int) -> tuple[str, str]:
        key = self.take(("listed preprints", "works", "works")[place % 3])
        if place % 3 == 2:
            self._put(key, source=source("S778", "Annals of Corrections"))
        else:
            self._titles[key] = f"{self._titles[key]}, revisited"
            self._put(key)
        return "changed", key

    def _take_repository(self) -> str:
        page = self._arxiv(self.take("with code"))
        return str(page["githubRepo"]).removeprefix("https://github.com/")

    def _move(self, place: int) -> tuple[str, str]:
        old = self._take_repository()
        known = self.universe.repositories.pop(old.lower())
        new = f"new-lab/Moved-{place}"
        self.universe.add_repository(new, number=known["id"])
        self.universe.moved_repositories[old.lower()] = new
        return "moved", f"github.com/{new.lower()}"

    def _archive(self, place: int) -> tuple[str, str]:
        del place
        name = self._take_repository().lower()
        self.universe.repositories[name]["archived"] = True
        return "archived", f"github.com/{name}"

    def _lose(self, place: int) -> tuple[str, str]:
        del place
        name = self._take_repository().lower()
        del self.universe.repositories[name]
        return "gone", f"github.com/{name}"

    def _give_code(self, place: int) -> tuple[str, str]:
        key = self.take("without code")
        name = f"late-lab/Code-{place}"
        self.universe.add_repository(name, number=90_000 + place)
        self._arxiv(key)["githubRepo"] = f"https://github.com/{name}"
        return "code", key

    def _give_model(self, place: int) -> tuple[str, str]:
        return "model", self._give("linkedModels", "numTotalModels", 1 + 5 * (place % 2))

    def _give_dataset(self, place: int) -> tuple[str, str]:
        return "dataset", self._give("linkedDatasets", "numTotalDatasets", 1 + 5 * (place % 2))

    def _give(self, items: str, total: str, count: int) -> str:
        """Let cards name a paper; more of them than the Hub gives with the paper itself."""
        key = self.take("without code")
        page = self._arxiv(key)
        page[items] = page[items] + [
            {"id": f"late-lab/{key}-{number}", "likes": 1, "downloads": 1}
            for number in range(count)
        ]
        page[total] = len(page[items])
        return key

    def _get_known(self, place: int) -> tuple[str, str]:
        key = f"W{2_300_000_000 + place}"
        arxiv = f"2402.{20_000 + place}" if place < 2 else None
        self.universe.add_work(
            key, self.missing[place], year=2024, references=tuple(self.listed[:2]),
            created_date=self._day(0), arxiv=arxiv,
        )  # fmt: skip
        if place == 0 and arxiv:
            self.universe.add_hub_paper(arxiv, self.missing[place])
        return "found", key
