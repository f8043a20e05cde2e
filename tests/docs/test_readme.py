"""The README is shown by the package index too, where relative addresses lead nowhere."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from readme_renderer import markdown

ROOT = Path(__file__).parents[2]
PICTURES = "https://raw.githubusercontent.com/citeloom/citeloom/main/"
PAGES = "https://github.com/citeloom/citeloom/"


class Addresses(HTMLParser):
    """Pictures and links of a page, whose texts are kept to find what did not become one."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.pictures: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.pictures.append(dict(attrs)["src"] or "")
        elif tag == "a":
            self.links.append(dict(attrs)["href"] or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def test_pictures_and_links_of_the_readme_lead_from_anywhere_to_files_that_are_there() -> None:
    page = markdown.render((ROOT / "README.md").read_text(encoding="utf-8"))
    assert page
    found = Addresses(page)
    assert len(found.pictures) > 4
    assert len(found.links) > 9
    assert "][" not in found.text, "a link is not defined at the end of the README"
    wrong = [each for each in found.pictures if not _leads(each, PICTURES)]
    assert not wrong, f"Begin them with {PICTURES}, and name files of ours: {wrong}"
    ours = [each for each in found.links if PAGES in each or not each.startswith(("https://", "#"))]
    wrong = [each for each in ours if not _leads(each, f"{PAGES}blob/main/", f"{PAGES}tree/main/")]
    assert not wrong, f"Begin them with {PAGES}blob/main/, and name files of ours: {wrong}"


def _leads(address: str, *beginnings: str) -> bool:
    return any(
        address.startswith(beginning) and (ROOT / address.removeprefix(beginning)).exists()
        for beginning in beginnings
    )
