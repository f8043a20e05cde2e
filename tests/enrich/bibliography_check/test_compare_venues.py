"""Names of venues beside each other: one venue, two, or not sure."""

from __future__ import annotations

import pytest

from citeloom.enrich.bibliography_check.compare_venues import compare_venues

NAACL = (
    "Proceedings of the 2019 Conference of the North American Chapter of the Association for "
    "Computational Linguistics: Human Language Technologies, Volume 1"
)
COLING_AND_ACL = (
    "International Conference On Computational Linguistics And Annual Meeting Of The Association "
    "For Computational Linguistics"
)
ONE = [
    ("J. Mach. Learn. Res.", "Journal of Machine Learning Research"),
    ("JMLR", "Journal of Machine Learning Research"),
    ("Proc Natl Acad Sci USA", "Proceedings of the National Academy of Sciences"),
    ("Phys. Rev. Lett.", "Physical Review Letters"),
    ("Ann. Stat.", "The Annals of Statistics"),
    ("Nucleic Acids Res.", "Nucleic Acids Research"),
    ("IEEE Trans. Pattern Anal. Mach. Intell.",
     "IEEE Transactions on Pattern Analysis and Machine Intelligence"),
    ("NeurIPS", "Advances in Neural Information Processing Systems"),
    ("Proc. NIPS", "Advances in Neural Information Processing Systems 30"),
    ("CVPR", "2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)"),
    ("KDD '16", "22nd ACM SIGKDD International Conference on Knowledge Discovery & Data Mining"),
    ("NAACL-HLT", NAACL),
    ("Proc. of the 57th Annual Meeting of the ACL",
     "Annual Meeting of the Association for Computational Linguistics"),
    ("ACSAC", "Annual Computer Security Applications Conference"),
    ("Science (New York, N.Y.)", "Science"),
    (r"Science \& Society", "Science and Society"),
    ("NEURAL COMPUTATION", "Neural Computation"),
    ("ACL", COLING_AND_ACL),
]  # fmt: skip
TWO = [
    ("Nature", "Physical Review Letters"),
    ("ICML", "Computer Vision and Pattern Recognition"),
    ("ICML", "Journal of Neuroscience"),
    ("Interspeech", "The Lancet"),
    ("IEEE Transactions on Image Processing", "IEEE Transactions on Signal Processing"),
    ("Annual Meeting of the Association for Computational Linguistics",
     "International Conference on Computational Linguistics"),
    ("Machine Learning", "Journal of Machine Learning Research"),
    ("Communications of the ACM", "The Annals of Statistics"),
    ("Journal of Chemical Physics", "Nucleic Acids Research"),
    ("Cell", "Neuron"),
]  # fmt: skip
NOT_SURE = [
    ("ECCV 2014", "Lecture Notes in Computer Science"),
    ("Proceedings of the ACM on Programming Languages", "Principles of Programming Languages"),
    ("Nature", "Nature Communications"),
    ("XYZQ", "Journal of Neuroscience"),
    ("Zeitschrift", "物理学报"),
    ("Proceedings of the ACL Workshop on Machine Translation",
     "Workshop on Statistical Machine Translation"),
    ("", "Science"),
]  # fmt: skip
TABLE = [(*pair, says) for pairs, says in ((ONE, True), (TWO, False), (NOT_SURE, None))
         for pair in pairs]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "says"), TABLE)
def test_two_names_mean_one_venue_or_two_or_it_is_not_sure(
    first: str,
    second: str,
    says: bool | None,  # noqa: FBT001 - the third column of the table
) -> None:
    assert compare_venues(first, second) is says
    assert compare_venues(second, first) is says
