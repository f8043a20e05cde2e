"""Answers of the API: values as JSON, and every error as what, kept and todo."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from citeloom.graph import errors
from citeloom.viz.explorer.json_values import PlainJSON, parse_json

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

STATUS: tuple[tuple[type[errors.CiteloomError], int], ...] = (
    (errors.PaperNotFound, 404),
    (errors.UsageError, 400),
    (errors.StatementRefused, 400),
    (errors.StatementFailed, 400),
    (errors.StatementTimeout, 504),
    (errors.StoreError, 503),
)
KEPT = "The graph is as it was"

log = logging.getLogger(__name__)


class Fields(errors.UsageError):
    """A form some of whose fields do not fit: a sentence and a remedy for each."""

    def __init__(self, fields: dict[str, dict[str, str]]) -> None:
        count = len(fields)
        super().__init__(
            "One field does not fit" if count == 1 else f"{count} fields do not fit",
            todo="Correct what is marked",
        )
        self.fields = fields


def make_answer(value: Any, *, stamp: str | None = None) -> Response:
    """Return a value as JSON, with the stamp of the graph that it was read from."""
    found = PlainJSON(value)
    if stamp is not None:
        found.headers["Citeloom-Graph"] = stamp
    return found


def tell_failure(request: Request, error: Exception) -> Response:
    """Return an error as JSON, in three sentences."""
    if isinstance(error, errors.CiteloomError):
        status = next((code for kind, code in STATUS if isinstance(error, kind)), 500)
        said = {"what": error.what, "kept": error.kept or KEPT, "todo": error.todo}
        if isinstance(error, Fields):
            return PlainJSON({"error": said, "fields": error.fields}, status_code=status)
        return PlainJSON({"error": said}, status_code=status)
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    said = {
        "what": f"Something went wrong inside the explorer ({type(error).__name__})",
        "kept": KEPT,
        "todo": "Try again; the terminal where `citeloom explore` runs shows the details",
    }
    return PlainJSON({"error": said}, status_code=500)


async def read_body(request: Request) -> dict[str, Any]:
    """Read the body of a request as an object.

    Raises:
        UsageError: It is not one.
    """
    try:
        found = parse_json(await request.body())
    except ValueError as error:
        raise errors.UsageError(
            "The question cannot be read: it is not JSON, or holds what no graph does"
        ) from error
    if not isinstance(found, dict):
        raise errors.UsageError("The question cannot be read: it is not an object")
    return found


def read_text(given: dict[str, Any], name: str, *, longest: int = 10_000) -> str:
    """Return a text of a body.

    Raises:
        UsageError: There is none, or it is too long.
    """
    value = given.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > longest:
        raise errors.UsageError(f"`{name}` has to be a text of at most {longest:,} characters")
    return value


def read_texts(given: dict[str, Any], name: str, *, most: int) -> list[str]:
    """Return a list of texts of a body, each once; an empty list where there is none.

    Raises:
        UsageError: It is no such list, or too long.
    """
    value = given.get(name) or []
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise errors.UsageError(f"`{name}` has to be a list of texts")
    if len(value) > most:
        raise errors.UsageError(f"`{name}` holds more than {most:,}", todo="Ask for less at once")
    return list(dict.fromkeys(value))


def read_number(given: dict[str, Any], name: str, default: int, most: int) -> int:
    """Return a whole number of a body between 1 and `most`, or the default.

    Raises:
        UsageError: It is not one.
    """
    value = given.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise errors.UsageError(f"`{name}` has to be a whole number from 1 to {most}")
    return min(value, most)
