"""JSON: all that is known about each paper, evidence included, for a program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from citeloom.queries.exports.citation_keys import make_citation_keys
from citeloom.queries.exports.publication import choose_address
from citeloom.queries.exports.reference import keep_known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.queries.exports.reference import Reference


def write(references: Sequence[Reference], about: Sequence[str] = ()) -> str:
    """Return `{"about": [...], "papers": [...]}`; texts are as the graph has them.

    Each paper has the fields of `Reference` that are known, its citation key and its address.
    """
    papers = [
        {"key": key, **keep_known(reference)}
        | ({"url": choose_address(reference)} if choose_address(reference) else {})
        for reference, key in zip(references, make_citation_keys(references), strict=True)
    ]
    return json.dumps({"about": list(about), "papers": papers}, ensure_ascii=False, indent=2) + "\n"
