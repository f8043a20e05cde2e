"""The works of which `bench.check` makes bibliographies, and the world that serves them.

Titles and years are those of a made-up literature, or of a file of real ones; names of people are
put together at random, unless the file has them. Venues are real ones, each with the abbreviations
under which people cite it. DOIs, arXiv ids, volumes and pages are made up from the seed.
"""

from __future__ import annotations

import html
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bench.literature import mend_names
from bench.made_up_literature import grow_literature, list_parts
from tests.world.universe import Universe, authorship, source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Name as OpenAlex has it | kind | how people write it.
VENUES = """
Advances in Neural Information Processing Systems | conference | NeurIPS; Adv. Neural Inf. Process. Syst.; NIPS
International Conference on Machine Learning | conference | ICML; Proc. Int. Conf. Mach. Learn.; Proceedings of Machine Learning Research
International Conference on Learning Representations | conference | ICLR; Int. Conf. Learn. Represent.
Computer Vision and Pattern Recognition | conference | CVPR; IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)
European Conference on Computer Vision | conference | ECCV; Lecture Notes in Computer Science
Proceedings of the AAAI Conference on Artificial Intelligence | conference | AAAI; Proc. AAAI Conf. Artif. Intell.
International Joint Conference on Artificial Intelligence | conference | IJCAI; Proc. of IJCAI
Annual Meeting of the Association for Computational Linguistics | conference | ACL; Proc. of the Annual Meeting of the ACL
Empirical Methods in Natural Language Processing | conference | EMNLP; Conference on Empirical Methods in Natural Language Processing
Knowledge Discovery and Data Mining | conference | KDD; ACM SIGKDD International Conference on Knowledge Discovery & Data Mining
The Web Conference | conference | WWW; World Wide Web Conference
Conference on Human Factors in Computing Systems | conference | CHI; ACM CHI Conference on Human Factors in Computing Systems
Interspeech | conference | INTERSPEECH; Conference of the International Speech Communication Association
International Conference on Robotics and Automation | conference | ICRA; IEEE Int. Conf. on Robotics and Automation
Annual Computer Security Applications Conference | conference | ACSAC; Annu. Comput. Secur. Appl. Conf.
Symposium on Operating Systems Principles | conference | SOSP; ACM Symp. on Operating Systems Principles
Medical Image Computing and Computer-Assisted Intervention | conference | MICCAI; Med. Image Comput. Comput.-Assist. Interv.
Journal of Machine Learning Research | journal | J. Mach. Learn. Res.; JMLR
Machine Learning | journal | Mach. Learn.
Computational Linguistics | journal | Comput. Linguist.
IEEE Transactions on Pattern Analysis and Machine Intelligence | journal | IEEE Trans. Pattern Anal. Mach. Intell.; TPAMI; IEEE T-PAMI
IEEE Transactions on Image Processing | journal | IEEE Trans. Image Process.; TIP
IEEE Transactions on Signal Processing | journal | IEEE Trans. Signal Process.
ACM Transactions on Graphics | journal | ACM Trans. Graph.; TOG
Communications of the ACM | journal | Commun. ACM; CACM
Journal of the ACM | journal | J. ACM; JACM
Nature | journal | Nature (London)
Science | journal | Science (New York, N.Y.)
Nature Communications | journal | Nat. Commun.; Nat Commun
Proceedings of the National Academy of Sciences | journal | Proc. Natl. Acad. Sci. U.S.A.; PNAS; Proceedings of the National Academy of Sciences of the United States of America
Physical Review Letters | journal | Phys. Rev. Lett.; PRL
Journal of Chemical Physics | journal | J. Chem. Phys.; The Journal of Chemical Physics
Nucleic Acids Research | journal | Nucleic Acids Res.; Nucl. Acids Res.
Bioinformatics | journal | Bioinformatics (Oxford, England)
The Annals of Statistics | journal | Ann. Stat.; Ann. Statist.
Journal of the American Statistical Association | journal | J. Am. Stat. Assoc.; JASA; J. Amer. Statist. Assoc.
The Lancet | journal | Lancet
Neural Computation | journal | Neural Comput.; NEURAL COMPUTATION
Journal of Neuroscience | journal | J. Neurosci.; The Journal of Neuroscience
PLoS ONE | journal | PLOS ONE; PLoS One
Astronomy & Astrophysics | journal | Astron. Astrophys.; A&A
Journal of Fluid Mechanics | journal | J. Fluid Mech.; JFM
Artificial Intelligence | journal | Artif. Intell.
Speech Communication | journal | Speech Commun.
""".strip()  # noqa: E501 - a venue a line
GIVEN, FAMILIES = map(
    str.split,
    (
        """
Anna Jean-Pierre Wei Xiaoming Maria Yuki Olga Søren Ahmed Priya John Michael Chen Lucía Håkon
Katarzyna Noam Ilya Fatima Giulia Thomas Emily Kwame Ngozi Rui Jing Lei Minh Sun-Young Björn
""",
        """
Müller Wang Zhang García Ivanov Tanaka Nguyen Smith Jørgensen Kowalski O'Brien Kim Rossi Dubois
Haddad Sharma Öztürk Novák Johnson Brown Li Chen Silva Andersson Papadopoulos Okafor Mensah
Schröder Fernández Kovács Saito Petrov Moreau Bianchi Larsen Yamamoto Singh Cohen Weber Ferrari
""",
    ),
)
FAMILY_FIRST = frozenset({"Wei", "Xiaoming", "Chen", "Rui", "Jing", "Lei", "Yuki", "Sun-Young"})
TWO_PART = ("García Márquez", "van der Maaten", "de la Cruz", "Le Cun", "von Neumann", "El-Sayed")
CYRILLIC = (("Дмитрий Соколов", "Dmitrii Sokolov"), ("Елена Чайковская", "Elena Tchaikovskaya"))
SUBTITLES = ("a study of {} and {}", "towards {} {}", "the case of {} in {}")


