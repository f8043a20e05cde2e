"""Ids of papers and people, read from the forms in which people write them.

Every function here is strict about the whole string: `10.1/x and more` is not a DOI. That lets a
caller ask "is this line an id?" and take the line as a title otherwise. What copying adds to an id
(quotes, a bracket that was opened before it, blanks of no width, a full stop) is left out.
`find_identifiers` finds ids within a text.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

LONGEST = 2_000  # no id is longer; anything longer is text
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe0f]")
QUOTES = "\"'`\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb"
BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}
OPENED_BY = {closing: opening for opening, closing in BRACKETS.items()}
TAIL = frozenset(f".,;:!?*_/\\|{QUOTES}")
ARXIV_DOI_PREFIX = "10.48550/arxiv."

# The archives that gave out ids before April 2007 (https://info.arxiv.org/help/arxiv_identifier.html)
OLD_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|"
    "cond-mat|cs|dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|"
    "nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con"
)

ARXIV_BEGAN = 91  # 1991
_ARXIV = re.compile(
    rf"""(?:
        (?P<new>(?P<new_year>[0-9]{{2}})(?P<new_month>0[1-9]|1[0-2])\.(?P<serial>[0-9]{{4,5}}))
      | (?P<archive>{OLD_ARCHIVES})(?:\.[a-z]{{2,4}}(?:-[a-z]{{2,4}})?)?
        /(?P<old>[0-9]{{2}}(?:0[1-9]|1[0-2])[0-9]{{3}})
    )(?:v[1-9][0-9]{{0,2}})?""",
    re.VERBOSE | re.IGNORECASE,
)
_ARXIV_URL = re.compile(
    r"""(?:https?://)?(?:
        (?:[a-z]{1,10}\.)?arxiv\.org/(?:abs|pdf|html|format|ps|src|e-print)/
      | ar5iv(?:\.labs\.arxiv)?\.org/(?:abs|html)/
      | (?:www\.)?alphaxiv\.org/(?:abs|pdf|overview)/
      | (?:www\.)?(?:huggingface\.co|hf\.co)/papers/
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_ARXIV_PREFIX = re.compile(r"arxiv(?:[:._/-] {0,2}| )(?:abs/)?|abs/", re.IGNORECASE)
# Reference managers print the class behind the id: "arXiv:2204.03574 [cs.LG]".
_ARXIV_CLASS = re.compile(r" ?\[[a-z.-]{2,20}(?:, ?[a-z.-]{2,20}){0,9}\]$", re.IGNORECASE)
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]{1,9}){0,4}/[^\s\x00-\x1f]+")
_SHORT_DOI = re.compile(
    r"(?:(?:https?://)?(?:(?:dx|www)\.)?doi\.org/(?:10/)?|(?:doi: ?)?10/)"
    r"(?P<id>(?=[0-9]*[a-z])[a-z0-9]{3,8})/?",
    re.IGNORECASE,
)
_PMID = re.compile(
    r"""(?:
        pmid(?::\ ?|\ )
      | (?:https?://)?pubmed\.ncbi\.nlm\.nih\.gov/
      | (?:https?://)?(?:www\.)?ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/
      | (?:https?://)?(?:www\.)?europepmc\.org/(?:article|abstract)/med/
    )(?P<id>[1-9][0-9]{0,8})/?(?:[?\#].*)?""",
    re.VERBOSE | re.IGNORECASE,
)
_PMCID = re.compile(
    r"""(?:
        pmc(?:id)?(?::\ ?|\ )(?:pmc)?
      | (?:https?://)?(?:www\.)?ncbi\.nlm\.nih\.gov/(?:labs/)?pmc/articles/(?:pmc)?
      | (?:https?://)?pmc\.ncbi\.nlm\.nih\.gov/articles/(?:pmc)?
      | (?:https?://)?(?:www\.)?europepmc\.org/(?:article|articles|abstract)/(?:pmc/)?(?:pmc)
      | pmc
    )(?P<id>[1-9][0-9]{0,8})(?:\.[0-9]{1,2})?(?:/.*)?(?:[?\#].*)?""",
    re.VERBOSE | re.IGNORECASE,
)
_ACL = re.compile(
    r"""(?:
        acl(?:\ anthology)?(?::\ ?|\ )
      | (?:https?://)?(?:www\.)?aclanthology\.(?:org|info|coli\.uni-saarland\.de)/(?:papers/)?
        (?:[A-Z]/[A-Z][0-9]{2}/)?
      | (?:https?://)?(?:www\.)?aclweb\.org/anthology/(?:papers/)?(?:[A-Z]/[A-Z][0-9]{2}/)?
    )?(?P<id>[A-Z][0-9]{2}-[0-9]{4}|(?:19|20)[0-9]{2}\.[a-z0-9_]{2,30}-[a-z0-9_]{1,20}\.[0-9]{1,4})
    (?:v[0-9])?(?:\.pdf|\.bib)?/?(?:[?\#].*)?""",
    re.VERBOSE | re.IGNORECASE,
)
_CORPUS = re.compile(
    r"(?:(?:https?://)?(?:api|www)\.semanticscholar\.org/)?corpus ?id: ?(?P<id>[1-9][0-9]{0,11})/?",
    re.IGNORECASE,
)
_S2 = re.compile(
    r"(?:(?:https?://)?(?:www\.)?semanticscholar\.org/(?:paper|reader)/(?:[^/\s]{1,500}/)?|s2: ?)?"
    r"(?P<id>[0-9a-f]{40})/?(?:[?#].*)?",
    re.IGNORECASE,
)
_DOI_PREFIX = re.compile(
    r"(?:https?://)?(?:(?:dx|www)\.)?doi\.org/(?:doi:)?|(?:doi|urn:doi|info:doi)[:/ ] {0,3}",
    re.IGNORECASE,
)
_OPENALEX = re.compile(
    r"(?:(?:https?://)?(?:(?:api|www|explore)\.)?openalex\.org/(?:works/)?|openalex: ?)?"
    r"(?P<id>W[1-9][0-9]{2,11})",
    re.IGNORECASE,
)
_ORCID = re.compile(
    r"(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid: ?)?"
    r"(?P<id>[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])/?",
    re.IGNORECASE,
)


