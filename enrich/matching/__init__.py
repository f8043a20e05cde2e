"""Deciding whether a title in a listing and a record of a service are one paper."""

from enrich.matching.decide import decide
from enrich.matching.normalise import normalise, surname
from enrich.matching.values import Candidate, Verdict, Wanted

__all__ = ["Candidate", "Verdict", "Wanted", "decide", "normalise", "surname"]
