"""What is known about one entry of a listing while its paper is looked for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from citeloom.enrich.entry import ID_FIELDS
from citeloom.enrich.entry_names import list_entry_names
from citeloom.enrich.finding import Finding
from citeloom.enrich.matching import Candidate, Verdict, Wanted, decide
from citeloom.enrich.matching.compare_families import count_shared
from citeloom.enrich.matching.compare_titles import Relation, compare_titles
from citeloom.enrich.matching.match_evidence import YEARS_FAR, compare_abstracts
from citeloom.enrich.matching.plain_titles import is_short
from citeloom.enrich.paper_links import find_paper_links
from citeloom.enrich.services.hub import HubPaper
from citeloom.enrich.services.lookup import Lookup
from citeloom.enrich.services.openalex_work import Work
from citeloom.enrich.services.published_version import choose_published_version
from citeloom.enrich.services.semantic_scholar import S2Paper, leave_out_references
from citeloom.enrich.tried import Tried
from citeloom.graph.find_identifiers import identify
from citeloom.graph.identity import make_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from citeloom.enrich.decisions import Decision, Decisions
    from citeloom.enrich.entry import Entry
    from citeloom.graph.errors import ServiceError
    from citeloom.graph.records import Match, Step

ARXIV_DOI = "10.48550/arxiv."
ARXIV_KEY = "ARXIV:"  # before an arXiv id, for Semantic Scholar
CANDIDATES_KEPT = 5
SAME_AUTHORS = (
    0.75  # of the shorter list; a wrong id often leads to a paper with one name in common
)


@dataclass(slots=True)
class Search:
    """One entry on its way to a finding.

    Attributes:
        entry: What the listing says.
        arxiv_id: arXiv id, as the listing or a service gives it.
        openalex_id: W-id, likewise.
        work: Its work at OpenAlex, as far as anybody has said.
        page: Its page on the Hub, likewise.
        elsewhere: What Semantic Scholar says, where it was asked.
        verdict: What the last comparison of titles decided.
        step: The step that found it.
        closed: Whether there is nothing more to look for.
        doubt: Why an id of the listing is not believed, or an empty string.
        warnings: By service, what kept it from answering about this paper.
        tried: The steps that were tried for it, in their order.
        names: What the listing calls the entry; see `entry_names`.
        decided: What the user said that it is: the entry has that paper's id instead of its own.
        refused: Ids of papers that the user said it is not.
    """

    entry: Entry
    arxiv_id: str | None
    openalex_id: str | None
    work: Lookup[Work] = field(default_factory=lambda: Lookup.unknown(""))
    page: Lookup[HubPaper] = field(default_factory=lambda: Lookup.unknown(""))
    elsewhere: Lookup[S2Paper] = field(default_factory=lambda: Lookup.unknown(""))
    verdict: Verdict | None = None
    step: Step | None = None
    closed: bool = False
    doubt: str = ""
    warnings: dict[str, ServiceError] = field(default_factory=dict)
    tried: list[Tried] = field(default_factory=list)
    names: tuple[str, ...] = ()
    decided: Decision | None = None
    refused: Mapping[str, Decision] = field(default_factory=dict)

    @property
    def by_id(self) -> bool:
        """Whether the listing itself names the paper by an id."""
        return self.entry.has_id

    @property
    def hub(self) -> HubPaper | None:
        """Its page on the Hub, where there is one that is believed."""
        return None if self.doubt else self.page.value

    @property
    def title(self) -> str | None:
        """The title: the listing's, else the Hub's, else Semantic Scholar's."""
        other = self.hub or self.elsewhere.value
        return self.entry.title or (other.title if other else None)

    @property
    def lacks_title(self) -> bool:
        """Whether OpenAlex has its work and nobody has told its title."""
        return bool(self.work.value and not self.work.value.title and not self.title)

    @property
    def dois(self) -> tuple[str, ...]:
        """The DOIs under which OpenAlex may know the paper."""
        arxiv = f"{ARXIV_DOI}{self.arxiv_id.lower()}" if self.arxiv_id else None
        other = self.elsewhere.value.doi if self.elsewhere.value else None
        return tuple(dict.fromkeys(each for each in (self.entry.doi, other, arxiv) if each))

    @property
    def pubmed_keys(self) -> tuple[str, ...]:
        """Its numbers in PubMed and PubMed Central, as OpenAlex takes them."""
        pmcid = (self.entry.pmcid or "").removeprefix("PMC")
        known = (("pmid", self.entry.pmid), ("pmcid", pmcid))
        return tuple(f"{name}:{number}" for name, number in known if number)

    @property
    def keys(self) -> tuple[str, ...]:
        """All ids under which OpenAlex may know the paper, the best first."""
        return (*((self.openalex_id,) if self.openalex_id else ()), *self.dois, *self.pubmed_keys)

    @property
    def s2_keys(self) -> tuple[str, ...]:
        """Its ids as Semantic Scholar takes them, the surest first."""
        entry, work = self.entry, self.work.value
        known = (
            ("", entry.s2_id), ("CorpusId:", entry.corpus_id), ("ACL:", entry.acl_id),
            ("PMID:", entry.pmid), ("PMCID:", (entry.pmcid or "").removeprefix("PMC")),
            (ARXIV_KEY, self.arxiv_id), ("DOI:", entry.doi or (work.own_doi if work else None)),
        )  # fmt: skip
        return tuple(f"{kind}{key}" for kind, key in known if key)

    def describe(self) -> Wanted:
        """Describe the paper as exactly as is known; the Hub knows better than a listing."""
        entry, hub = self.entry, self.hub
        other = describe_s2_paper(self.elsewhere.value) if self.elsewhere.value else None
        authors = (hub.authors if hub else ()) or entry.authors or (other.authors if other else ())
        return Wanted(
            title=self.title or "",
            year=entry.year or (hub.year if hub else None) or (other.year if other else None),
            author_count=len(authors) or entry.author_count,
            authors=authors,
            abstract=entry.abstract or (hub.abstract if hub else None),
        )

    def find_refusal(self, key: str) -> Decision | None:
        """Return the decision that this is not the paper of an id, or None."""
        return self.refused.get(make_name(key)) if self.refused else None

    def note(self, step: str, answer: str, price: str) -> None:
        """Note a step that was tried, once where it is taken again to no other end."""
        tried = Tried(step, answer, price)
        if tried not in self.tried:
            self.tried.append(tried)

    def take_page(self, page: Lookup[HubPaper]) -> None:
        """Take the Hub's page, unless the arXiv id of the listing leads to another paper's."""
        self.warnings.pop("hub", None)
        if page.value and (refusal := self.find_refusal(f"arxiv:{page.value.id}")):
            self._refuse(refusal)
        elif page.value and self.by_id and self._denies(describe_page(page.value)):
            self._doubt(f"arXiv:{self.arxiv_id}", describe_page(page.value))
        else:
            self.page = page

    def take_works(self, works: Sequence[Lookup[Work]], step: Step | None = None) -> None:
        """Take the works that ids lead to, unless one of them is plainly another paper.

        Listings carry wrong DOIs. All ids are looked at, because one that is wrong would make two
        papers one.

        Args:
            works: What ids lead to, the best id first.
            step: The step; where it is not given, it follows from the id.
        """
        for found in works:
            if found.value and (refusal := self.find_refusal(found.value.id)):
                self._refuse(refusal)
                return
            if found.value and self.by_id and self._denies(describe_work(found.value)):
                self._doubt(found.key, describe_work(found.value))
                return
            if found.is_absent and found.key == self.openalex_id:
                self.work = found
        for found in [each for each in works if each.value][:1]:
            named = found.key == self.entry.openalex_id
            by_doi = found.key.startswith("10.") and not named
            self.take_work(found, step or ("doi" if by_doi else "id"))

    def take_work(self, found: Lookup[Work], step: Step) -> None:
        """Take a work as the one that was looked for."""
        if found.value is None:
            raise AssertionError(found.key)
        self.warnings.pop("openalex", None)
        if found.value.title:
            self.warnings.pop("s2", None)  # which was asked only in case that OpenAlex has nothing
        self.work = replace(found, key=found.value.id)
        self.openalex_id, self.step, self.closed = found.value.id, step, True
        self.arxiv_id = self.arxiv_id or found.value.arxiv_id

    def take_copy(self, found: Lookup[Work]) -> None:
        """Take the work that lists a copy at arXiv, unless what is known speaks against it.

        OpenAlex joins copies of other papers to works at times; so this throws no doubt on the
        arXiv id, as `take_works` does.
        """
        work = found.value
        if work and self.may_be(work) and not self._denies(describe_work(work), self.describe()):
            self.take_work(found, "arxiv")

    def take_elsewhere(self, found: Lookup[S2Paper]) -> None:
        """Take the ids that Semantic Scholar knows, unless it has another title for the paper.

        That throws doubt on the listing's id, unless the Hub's page has confirmed it.
        """
        paper = found.value
        if paper is None:
            raise AssertionError(found.key)
        candidate = describe_s2_paper(paper)
        if self._denies(candidate):
            if not self.page.value:
                self._doubt(f"id at Semantic Scholar ({found.key})", candidate)
            return
        self.elsewhere = found.convert(leave_out_references)
        self.arxiv_id = self.arxiv_id or paper.arxiv_id

    def take_title_verdict(self, verdict: Verdict, works: Sequence[Lookup[Work]]) -> None:
        """Take what a search by title at OpenAlex decided, unless an id says more."""
        if verdict.candidate:
            self.verdict = verdict
            chosen = next(each for each in works if each.key == verdict.candidate.id)
            self.take_work(chosen, "title-search")
        elif self.verdict is None or (
            self.verdict.candidate is None and verdict.match == "ambiguous"
        ):
            self.verdict = verdict

    def may_be(self, work: Work) -> bool:
        """Tell whether a work has no other arXiv id, and is not refused by the user."""
        return not self.find_refusal(work.id) and not (
            self.arxiv_id and work.arxiv_id and work.arxiv_id != self.arxiv_id
        )

    def make_finding(self, listing: str) -> Finding:
        """Say what became of the entry."""
        verdict, found = self.verdict, self.closed and not self.doubt
        score, evidence = (verdict.score, verdict.evidence) if verdict else (None, "")
        match: Match
        if self.by_id and not self.doubt and self.step != "title-search" and (found or self.hub):
            match, score, evidence = "id", None, "The listing names the paper by an id."
        elif verdict and (verdict.candidate or verdict.match == "ambiguous"):
            match = verdict.match
            if self.by_id and not self.doubt:
                nobody = "OpenAlex does not know" if self.hub else "No service knows"
                evidence = f"{nobody} the id that the listing gives. {evidence}"
        else:
            match, evidence = "none", self._why_none()
        if self.decided and match == "id":
            evidence = f"You said on {self.decided.day} that it is {self.decided.value}."
        linked = match not in ("ambiguous", "none")
        work = Lookup[Work].unknown("") if self.doubt else self.work
        page = Lookup[HubPaper].unknown("") if self.doubt else self.page
        return Finding(
            entry=self.entry,
            listing=listing,
            match=match,
            step=self._name_step() if linked else None,
            score=score,
            evidence=evidence,
            candidates=_candidates(verdict) if match == "ambiguous" else (),
            arxiv_id=None if self.doubt else self.arxiv_id,
            doi=None if self.doubt else self.entry.doi,
            openalex_id=None if self.doubt else self.openalex_id,
            work=work,
            page=page,
            elsewhere=Lookup[S2Paper].unknown("") if self.doubt else self.elsewhere,
            links=find_paper_links(self.entry, work.value, page.value),
            names=self.names,
            tried=tuple(self.tried),
            warnings=tuple(self.warnings.values()),
        )

    def _name_step(self) -> Step:
        return "decision" if self.decided else self.step or "hub"

    def _denies(self, candidate: Candidate, known: Wanted | None = None) -> bool:
        """Tell that the listing's own words say that a candidate is another paper.

        A retitled paper keeps its authors, and it is not many years older; a title that differs
        in a number or a word such as `Revisited` is another paper, whoever wrote it.

        Args:
            candidate: The candidate.
            known: What else is known than the listing's words.
        """
        entry = known or self.entry
        if self.decided or not (entry.title and candidate.title):
            return False
        if is_short(entry.title) and not (entry.authors or entry.year):
            return False  # what lists call a paper, such as BERT; nothing else is said of it
        relation = compare_titles(entry.title, candidate.title).relation
        if relation > Relation.OTHER:
            return False
        if relation is Relation.OTHER:
            return True
        if entry.year and candidate.year and abs(entry.year - candidate.year) > YEARS_FAR:
            return True
        shared, here, there = count_shared(entry.authors, candidate.authors)
        same = shared >= max(1, SAME_AUTHORS * min(here, there)) and (
            shared > 1 or here == there == 1
        )
        return not (same or compare_abstracts(entry.abstract or "", candidate.abstract or ""))

    def _doubt(self, key: str, candidate: Candidate) -> None:
        wanted = replace(self.describe(), title=self.entry.title or "")
        judged = decide(wanted, [candidate])
        named = f"DOI {key}" if key.startswith("10.") else key
        self.doubt = f"The listing's {named} leads to another title: {candidate.title}."
        self.verdict = Verdict("ambiguous", None, judged.score, self.doubt, judged.ranked)
        self.closed = True

    def _refuse(self, refusal: Decision) -> None:
        """Take no paper, because an id of the listing leads to one that the user refused."""
        self.doubt = f"You said on {refusal.day} that it is not {refusal.value}."
        self.verdict = Verdict("ambiguous", None, 0.0, self.doubt)
        self.closed = True

    def _why_none(self) -> str:
        if self.warnings:
            return f"Not asked to the end: {next(iter(self.warnings.values())).what}."
        searched = self.verdict.evidence if self.verdict else ""
        if self.elsewhere.value:
            name = self.elsewhere.value.title or "a paper without title"
            known = f"Semantic Scholar knows it as {name}"
            return f"{known}; OpenAlex and the Hub do not have it. {searched}".strip()
        if self.by_id:
            return f"No service knows this id. {searched}".strip()
        if not self.verdict:
            return "It has no title to search for."
        return f"Neither the Hub nor OpenAlex has it. {searched}"


