"""The formats whose lines begin with a tag: how each is laid out, and what its tags mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from citeloom.graph.plain_text import read_words


@dataclass(frozen=True, slots=True)
class Dialect:
    r"""A tagged format.

    Attributes:
        name: Its name, which the listing is given.
        signature: What some line of a text in it says.
        tag: A line with a tag; its groups are the tag and the value.
        begins: The tag at which a record begins.
        ends: The tag with which one ends, or an empty string.
        between: Lines between records that are no part of any; where no tag ends a record, such a
            line does.
        titles: Tags of the title, the best first.
        authors: Tags of the authors; those of one alternative are read in the order of the file.
        family_first: Whether names stand as `Polack FP`.
        years: Tags of the year.
        dates: Tags of an exact date.
        abstracts: Tags of the abstract.
        named: Tags for ids and addresses.
        not_asked: Tags in which no id of the paper stands.
        notes: Tags of notes.
        keywords: Tags of keywords.
        groups: Tags of groups.
        files: Tags of files.
        keys: Tags of the record's own key.
        pmid: Tag of the PubMed id; where `pmid_if` names a tag, only if that says so.
    """

    name: str
    signature: re.Pattern[str]
    tag: re.Pattern[str]
    begins: str
    titles: tuple[str, ...]
    authors: tuple[frozenset[str], ...]
    years: tuple[str, ...]
    named: tuple[str, ...]
    ends: str = ""
    between: re.Pattern[str] = field(default=re.compile(r"(?!)"))
    family_first: bool = False
    dates: tuple[str, ...] = ()
    abstracts: tuple[str, ...] = ("AB",)
    not_asked: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    pmid: str = ""
    pmid_if: str = ""


_DASHED = re.compile(r"\ufeff?[ \t]{0,4}([A-Z][A-Z0-9]{1,3}) {0,4}-(?: {1,4}|$)(.*)")
_BARE = re.compile(r"\ufeff?([A-Z][A-Z0-9])(?: (.*)|$)")

RIS = Dialect(
    name="ris",
    signature=re.compile(r"^\ufeff?[ \t]{0,4}TY {0,4}- {0,4}[A-Z]", re.MULTILINE),
    tag=re.compile(r"\ufeff?[ \t]{0,4}([A-Z][A-Z0-9]) {0,4}-(?: {1,4}|(?=[^\s-])|$)(.*)"),
    begins="TY",
    ends="ER",
    # What the Cochrane Library, Ovid and ProQuest print around their records.
    between=re.compile(
        r"\s*(?:Record #[0-9]+ of [0-9]+|(?:Provider|Content|Database|Source|Charset)\s?:.{0,200}"
        r"|<?[0-9]{1,7}\.\s?>?|[_=*-]{3,})\s*",
        re.IGNORECASE,
    ),
    titles=("TI", "T1", "CT", "TT", "BT", "ST"),
    authors=(read_words("A1 AU"), read_words("A2 ED")),
    years=("PY", "Y1", "YR"),
    dates=("DA", "PY", "Y1"),
    abstracts=("AB", "N2"),
    named=("DO", "DI", "L3", "M3", "UR", "LK", "L2", "L1", "AN", "C2", "ID"),
    not_asked=read_words("TI T1 TT ST BT CT AB N2 KW A1 AU A2 A3 A4 ED AD L4 RN CR LB"),
    notes=("N1", "RN"),
    keywords=("KW",),
    files=("L1", "L4"),
    keys=("ID", "LB"),
    pmid="AN",
    pmid_if="DB",
)
PUBMED = Dialect(
    name="pubmed",
    signature=re.compile(r"^\ufeff?PMID ?- ?[0-9]", re.MULTILINE),
    tag=_DASHED,
    begins="PMID",
    family_first=True,
    titles=("TI", "BTI", "TT"),
    authors=(read_words("FAU CN FED"), read_words("AU CN")),
    years=("DP", "DEP", "CRDT"),
    dates=("DP", "DEP"),
    named=("LID", "AID", "DOI", "PMC", "SO"),
    not_asked=read_words(
        "TI BTI TT AB OT MH AU FAU CIN CON CRI CRF EIN EFR RIN ROF UIN UOF SPIN ORI RF AD"
    ),
    notes=("GN",),
    keywords=("OT", "MH"),
    keys=("OWNKEY",),
    pmid="PMID",
)  # fmt: skip
OVID = Dialect(
    name="ovid",
    signature=re.compile(r"^\ufeff?VN {1,2}- Ovid", re.MULTILINE),
    tag=_DASHED,
    begins="VN",
    between=re.compile(r"\s*<[0-9]{1,7}\. ?>\s*"),
    family_first=True,
    titles=("TI", "BT"),
    authors=(read_words("FA FAU"), read_words("AU CA")),
    years=("YR", "DP", "SO"),
    dates=("DP",),
    named=("DO", "DI", "XL", "UR", "PM"),
    not_asked=read_words("TI BT AB AU FA FAU MH KW OD DJ HW CR RF IN AD"),
    keywords=("KW", "MH"),
    pmid="UI",
    pmid_if="DB",
)
WEB_OF_SCIENCE = Dialect(
    name="web-of-science",
    signature=re.compile(r"^\ufeff?PT [A-Z]{1,2}\b[^\n]{0,20}\n[A-Z][A-Z0-9] ", re.MULTILINE),
    tag=_BARE,
    begins="PT",
    ends="ER",
    between=re.compile(r"\ufeff?(?:FN|VR|EF)\b.*"),
    titles=("TI",),
    authors=tuple(map(read_words, ("AF", "AU", "CA", "BF", "BA"))),
    years=("PY", "EA", "DA"),
    named=("DI", "D2", "DL", "UR"),
    not_asked=read_words("TI AB DE ID AU AF BA BF CA GP CR FU FX C1 RP EM RI OI"),
    keywords=("DE", "ID"),
    keys=("OWNKEY",),
    pmid="PM",
)  # fmt: skip
ENDNOTE = Dialect(
    name="endnote",
    signature=re.compile(r"^\ufeff?%0 \S", re.MULTILINE),
    tag=re.compile(r"\ufeff?%([0-9A-Za-z!@#$&()*+<=>?\[\]^~])(?: (.*)|$)"),
    begins="0",
    titles=("T", "Q", "!"),
    authors=(read_words("A"), read_words("E")),
    years=("D", "8"),
    dates=("8", "D"),
    abstracts=("X",),
    named=("R", "U", "M", "2", "@"),
    not_asked=read_words("T Q ! A E X K B S > +"),
    notes=("Z", "O", "<"),
    keywords=("K",),
    files=(">",),
    keys=("F",),
)
REFWORKS = Dialect(
    name="refworks",
    signature=re.compile(r"^\ufeff?RT [A-Z][A-Za-z ,/-]{2,60}$", re.MULTILINE),
    tag=_BARE,
    begins="RT",
    ends="ER",
    titles=("T1",),
    authors=(read_words("A1"), read_words("A2")),
    years=("YR", "FD"),
    dates=("FD", "YR"),
    named=("DO", "UL", "LK", "AN"),
    not_asked=read_words("T1 AB K1 A1 A2 A3 A4 AD SR RT T2"),
    notes=("NO",),
    keywords=("K1",),
    groups=("FL",),
    keys=("ID",),
)
DIALECTS = (RIS, PUBMED, OVID, WEB_OF_SCIENCE, ENDNOTE, REFWORKS)
