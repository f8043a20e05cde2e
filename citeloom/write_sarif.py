"""A check of a bibliography as SARIF 2.1.0, which shows findings beside their lines.

The format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
"""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from citeloom import __version__
from citeloom.enrich.bibliography_check.check_result import MEANINGS, VERDICTS
from citeloom.graph.plain_text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citeloom.enrich.bibliography_check.check_result import (
        BibliographyCheck,
        EntryCheck,
        Verdict,
    )

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
HOME = "https://github.com/citeloom/citeloom"
LEVELS: Mapping[Verdict, str] = {
    "differs": "warning",
    "other-paper": "error",
    "not-found": "error",
    "retracted": "error",
    "published": "note",
    "duplicate": "warning",
    "not-asked": "note",
}


def write_sarif(check: BibliographyCheck, source: str) -> str:
    """Return the entries that do not agree as a SARIF log with one run.

    Args:
        check: The check.
        source: The path as the user gave it, relative where it was; `-` for stdin.
    """
    rules = [verdict for verdict in VERDICTS if verdict in LEVELS]
    shown = [each for each in check.entries if each.verdict != "agrees"]
    run = {
        "tool": {
            "driver": {
                "name": "citeloom check",
                "version": __version__,
                "informationUri": HOME,
                "rules": [_rule(verdict) for verdict in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not check.counts["not-asked"],
                "toolExecutionNotifications": [
                    {"level": "warning", "message": {"text": clean(each)}}
                    for each in check.warnings
                ],
            }
        ],
        "results": [_result(each, rules.index(each.verdict), source) for each in shown],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(verdict: Verdict) -> dict[str, Any]:
    return {
        "id": verdict,
        "shortDescription": {"text": MEANINGS[verdict]},
        "helpUri": f"{HOME}/blob/main/docs/how-to/check-a-bibliography.md",
        "defaultConfiguration": {"level": LEVELS[verdict]},
    }


def _result(check: EntryCheck, index: int, source: str) -> dict[str, Any]:
    text = " ".join(filter(None, (f"{check.key}:", check.evidence, check.suggestion)))
    return {
        "ruleId": check.verdict,
        "ruleIndex": index,
        "level": LEVELS[check.verdict],
        "message": {"text": clean(text)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _address(source)},
                    "region": {"startLine": check.line},
                }
            }
        ],
        "partialFingerprints": {"entry/v1": f"{clean(check.key)}:{check.verdict}"},
    }


def _address(source: str) -> str:
    """Return a path as an address: an absolute one as `file:`, a relative one as it is."""
    path = PurePath(source)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/")
