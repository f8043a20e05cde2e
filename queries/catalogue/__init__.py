"""The catalogue of prebuilt queries: list, find, and run them."""

from citeloom.queries.catalogue.bind_parameters import bind_parameters, make_example
from citeloom.queries.catalogue.explain_empty import explain_empty
from citeloom.queries.catalogue.find_query import find_query, list_queries
from citeloom.queries.catalogue.prebuilt_query import Column, Parameter, Query, Row
from citeloom.queries.catalogue.resolve_name import resolve_author, resolve_paper
from citeloom.queries.catalogue.run_query import Answer, run_query

__all__ = [
    "Answer",
    "Column",
    "Parameter",
    "Query",
    "Row",
    "bind_parameters",
    "explain_empty",
    "find_query",
    "list_queries",
    "make_example",
    "resolve_author",
    "resolve_paper",
    "run_query",
]
