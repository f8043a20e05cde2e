"""Ids of papers and people, read from the forms in which people write them.

Every function here is strict about the whole string: `10.1/x and more` is not a DOI. That lets a
caller ask "is this line an id?" and take the line as a title otherwise.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

LONGEST = 2_000  # no id is longer; anything longer is text
ARXIV_DOI_PREFIX = "10.48550/arxiv."

# The archives that gave out ids before April 2007 (https://info.arxiv.org/help/arxiv_identifier.html)
OLD_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|"
    "cond-mat|cs|dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|"
    "nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con"
)

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
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]{1,9}){0,4}/[^\s\x00-\x1f]+")
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


def arxiv_id(text: str | None) -> str | None:
    """Read an arXiv id and give it without its version.

    Understands `2204.03574v2`, `arXiv:2204.03574`, `math.GT/0309136`, addresses at arXiv, its
    mirrors and the Hub's paper pages, and arXiv's own DOIs (`10.48550/arXiv.2204.03574`).

    Args:
        text: The whole text that may be an id.

    Returns:
        `2204.03574`, or `math/0309136` for an id from before April 2007 (the subject class is
        left out, as arXiv does), or None.
    """
    rest = _trimmed(text)
    if rest is None:
        return None
    address = _ARXIV_URL.match(rest)
    if address:
        rest = re.split(r"[?#]", rest[address.end() :], maxsplit=1)[0].rstrip("/")
        rest = re.sub(r"\.(?:pdf|ps|gz)$", "", rest, flags=re.IGNORECASE)
    else:
        name = _without_doi_prefix(rest)
        if name.lower().startswith(ARXIV_DOI_PREFIX):
            rest = name[len(ARXIV_DOI_PREFIX) :]
        else:
            rest = re.sub(r"^arxiv(?:: ?| )", "", rest, flags=re.IGNORECASE)
            # Reference managers print the class behind the id: "arXiv:2204.03574 [cs.LG]".
            rest = re.sub(r" ?\[[a-z.-]{2,20}\]$", "", rest, flags=re.IGNORECASE)
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


def doi(text: str | None) -> str | None:
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
    name = _without_doi_prefix(rest).rstrip(".,;")
    return name.lower() if _DOI.fullmatch(name) else None


def openalex_id(text: str | None) -> str | None:
    """Read the id of a work at OpenAlex, bare or as an address; gives `W2741809807` or None."""
    rest = _trimmed(text)
    found = _OPENALEX.fullmatch(rest) if rest else None
    return found["id"].upper() if found else None


def orcid(text: str | None) -> str | None:
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


def _trimmed(text: str | None) -> str | None:
    if not text or len(text) > LONGEST:
        return None
    rest = text.strip()
    if rest.startswith("<") and rest.endswith(">"):
        rest = rest[1:-1]
    return rest or None


def _without_doi_prefix(text: str) -> str:
    found = _DOI_PREFIX.match(text)
    if not found:
        return text
    rest = text[found.end() :]
    # A resolver's address carries a DOI percent-encoded; a bare DOI may hold a true percent sign.
    return unquote(rest.split("?", 1)[0]) if "/" in found[0] else rest
