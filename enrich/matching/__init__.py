"""Deciding whether a title in a listing and a record of a service are one paper."""

from citeloom.enrich.matching.decide import decide
from citeloom.enrich.matching.normalise import normalise, surname
from citeloom.enrich.matching.values import Candidate, Verdict, Wanted

__all__ = ["Candidate", "Verdict", "Wanted", "decide", "normalise", "surname"]