def read_arxiv_id(text: str | None) -> str | None:
    """Read an arXiv id and give it without its version.

    Understands `2204.03574v2`, `arXiv:2204.03574`, `math.GT/0309136`, addresses at arXiv, its
    mirrors and the Hub's paper pages, and arXiv's own DOIs (`10.48550/arXiv.2204.03574`).

    Args:
        text: The whole text that may be an id.

    Returns:
        `2204.03574`, or `math/0309136` for an id from before April 2007 (the subject class is
        left out, as arXiv does), or None.
    """
    rest = _without_tail(_trimmed(text) or "")
    address = _ARXIV_URL.match(rest)
    if address:
        rest = re.split(r"[?#]", rest[address.end() :], maxsplit=1)[0].rstrip("/")
        rest = re.sub(r"\.(?:pdf|ps|gz)$", "", rest, flags=re.IGNORECASE)
    else:
        name = _without_doi_prefix(rest)
        if name.lower().startswith(ARXIV_DOI_PREFIX):
            rest = name[len(ARXIV_DOI_PREFIX) :]
        else:
            rest = _ARXIV_PREFIX.sub("", _ARXIV_CLASS.sub("", rest), count=1)
    found = _ARXIV.fullmatch(rest)
    if not found:
        return None
    if found["old"]:
        return f"{found['archive'].lower()}/{found['old']}"
    began = found["new_year"] + found["new_month"]
    # Serial numbers have four digits until the end of 2014 and five since; the scheme began 0704.
    if began < "0704" or len(found["serial"]) != (4 if began < "1501" else 5):
        return None
    return found["new"]


def read_arxiv_year(arxiv_id: str | None) -> int | None:
    """Return the year in which an arXiv id was given, from its first two digits."""
    found = _ARXIV.fullmatch(arxiv_id or "")
    if not found:
        return None
    digits = int((found["old"] or found["new_year"])[:2])
    return digits + (2000 if digits < ARXIV_BEGAN else 1900)