def begin_search(entry: Entry, decisions: Decisions) -> Search:
    """Begin the search for the paper of an entry; what the user said that it is goes before all."""
    names, refused = list_entry_names(entry), decisions.list_refused(entry)
    decided = decisions.find_same(entry)
    if decided and decided.value:
        named = identify(decided.value)
        ids = {**dict.fromkeys(ID_FIELDS), **named}
        entry = entry.model_copy(update=ids)
    return Search(
        entry, entry.arxiv_id, entry.openalex_id, names=names, decided=decided, refused=refused
    )


def describe_page(paper: HubPaper) -> Candidate:
    """Describe a paper of the Hub as a candidate."""
    return Candidate(
        id=f"arxiv:{paper.id}",
        title=paper.title or "",
        year=paper.year,
        author_count=len(paper.authors) or None,
        authors=tuple(paper.authors),
        abstract=paper.abstract,
    )


def describe_s2_paper(paper: S2Paper) -> Candidate:
    """Describe a paper of Semantic Scholar as a candidate."""
    names = tuple(each.name for each in paper.authors if each.name)
    return Candidate(
        id=f"s2:{paper.id}",
        title=paper.title or "",
        year=paper.year,
        author_count=len(names) or None,
        authors=names,
    )


def describe_work(work: Work) -> Candidate:
    """Describe a work of OpenAlex as a candidate."""
    names = [each.name for each in work.authorships if each.name]
    return Candidate(
        id=work.id,
        title=work.title or "",
        year=choose_published_version(work).year,
        author_count=None if work.authors_truncated else len(work.authorships) or None,
        authors=tuple(names),
        cited_by_count=work.cited_by_count,
        abstract=work.abstract,
    )


def _candidates(verdict: Verdict | None) -> tuple[str, ...]:
    ranked = verdict.ranked[:CANDIDATES_KEPT] if verdict else ()
    return tuple(
        f"{each.id} ({score:.2f}, {each.year or 'no year'}) {each.title}" for each, score in ranked
    )
