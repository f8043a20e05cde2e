"""One of the news, and the kinds that there are."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from citeloom.graph.web_addresses import make_safe_address

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class KindWords:
    """A kind of news: of one, as a tag before it, and where they are counted."""

    one: str
    counted: str


# In the order of weight, in which the news of one update are printed.
KINDS = {
    "retracted": KindWords("Retracted", "newly retracted"),
    "found": KindWords("Found", "listed papers that can be found now"),
    "published": KindWords("Published", "preprints that have been published"),
    "changed": KindWords("Record changed", "records that have changed"),
    "code": KindWords("Code", "listed papers with new code"),
    "model": KindWords("Model", "listed papers with new models"),
    "dataset": KindWords("Dataset", "listed papers with new datasets"),
    "gone": KindWords("Repository gone", "repositories that are gone"),
    "moved": KindWords("Repository moved", "repositories that have moved"),
    "archived": KindWords("Repository archived", "repositories that have been archived"),
    "back": KindWords("Repository back", "repositories that are there again"),
    "citing": KindWords("New citation", "works that cite the list"),
}
_ORDER = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class NewsItem:
    """Something that has happened around a reading list.

    Attributes:
        kind: One of `KINDS`.
        subject: Id of the paper, or of the repository, that it is about.
        title: Its title or name.
        reason: What has happened and why it matters for the list, in a few words.
        evidence: What says so, and what was so before.
        source: The service that says so, as its name is printed.
        date: The day on which it happened, where a service tells it, else when it was found.
        links: Where to look: name and address.
        papers: Ids of the listed papers that it concerns.
        found_at: When the update that found it was done, ISO 8601 in UTC.
    """

    kind: str
    subject: str
    title: str
    reason: str
    evidence: str
    source: str
    date: str = ""
    links: tuple[tuple[str, str], ...] = ()
    papers: tuple[str, ...] = ()
    found_at: str = ""

    @property
    def order(self) -> tuple[object, ...]:
        """Where it stands among the news of one update: what weighs most first."""
        return (_ORDER.get(self.kind, len(_ORDER)), -len(self.papers), self.title, self.subject)

    @property
    def address(self) -> str:
        """The one place to look at, or an empty string."""
        return self.links[0][1] if self.links else ""

    def as_json(self) -> dict[str, Any]:
        """Return plain values."""
        return {**asdict(self), "links": [list(link) for link in self.links],
                "papers": list(self.papers)}  # fmt: skip

    def found_on(self, moment: str) -> NewsItem:
        """Return it with the moment when it was found, which stands for its date if it has none."""
        return replace(self, found_at=moment, date=self.date or moment[:10])


def read_item(body: Mapping[str, Any]) -> NewsItem:
    """Read what `as_json` has written; what the archive does not have is empty, as is what is odd.

    Addresses are checked again, since an archive may come from anybody.
    """

    def text(name: str) -> str:
        value = body.get(name)
        return value if isinstance(value, str) else ""

    def values(name: str) -> list[Any]:
        value = body.get(name)
        return value if isinstance(value, list) else []

    links = [each for each in values("links") if isinstance(each, list) and len(each) == 2]  # noqa: PLR2004 - name and address
    return NewsItem(
        **{name: text(name) for name in _TEXTS},
        links=tuple(
            (str(name), safe) for name, address in links if (safe := make_safe_address(address))
        ),
        papers=tuple(each for each in values("papers") if isinstance(each, str)),
    )


_TEXTS = ("kind", "subject", "title", "reason", "evidence", "source", "date", "found_at")