@dataclass(frozen=True, slots=True)
class Venue:
    """A venue: its name at the service, its kind, and the abbreviations that people use."""

    name: str
    kind: str
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A work as it truly is; None and empty where it has no such thing."""

    id: str
    title: str
    year: int
    authors: tuple[str, ...]
    venue: Venue | None
    doi: str | None
    arxiv: str | None
    volume: str | None
    pages: tuple[int, int] | None
    is_retracted: bool = False
    on_hub: bool = False
    hidden: bool = False
    latin: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_id(self) -> bool:
        """Whether an entry can name it by an id that people use."""
        return bool(self.doi or self.arxiv)


def read_venues() -> list[Venue]:
    """Return the venues of the table."""
    rows = (line.split(" | ") for line in VENUES.split("\n"))
    return [Venue(name, kind, tuple(written.split("; "))) for name, kind, written in rows]


def make_works(count: int, seed: int) -> list[Made]:
    """Make up works."""
    chance = random.Random(seed)
    literature = grow_literature(count, count * 3, seed)
    rows = next(rows for label, rows in list_parts(literature, seed) if label == "Paper")
    venues = read_venues()
    works = []
    seen: set[str] = set()
    for number, row in enumerate(rows):
        title = str(row["title"])
        words = title.replace(",", "").replace(":", "").lower().split()
        if chance.random() < 0.35 and ":" not in title:  # noqa: PLR2004 - a share
            subtitle = chance.choice(SUBTITLES).format(*chance.sample(words, 2))
            title = f"{title}: {subtitle.capitalize()}"
        if title.lower() in seen:
            continue
        seen.add(title.lower())
        people = [_make_person(chance) for _ in range(chance.choice((1, 2, 3, 3, 4, 5, 7)))]
        latin = dict(each for each in people if each[1])
        names = tuple(dict.fromkeys(name for name, _ in people))
        made = _place(number, title, int(row["year"]), names, chance.choice(venues), chance, latin)
        works.append(made)
    return works


def read_works(records: Iterable[Mapping[str, Any]], count: int, seed: int) -> list[Made]:
    """Make works of real titles, years, venues and authors; ids and pages are made up."""
    chance = random.Random(seed)
    usable = [each for each in records if each.get("title") and each.get("venue")]
    chance.shuffle(usable)
    works: list[Made] = []
    seen: set[str] = set()
    for number, record in enumerate(usable):
        title = " ".join(html.unescape(record["title"]).split())
        names = mend_names(record.get("authors") or ())
        if len(works) == count:
            break
        if title.lower() in seen or not names or len(title.split()) < 4:  # noqa: PLR2004 - as people cite
            continue
        seen.add(title.lower())
        name = html.unescape(record["venue"])
        venue = Venue(name, "journal" if name == "Computational Linguistics" else "conference", ())
        works.append(_place(number, title, int(record["year"]), names, venue, chance, {}))
    return works


def _make_person(chance: random.Random) -> tuple[str, str]:
    if chance.random() < 0.02:  # noqa: PLR2004 - a share
        return chance.choice(CYRILLIC)
    family = chance.choice(TWO_PART if chance.random() < 0.06 else FAMILIES)  # noqa: PLR2004 - a share
    middle = f" {chance.choice('ABCDEFGHJKLMRST')}." if chance.random() < 0.3 else ""  # noqa: PLR2004 - a share
    return f"{chance.choice(GIVEN)}{middle} {family}", ""


def _place(  # noqa: PLR0913, PLR0917 - what a work is made of
    number: int,
    title: str,
    year: int,
    names: tuple[str, ...],
    venue: Venue,
    chance: random.Random,
    latin: Mapping[str, str],
) -> Made:
    """Give a work its ids and its place in a venue."""
    preprint_only = year > 1995 and chance.random() < 0.12  # noqa: PLR2004 - arXiv, and a share
    on_arxiv = preprint_only or (year > 1995 and chance.random() < 0.35)  # noqa: PLR2004 - as above
    has_doi = not preprint_only and chance.random() < 0.9  # noqa: PLR2004 - a share
    first = chance.randint(2, 9_000)
    is_journal = venue.kind == "journal"
    month = chance.randint(1, 12)
    return Made(
        id=f"W{7_000_000_000 + number}",
        title=title,
        year=year,
        authors=names,
        venue=None if preprint_only else venue,
        doi=f"10.{1000 + number % 40}/{'j' if is_journal else 'c'}.{year}.{number:06}"
        if has_doi
        else None,
        arxiv=_write_arxiv(year, month, number) if on_arxiv else None,
        volume=str(chance.randint(1, 120)) if is_journal and not preprint_only else None,
        pages=(first, first + chance.randint(3, 30))
        if not preprint_only and chance.random() < 0.8  # noqa: PLR2004 - a share
        else None,
        is_retracted=not preprint_only and chance.random() < 0.08,  # noqa: PLR2004 - enough of them
        on_hub=on_arxiv and chance.random() < 0.5,  # noqa: PLR2004 - a share
        hidden=chance.random() < 0.03,  # noqa: PLR2004 - a share
        latin=latin,
    )


def _write_arxiv(year: int, month: int, number: int) -> str:
    if year < 2008:  # noqa: PLR2004 - ids of the old form, one number for each thousand works
        archive = ("cs", "math", "physics", "q-bio", "hep-th", "quant-ph")[number // 1_000 % 6]
        return f"{archive}/{year % 100:02}{month:02}{number % 1_000:03}"
    digits = 5 if year > 2014 else 4  # noqa: PLR2004 - since 2015
    return f"{year % 100:02}{month:02}.{number % 10**digits:0{digits}}"


def make_check_universe(works: Iterable[Made]) -> Universe:
    """Make the world in which the services know the works, not all of them in the best form."""
    universe = Universe(settled=True)
    numbers: dict[str, int] = {}
    for made in works:
        number = int(made.id[1:])
        people = tuple(
            authorship(
                _spell_name(name, number)[0], at, len(made.authors),
                str(5_700_000_000 + numbers.setdefault(name, len(numbers))),
                raw_name=_spell_name(name, number)[1],
            )
            for at, name in enumerate(made.authors)
        )  # fmt: skip
        first, last = made.pages or (None, None)
        universe.add_work(
            made.id, _spell_title(made), hidden=made.hidden, year=made.year, doi=made.doi,
            arxiv=made.arxiv, authors=people, is_retracted=made.is_retracted,
            biblio={
                "volume": made.volume,
                "issue": None,
                "first_page": str(first) if first else None,
                "last_page": str(last) if last else None,
            },
            **_spell_venue(made.venue, number, numbers),
        )  # fmt: skip
        if made.on_hub and made.arxiv:
            universe.add_hub_paper(
                made.arxiv, made.title, authors=made.authors, published=f"{made.year}-03-01"
            )
    return universe


def _spell_title(made: Made) -> str:
    """Write a title as registers do: some mark it up, some say in it that it was retracted."""
    number = int(made.id[1:])
    title = made.title
    if number % 9 == 0:
        first, _, rest = title.partition(" ")
        title = f"<i>{first}</i> {rest}"
    return f"RETRACTED: {title}" if made.is_retracted and number % 2 else title


def _spell_name(name: str, number: int) -> tuple[str, str]:
    """Write a name as it is displayed, which one work in two does otherwise than the paper."""
    given, _, family = name.rpartition(" ")
    if not given or " " in family or name in dict(CYRILLIC):
        return name, name
    return (
        {
            0: f"{given[0]}. {family}",
            1: f"{given} {family.upper()}",
            2: f"{family} {given}" if given in FAMILY_FIRST else name,
            3: f"{family}, {given}",
        }.get(number % 8, name),
        name if number % 8 else f"{family} {given[0]}",
    )


def _spell_venue(venue: Venue | None, number: int, numbers: dict[str, int]) -> dict[str, Any]:
    """Write a venue: some conferences by the series of their books, some without a source."""
    if venue is None:
        return {}
    is_journal = venue.kind == "journal"
    if number % 11 == 0:
        told = venue.name if is_journal else f"Proceedings of the {number % 40 + 1}th {venue.name}"
        return {"raw_source_name": told}
    in_books = number % 11 == 1 and not is_journal
    name = "Lecture notes in computer science" if in_books else venue.name
    at = numbers.setdefault(f"venue {name}", len(numbers))
    kind = "book series" if in_books else venue.kind
    return {"source": source(f"S{4_700_000_000 + at}", name, kind=kind)}
