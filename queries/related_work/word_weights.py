"""How much each word says about a text: TF-IDF, so that cosines compare titles and abstracts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from citeloom.graph.errors import UsageError
from citeloom.graph.plain_text import read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

_WORD = re.compile(r"\w\w+")
# English words that say nothing about a text: the list of the Glasgow Information Retrieval Group
# (http://ir.dcs.gla.ac.uk/resources/linguistic_utils/stop_words), as scikit-learn has it.
STOP_WORDS = read_words("""
    about above across after afterwards again against all almost alone along already also
    although always am among amongst amoungst amount an and another any anyhow anyone anything
    anyway anywhere are around as at back be became because become becomes becoming been before
    beforehand behind being below beside besides between beyond bill both bottom but by call can
    cannot cant co con could couldnt cry de describe detail do done down due during each eg
    eight either eleven else elsewhere empty enough etc even ever every everyone everything
    everywhere except few fifteen fifty fill find fire first five for former formerly forty
    found four from front full further get give go had has hasnt have he hence her here
    hereafter hereby herein hereupon hers herself him himself his how however hundred ie if in
    inc indeed interest into is it its itself keep last latter latterly least less ltd made many
    may me meanwhile might mill mine more moreover most mostly move much must my myself name
    namely neither never nevertheless next nine no nobody none noone nor not nothing now nowhere
    of off often on once one only onto or other others otherwise our ours ourselves out over own
    part per perhaps please put rather re same see seem seemed seeming seems serious several she
    should show side since sincere six sixty so some somehow someone something sometime
    sometimes somewhere still such system take ten than that the their them themselves then
    thence there thereafter thereby therefore therein thereupon these they thick thin third this
    those though three through throughout thru thus to together too top toward towards twelve
    twenty two un under until up upon us very via was we well were what whatever when whence
    whenever where whereafter whereas whereby wherein whereupon wherever whether which while
    whither who whoever whole whom whose why will with within without would yet you your yours
    yourself yourselves
""")


def weigh_words(texts: Sequence[str]) -> sparse.csr_array[Any, Any] | None:
    """Weigh the words of texts by TF-IDF.

    A word that stands f times in a text, and in d of all n texts, weighs
    (1 + ln f) · (1 + ln((1 + n) / (1 + d))); each row is then brought to length 1. Salton and
    Buckley, "Term-weighting approaches in automatic text retrieval", 1988; the figures are those
    of scikit-learn with `sublinear_tf` and its other defaults.

    Args:
        texts: The texts; one without a word has a row of zeros.

    Returns:
        float32 of shape (texts, different words), a column a word; None where no text has a word.
    """
    column: dict[str, int] = {}
    rows: list[int] = []
    columns: list[int] = []
    counts: list[int] = []
    for row, text in enumerate(texts):
        for word, count in Counter(split_words(text)).items():
            rows.append(row)
            columns.append(column.setdefault(word, len(column)))
            counts.append(count)
    if not column:
        return None
    texts_with = np.bincount(columns)
    rarity = 1 + np.log((1 + len(texts)) / (1 + texts_with))
    weight = (1 + np.log(counts)) * rarity[columns]
    length = np.sqrt(np.bincount(rows, weight**2, len(texts)))
    return sparse.csr_array(
        ((weight / length[rows]).astype(np.float32), (rows, columns)),
        shape=(len(texts), len(column)),
    )


def split_words(text: str) -> Iterable[str]:
    """Return the words of a text that say something, in lower case and without accents."""
    plain = text.lower()
    if not plain.isascii():
        letters = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return (word for word in _WORD.findall(plain) if word not in STOP_WORDS)


def match_words(words: str, texts: Sequence[str | None]) -> NDArray[np.float32]:
    """Return how close texts are to some words: the cosine of their TF-IDF rows, 0 to 1.

    Args:
        words: What to look for.
        texts: The texts; None is an empty one.

    Returns:
        Shape (texts,).

    Raises:
        UsageError: None of the words says anything.
    """
    if not list(split_words(words)):
        raise UsageError(
            f"`{words}` holds no word that says what a paper is about",
            todo='Give words of a title, such as --toward "citation graphs"',
        )
    rows = weigh_words([words, *(text or "" for text in texts)])
    if rows is None:
        return np.zeros(len(texts), np.float32)
    return np.asarray((rows[1:] @ rows[[0]].T).todense(), np.float32).ravel()
