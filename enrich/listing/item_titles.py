"""Which words of an item of a list are the paper's title, where that can be told.

A wrong title is worse than none: an id whose paper has another title is not believed.
"""

from __future__ import annotations

import re

from citeloom.graph.find_identifiers import identify
from citeloom.graph.paper_addresses import is_address
from citeloom.graph.plain_text import read_words

# What people write on a link instead of the title behind it.
LABELS = read_words(
    """
    abs abstract acl acm ar5iv arxiv article blog bib bibtex citation cite code colab data dataset
    demo doi download github here homepage html huggingface ieee link models official openreview
    page paper papers pdf poster preprint project publication pubmed site slides source springer
    supplementary talk this that url version video web website weights
    """
)
# A text that ends with one of these goes on with the id: "as was shown in arXiv:…".
OPEN_ENDS = read_words(
    "a an and at by did for from in is of on or read see the this to via was with"
)
FEW_WORDS = 3
LONGEST = 400  # characters
_QUOTED = re.compile(r"[\u201c\"](?P<title>[^\u201c\u201d\"]{8,300})[\u201d\"]")
_REFERENCE = re.compile(
    r"\bet\.? al\b|^[A-Z]\.[ -]?(?:[A-Z]\. ?)*[A-Z]\w+,|^[A-Z][\w'-]+,? (?:[A-Z]\.,? ?){1,3}"
    r"|\band [A-Z]\. ?[A-Z]\w+|\(?(?:19|20)[0-9]{2}\)?[.,] \w.{5,300}[.,] ",
)
_BEFORE = re.compile(
    r"^(?:[\[(](?:[0-9]{4}(?:[-/.][0-9]{1,2}){0,2}|[A-Z][\w .'&-]{0,24})[\])]\s*[:\u2013-]?\s*"
    r"|[-*+\u2022:|\s]+|(?:19|20)[0-9]{2}[:.]\s+)+"
)
_BEHIND = re.compile(
    r"""(?:
        \s*[\[(](?:[^\[\]()]{0,60}[0-9]{2,4}|[A-Z][\w .'&-]{0,24})[\])]
      | [,.]?\s+(?:[A-Z][\w.&/-]{1,20}\s?){1,4}['\u2019]?(?:[0-9]{2}|(?:19|20)[0-9]{2})
      | ,\s*(?:19|20)[0-9]{2}
      | [\s,;:|(\[\u2013\u2014-]+
    )$""",
    re.VERBOSE,
)


def is_label(text: str) -> bool:
    """Tell whether the text of a link says what is behind it, not what it is called."""
    bare = text.strip(" []()*_`\"'.,:;!?\u2022\U0001f4c4\U0001f517")
    if not any(map(str.isalpha, bare)) or identify(bare) or is_address(bare):
        return True
    return all(word in LABELS for word in re.findall(r"[a-z0-9]+", bare.lower()))


def read_told_title(text: str) -> str:
    """Return the title that a text around an id is or quotes; empty where it is not clear.

    >>> told_title('(2017) Attention Is All You Need, NIPS 2017 -')
    'Attention Is All You Need'
    >>> told_title('A. Vaswani et al. Attention is all you need. 2017')
    ''
    """
    text = " ".join(text[:2_000].split())
    if _REFERENCE.search(text):
        quoted = _QUOTED.search(text)
        return quoted["title"].rstrip(",. ") if quoted else ""
    text = _BEFORE.sub("", text)
    while (shorter := _BEHIND.sub("", text)) != text:
        text = shorter
    text = text.strip("*_`\"'\u201c\u201d ")
    named = text.split()
    is_part = bool(named) and (
        named[-1].lower() in OPEN_ENDS or (text[0].islower() and len(named) <= FEW_WORDS)
    )
    return "" if len(text) > LONGEST or is_part or is_label(text) else text


def find_quoted_title(text: str) -> str:
    """Return the title that a reference quotes; the text itself where it is no reference."""
    quoted = _QUOTED.search(text) if _REFERENCE.search(text) else None
    return quoted["title"].rstrip(",. ") if quoted else text
