"""Formats that are not read, each with its name and what to export instead."""

from __future__ import annotations

import re

from citeloom.graph.errors import ListingError

ANYWHERE = "Export the list as BibTeX, RIS or CSV instead"
FROM_ENDNOTE = "In EndNote: File → Export…, with the style RefMan (RIS) Export"
FROM_ZOTERO = "In Zotero: File → Export Library…, as BibTeX, RIS or CSL JSON"
FROM_CALC = "In LibreOffice: File → Save As → Text CSV"
BINARY = (
    (b"%PDF", "a PDF", "Give its bibliography as BibTeX, or a list of ids or titles"),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and give the file in it"),
    (b"\x89PNG", "a picture", ANYWHERE),
    (b"\xff\xd8\xff", "a picture", ANYWHERE),
    (b"GIF8", "a picture", ANYWHERE),
    (b"\x7fELF", "a program", ANYWHERE),
    (b"SQLite format 3", "a database", ANYWHERE),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file", "Open it and save the table as CSV (UTF-8)"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it and give the file in it"),
    (b"Rar!", "a RAR archive", "Unpack it and give the file in it"),
    (b"BZh", "a bzip2 archive", "Unpack it and give the file in it"),
    (b"{\\rtf", "an RTF document", "Save it as plain text, or export the list as RIS or BibTeX"),
)
PARTS_OF_ZIP = (
    (b"xl/", "an Excel workbook", "In Excel: File → Save As → CSV UTF-8"),
    (b"word/", "a Word document", "Save it as plain text, or export the list as RIS or BibTeX"),
    (b"ppt/", "a PowerPoint file", ANYWHERE),
    (b"opendocument.spreadsheet", "an OpenDocument spreadsheet", FROM_CALC),
    (b"opendocument.text", "an OpenDocument text", "Save it as plain text"),
    (b"epub", "an e-book", ANYWHERE),
    (b".enl", "an EndNote library", FROM_ENDNOTE),
)  # fmt: skip
DATABASES = (
    (b"itemAttachments", "Zotero's database", FROM_ZOTERO),
    (b"DocumentContributors", "Mendeley's database",
     "In Mendeley: File → Export…, as BibTeX or RIS"),
    (b"enl_refs", "EndNote's database", FROM_ENDNOTE),
)  # fmt: skip
MARKUP = (
    (r"<xml>\s*<records>|<records>\s*<record>|<ref-type name=", "EndNote XML",
     FROM_ENDNOTE),
    (r"<PubmedArticle|<MedlineCitation|<PubmedBookArticle", "PubMed's XML",
     "In PubMed: Save → Format: PubMed"),
    (r"<modsCollection|<mods\b|loc\.gov/mods", "MODS", "Export the list as BibTeX or RIS instead"),
    (r"<rdf:RDF|zotero\.org/namespaces", "Zotero RDF",
     FROM_ZOTERO),
    (r"<TEI\b", "TEI", "Export the list as BibTeX instead"),
    (r"<article\b[^>]*(?:jats|dtd-version)|<article-meta>", "JATS", "Give a list of DOIs instead"),
    (r"<feed\b[^>]*Atom|<rss\b|<feed\b", "a feed",
     "Give the addresses of its papers, one a line"),
    (r"<b:Sources|bibliography\.openxml", "Word's source list", ANYWHERE),
    (r"\\documentclass\b|\\begin\{document\}", "a LaTeX document",
     "Give its .bib or .bbl file instead"),
    (r"<opml\b", "OPML", "Give the addresses of its papers, one a line"),
    (r"<bibtex:|<file xmlns:bibtex|bibtexml", "BibTeXML", "Export the list as BibTeX instead"),
)  # fmt: skip
LONGEST_HEAD = 20_000  # characters in which the kind of a page shows
_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_XML = re.compile(r"\ufeff?\s*<\?xml", re.IGNORECASE)


def refuse_binary(data: bytes, name: str) -> ListingError | None:
    """Return the refusal of a file that is no text by its first bytes, or None."""
    if data.startswith(b"PK\x03\x04"):
        for part, kind, todo in PARTS_OF_ZIP:
            if part in data:
                return _refusal(name, kind, todo)
        return _refusal(
            name, "a ZIP archive or office document", "Unpack it and give the file in it"
        )
    if data.startswith(b"SQLite format 3"):
        for table, kind, todo in DATABASES:
            if table in data:
                return _refusal(name, kind, todo)
    return next(
        (_refusal(name, kind, todo) for magic, kind, todo in BINARY if data.startswith(magic)), None
    )


def refuse_markup(text: str, name: str) -> ListingError | None:
    """Return the refusal of a document in a markup language, or None where it is none."""
    head = text[:LONGEST_HEAD]
    for shape, kind, todo in MARKUP:
        if re.search(shape, head):
            return _refusal(name, kind, todo)
    if not (_PAGE.search(head[:2_000]) or _XML.match(head)):
        return None
    return ListingError(
        f"{name} is a web page or XML, as line 1 shows, and no Daily Papers page of the Hub",
        todo="Open the page in a browser, copy its text, and save that as a text file",
    )


def _refusal(name: str, kind: str, todo: str) -> ListingError:
    return ListingError(f"{name} is {kind}, not a listing", todo=todo)
