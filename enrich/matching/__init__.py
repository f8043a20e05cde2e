"""Deciding whether a title in a listing and a record of a service are one paper."""

from citeloom.enrich.matching.candidate import Candidate, Verdict, Wanted
from citeloom.enrich.matching.decide import decide
from citeloom.graph.normalise_title import normalise

__all__ = ["Candidate", "Verdict", "Wanted", "decide", "normalise"]
