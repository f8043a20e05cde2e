"""Bytes to text: which encoding a listing is in, and which bytes are no text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from citeloom.enrich.listing.refused_formats import refuse_binary
from citeloom.graph.errors import ListingError

# The longest first: UTF-32's mark begins with UTF-16's.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
OTHER_SCRIPTS = ["cp1251", "koi8_r", "gb18030", "big5", "cp932", "euc_jp", "euc_kr"]
# In a text of another script a good part of the bytes lies beyond ASCII; in a Western text, few.
SHARE_OF_OTHER_SCRIPTS = 0.2
SAMPLE = 100_000
TODO = "Give a text file in one of the formats of docs/listings.md, such as BibTeX, RIS or CSV"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with LF line ends, its encoding, and the lines with bytes that are not of it."""

    text: str
    encoding: str
    broken_lines: tuple[int, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """Decode a listing.

    UTF-8, 16 and 32 are known by their marks or by being valid; what is neither is taken for
    Windows-1252 (Latin-1 where that has a gap), or for what charset-normalizer recognises where
    most letters are of another script. UTF-8 with a few broken bytes stays UTF-8.

    Args:
        data: The whole listing.
        name: What to call it in an error.

    Raises:
        ListingError: The bytes are not text.
    """
    if refused := refuse_binary(data, name):
        raise refused
    encoding = _marked(data) or _unmarked_utf16(data)
    if encoding is None and b"\x00" in data:
        line = data.count(b"\n", 0, data.index(b"\x00")) + 1
        raise ListingError(f"{name} is a binary file, as line {line} shows", todo=TODO)
    if encoding is None:
        encoding = "utf-8" if _is_mostly_utf8(data) else _legacy(data)
    try:
        text, is_whole = data.decode(encoding), True
    except UnicodeDecodeError:
        text, is_whole = data.decode(encoding, errors="replace"), False
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        raise ListingError(f"{name} is a binary file", todo=TODO)
    broken: tuple[int, ...] = ()
    if not is_whole:  # else the sign for a broken letter stands in the file itself
        broken = tuple(n for n, line in enumerate(text.split("\n"), 1) if "\ufffd" in line)
    return Decoded(text, encoding, broken)


def _marked(data: bytes) -> str | None:
    return next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)


def _unmarked_utf16(data: bytes) -> str | None:
    head = data[:SAMPLE]
    if len(head) < 2 or len(data) % 2 or b"\x00" not in head:  # noqa: PLR2004 - a unit of UTF-16
        return None
    # Latin text in UTF-16 has a zero in every other byte, and none in between.
    even, odd = head[::2].count(0) * 2 / len(head), head[1::2].count(0) * 2 / len(head)
    if odd > 0.4 and even < 0.01:  # noqa: PLR2004 - see above; some room for other letters
        return "utf-16-le"
    if even > 0.4 and odd < 0.01:  # noqa: PLR2004 - as above
        return "utf-16-be"
    return None


def _is_mostly_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
        broken = text.count("\ufffd")
        letters = len(re.sub(r"[\x00-\x7f\ufffd]+", "", text))
        return letters > broken
    return True


def _legacy(data: bytes) -> str:
    beyond = len(data) - len(data.translate(None, bytes(range(128, 256))))
    if beyond > SHARE_OF_OTHER_SCRIPTS * len(data):
        best = from_bytes(data[:SAMPLE], cp_isolation=OTHER_SCRIPTS).best()
        if best is not None:
            return best.encoding
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"