def read_doi(text: str | None) -> str | None:
    """Read a DOI and give it in lower case, without resolver.

    A DOI of arXiv's own is a DOI too; ask `arxiv_id` first where the two are to be told apart.

    Args:
        text: The whole text that may be a DOI, bare, with `doi:` or at a resolver.

    Returns:
        `10.18653/v1/n19-1423`, or None.
    """
    rest = _trimmed(text)
    if rest is None:
        return None
    name = _without_tail(_without_doi_prefix(rest))
    return name.lower() if _DOI.fullmatch(name) else None


def read_short_doi(text: str | None) -> str | None:
    """Read a short DOI (`10/gfvbd6`, from shortdoi.org), which names a DOI that is not in it."""
    return _whole(_SHORT_DOI, text, prefix="10/")


def read_pmid(text: str | None) -> str | None:
    """Read a PubMed id with its prefix or as an address; gives the digits, or None."""
    return _whole(_PMID, text)


def read_pmcid(text: str | None) -> str | None:
    """Read a PubMed Central id, bare, with a prefix or as an address; `PMC7606479` or None."""
    return _whole(_PMCID, text, prefix="PMC")


def read_acl_id(text: str | None) -> str | None:
    """Read an id of the ACL Anthology, bare, with a prefix or as an address, or give None.

    Ids until 2019 have a capital letter (`N19-1423`), later ones are in small letters
    (`2020.acl-main.1`).
    """
    found = _whole(_ACL, text)
    return (found.upper() if found[0].isalpha() else found.lower()) if found else None


def read_corpus_id(text: str | None) -> str | None:
    """Read Semantic Scholar's `CorpusId:…`; gives the digits, or None."""
    return _whole(_CORPUS, text)


def read_s2_id(text: str | None) -> str | None:
    """Read Semantic Scholar's id of a paper, 40 hexadecimal digits, bare or as an address."""
    found = _whole(_S2, text)
    return found.lower() if found else None


def read_openalex_id(text: str | None) -> str | None:
    """Read the id of a work at OpenAlex, bare or as an address; gives `W2741809807` or None."""
    found = _whole(_OPENALEX, text)
    return found.upper() if found else None


def read_orcid(text: str | None) -> str | None:
    """Read an ORCID, bare or as an address; gives the bare id, or None where its digit is wrong.

    The last character is a check digit (ISO 7064 MOD 11-2), see
    https://support.orcid.org/hc/en-us/articles/360006897674.
    """
    rest = _trimmed(text)
    found = _ORCID.fullmatch(rest) if rest else None
    if not found:
        return None
    name = found["id"].upper()
    digits = name.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return name if digits[-1] == ("X" if check == 10 else str(check)) else None  # noqa: PLR2004 - ISO 7064 writes ten as X


def _whole(pattern: re.Pattern[str], text: str | None, prefix: str = "") -> str | None:
    rest = _trimmed(text)
    found = pattern.fullmatch(_without_tail(rest)) if rest else None
    return prefix + found["id"] if found else None


def _trimmed(text: str | None) -> str | None:
    """Take away what copying adds: unseen characters, quotes, brackets around the whole."""
    if not text or len(text) > LONGEST:
        return None
    rest = UNSEEN.sub("", text).strip()
    while rest:
        shorter = rest.strip(QUOTES).strip()
        if shorter and shorter[0] in BRACKETS and BRACKETS[shorter[0]] == shorter[-1]:
            shorter = shorter[1:-1].strip()
        elif shorter and shorter[0] in BRACKETS and BRACKETS[shorter[0]] not in shorter:
            shorter = shorter[1:].strip()
        if shorter == rest:
            break
        rest = shorter
    return rest or None


def _without_tail(text: str) -> str:
    """Take away punctuation that ends a sentence, and brackets that the text does not open."""
    while text:
        last = text[-1]
        opening = OPENED_BY.get(last)
        if last in TAIL or (opening and text.count(opening) < text.count(last)):
            text = text[:-1]
        else:
            break
    return text


def _without_doi_prefix(text: str) -> str:
    found = _DOI_PREFIX.match(text)
    if not found:
        return text
    rest = text[found.end() :]
    # A resolver's address carries a DOI percent-encoded; a bare DOI may hold a true percent sign.
    return unquote(rest.split("?", 1)[0]) if "/" in found[0] else rest
