"""Growing: works around a list that it does not name, so that suggestions have where to come from.

First the most cited works that cite listed papers, fairly from each; then the works outside that
all of these and the cited works point at most strongly. The reference lists are in the archive
already, so that counting costs nothing, and fetching costs 1 credit for 100 works.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from citeloom.enrich.assemble.reference_lists import list_references
from citeloom.enrich.citing_calls import choose_asked, count_citations
from citeloom.enrich.fetch_citing import fetch_together
from citeloom.enrich.fetch_references import resolve_works
from citeloom.enrich.growing_price import count_calls
from citeloom.enrich.near_works import rank_near

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from citeloom.enrich.fetch_references import ReferenceTargets
    from citeloom.enrich.finding import Finding
    from citeloom.enrich.services import Services
    from citeloom.graph.errors import ServiceError
    from citeloom.graph.records import Reason

    OnProgress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Grown:
    """What growing adds.

    Attributes:
        reasons: W-id → why the work is added.
        credits: What it has cost in this run.
        complete: Whether all that it asks for is known; offline it takes what there is.
    """

    reasons: Mapping[str, Reason] = field(default_factory=dict)
    credits: int = 0
    complete: bool = True

    def count(self, reason: str) -> int:
        """Return how many works are added for a reason."""
        return sum(each == reason for each in self.reasons.values())


NOTHING = Grown()


def grow(  # noqa: PLR0913, PLR0917 - what is there, how much more, and whom to ask
    findings: Sequence[Finding],
    references: ReferenceTargets,
    citing: Sequence[str],
    works: int,
    services: Services,
    on_progress: OnProgress,
) -> tuple[Grown, list[ServiceError]]:
    """Fetch works around the found papers that neither they nor the user have named.

    Args:
        findings: The listed papers.
        references: Where their reference lists lead.
        citing: W-ids of citing works that the user asked for.
        works: How many works may be added.
        services: The services; offline, the archive has to do, and what it lacks is no error.
        on_progress: Called with stage, done, total.

    Returns:
        What is added, and one error for each question that OpenAlex did not answer.
    """
    before = services.count_credits("openalex")
    listed = {each.openalex_id for each in findings if each.openalex_id}
    cited = _count_cited(findings, references, services)
    named = {key for each in findings if each.work.value for key in each.work.value.references}
    there = {*listed, *cited, *citing}
    known = {*there, *named, *references.works}

    counts = {key: count for key, count in count_citations(findings).items() if count}
    asked = choose_asked(counts, count_calls(works))
    answers, warnings = fetch_together({key: counts[key] for key in asked}, services, on_progress)
    citing_works = _take_turns(
        ([key for key in answers[each].value or () if key not in known] for each in asked),
        works - works // 2,
    )
    around = sorted({*there, *citing_works} - listed)
    wanted = rank_near(
        services.archived.openalex.read_references(around),
        listed, cited, {*known, *citing_works}, works - len(citing_works),
    )  # fmt: skip
    reasons: dict[str, Reason] = dict.fromkeys(citing_works, "citing")
    reasons.update(dict.fromkeys(wanted, "near"))
    targets, of_works = resolve_works("Works around the list", list(reasons), services, on_progress)
    answered = (*answers.values(), *(targets.get(key) for key in reasons))
    grown = Grown(
        # An id that leads to another work leads to one that may be there already.
        reasons={
            key: reason
            for key, reason in reasons.items()
            if key in targets and targets[key].value == key
        },
        credits=services.count_credits("openalex") - before,
        complete=all(each is not None and not each.is_unknown for each in answered),
    )
    return grown, [*warnings, *of_works] if services.openalex.may_ask else []


def _count_cited(
    findings: Sequence[Finding], targets: ReferenceTargets, services: Services
) -> Counter[str]:
    """Count by how many listed papers each work is cited."""
    lists = {
        finding.openalex_id or finding.arxiv_id: list_references(
            finding, targets, services.archived.s2
        ).works
        for finding in findings
    }
    return Counter(work for works in lists.values() for work in works)


def _take_turns(lists: Iterable[Sequence[str]], count: int) -> list[str]:
    """Take the first of each list, then the second of each, and so on, each work once."""
    turns = [iter(each) for each in lists]
    taken: dict[str, None] = {}
    while turns and len(taken) < count:
        left = []
        for turn in turns:
            new = next((key for key in turn if key not in taken), None)
            if new is not None:
                left.append(turn)
                taken[new] = None
            if len(taken) == count:
                break
        turns = left
    return list(taken)
