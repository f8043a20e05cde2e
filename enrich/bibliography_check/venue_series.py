"""Series of conferences and journals under their many names, and series that hold other series.

Only where letters cannot tell: an acronym that is not made of the name's initials, a change of
name, a name that says something else than people do. What can be told from the words of two names
is left to `compare_venues`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# One series a line: its acronyms, then names, of which all words stand in a venue's name.
SERIES = """
neurips nips | neural information processing systems
icml | international conference machine learning
iclr | learning representations
aistats | artificial intelligence statistics
uai | uncertainty artificial intelligence
colt | learning theory
corl | conference robot learning
aaai | aaai conference; national conference artificial intelligence
ijcai | joint conference artificial intelligence; joint conferences artificial intelligence
ecai | european conference artificial intelligence
cvpr | computer vision pattern recognition
iccv | international conference computer vision
eccv | european conference computer vision
wacv | applications computer vision
bmvc | british machine vision
accv | asian conference computer vision
miccai | medical image computing
icip | international conference image processing
icassp | acoustics speech signal processing
interspeech eurospeech icslp | speech communication association; spoken language processing
acl | meeting association computational linguistics
naacl | north american chapter association computational linguistics
eacl | european chapter association computational linguistics
aacl | asia pacific chapter association computational linguistics
emnlp | empirical methods natural language
conll | computational natural language learning
coling | international conference computational linguistics
ijcnlp | joint conference natural language processing
lrec | language resources evaluation
tacl | transactions association computational linguistics
| =computational linguistics
wmt | machine translation workshop statistical; conference machine translation
semeval | semantic evaluation; lexical computational semantics
kdd sigkdd | knowledge discovery data mining
www thewebconf | world wide web conference; web conference; international conference world wide web
sigir | research development information retrieval
ecir | european conference information retrieval
cikm | information knowledge management
wsdm | web search data mining
recsys | recommender systems conference
icdm | international conference data mining
| siam international conference data mining
sigmod | management data international conference
vldb pvldb | very large data bases; vldb endowment
icde | data engineering international conference
pods | principles database systems
sosp | operating systems principles
osdi | operating systems design implementation
nsdi | networked systems design implementation
eurosys | european conference computer systems
asplos | architectural support programming languages
| symposium computer architecture
micro | symposium microarchitecture
hpca | high performance computer architecture
| high performance computing networking storage
pldi | programming language design implementation
popl | principles programming languages
oopsla | object oriented programming systems languages
icfp | functional programming conference
icse | international conference software engineering
esec | foundations software engineering
ase | automated software engineering conference
ccs | computer communications security
ndss | network distributed system security
crypto | international cryptology conference; annual cryptology conference
eurocrypt | theory applications cryptographic techniques
stoc | theory computing symposium
focs | foundations computer science symposium
soda | discrete algorithms
icalp | automata languages programming
chi | human factors computing
uist | user interface software technology
cscw | computer supported cooperative work
siggraph | computer graphics interactive techniques
icra | conference robotics automation
iros | intelligent robots systems
| robotics science systems
infocom | conference computer communications
sigcomm | data communication interest
mobicom | mobile computing networking
jmlr | journal machine learning research
tmlr | transactions machine learning research
mlj | =machine learning
jair | journal artificial intelligence research
aij | =artificial intelligence
tpami pami | transactions pattern analysis machine intelligence
ijcv | international journal computer vision
| transactions image processing
| transactions signal processing
tnnls tnn | transactions neural networks
tkde | transactions knowledge data engineering
tog | transactions graphics
tvcg | transactions visualization computer graphics
toplas | transactions programming languages systems
tois | transactions information systems
tods | transactions database systems
jacm | journal acm
cacm | communications acm
csur | computing surveys
pnas | proceedings national academy sciences
plosone | plos one
prl | =physical review letters
jasa | journal american statistical association
nar | =nucleic acids research
nejm | new england journal medicine
jama | journal american medical association
jacs | journal american chemical society
bmj | british medical journal
""".strip()
# Series in which many conferences appear, and journals that take over papers of conferences.
CONTAINERS = """
lecture notes|proceedings of machine learning research|\\bpmlr\\b|\\blncs\\b|\\blnai\\b|\\blnee\\b|
communications in computer and information science|\\bccis\\b|\\bceur\\b|procedia|\\blipics\\b|
leibniz international proceedings|international conference proceeding series|\\bicps\\b|
advances in intelligent systems|ifip|proceedings of spie|\\bspie\\b|conference series|
proceedings of the acm on|\\bpacm|w&cp|workshop and conference proceedings|sigplan notices|
computer graphics forum|robotics and automation letters|studies in|springer|elsevier|acm press|
ieee xplore|digital library|anthology|findings|companion|adjunct|extended abstracts|
openreview|dagstuhl|frontiers in artificial intelligence and applications|smart innovation
""".replace("\n", "")
CONTAINER = re.compile(CONTAINERS, re.IGNORECASE)
# Journals of which the one word is the whole name; other single words are acronyms.
ONE_WORD = frozenset(
    """
    algorithmica automatica bioinformatics biometrics biometrika blood brain cell chaos chemosphere
    circulation cognition combinatorica complexity computer computing econometrica elife entropy
    genetics genomics gut immunity information lancet language mathematika mind nature neuroimage
    neurocomputing neuron nanoscale oncogene pattern pediatrics philosophy physica plasmonics
    psychometrika radiology robotica science sensors small stroke synthese synthesis technometrics
    virology
    """.split()  # noqa: SIM905 - reads as a line of text
)


@dataclass(frozen=True, slots=True)
class Series:
    """A series of conferences, or a journal.

    Attributes:
        acronyms: Its acronyms, in small letters.
        names: The words of each of its names; all of them stand in a venue's name.
        is_whole: Whether a venue's name has no other words, because other names hold these.
    """

    acronyms: frozenset[str]
    names: tuple[frozenset[str], ...]
    is_whole: bool

    def find_length(self, words: frozenset[str]) -> int:
        """Return the words of the longest of its names that a venue's name holds, or 0."""
        return max(
            (len(name) for name in self.names if name == words or (
                not self.is_whole and name <= words
            )),
            default=0,
        )  # fmt: skip


def _read_series(line: str) -> Series:
    acronyms, _, names = line.partition("|")
    told = [name.strip() for name in names.split(";")]
    return Series(
        acronyms=frozenset(acronyms.split()),
        names=tuple(frozenset(name.lstrip("=").split()) for name in told),
        is_whole=told[0].startswith("="),
    )


KNOWN_SERIES = tuple(map(_read_series, SERIES.split("\n")))
ACRONYMS = frozenset(acronym for each in KNOWN_SERIES for acronym in each.acronyms)


@lru_cache(maxsize=8_192)
def find_series(words: frozenset[str], acronyms: frozenset[str]) -> frozenset[Series]:
    """Return the series that a venue's name can mean.

    Args:
        words: The words of the name, without years and ordinals, in small letters.
        acronyms: Those of them that are printed as acronyms.
    """
    named = frozenset(each for each in KNOWN_SERIES if each.acronyms & acronyms)
    lengths = {each: each.find_length(words) for each in KNOWN_SERIES}
    most = max(lengths.values())
    # The longest name counts: a North American chapter's meeting is not that of the association.
    return named or frozenset(each for each, length in lengths.items() if length == most > 0)
