"""The catalogue of prebuilt queries: `catalogue()`, `find()`, `bind()` and `run()`."""

from citeloom.queries.catalogue.bind_parameters import bind, parameter_example
from citeloom.queries.catalogue.explain_empty import why_empty
from citeloom.queries.catalogue.find_query import catalogue, find
from citeloom.queries.catalogue.prebuilt_query import Column, Parameter, Query, Row
from citeloom.queries.catalogue.resolve_name import resolve_author, resolve_paper
from citeloom.queries.catalogue.run_query import Answer, run

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
