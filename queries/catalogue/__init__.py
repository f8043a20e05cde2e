"""The catalogue of prebuilt queries: `catalogue()`, `find()`, `bind()` and `run()`."""

from citeloom.queries.catalogue.answer import Answer, run
from citeloom.queries.catalogue.binding import bind, parameter_example
from citeloom.queries.catalogue.emptiness import why_empty
from citeloom.queries.catalogue.finding import catalogue, find
from citeloom.queries.catalogue.naming import resolve_author, resolve_paper
from citeloom.queries.catalogue.query import Column, Parameter, Query, Row

__all__ = [
    "Answer",
    "Column",
    "Parameter",
    "Query",
    "Row",
    "bind",
    "catalogue",
    "find",
    "parameter_example",
    "resolve_author",
    "resolve_paper",
    "run",
    "why_empty",
]
