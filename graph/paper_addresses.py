"""Which paper an address on the web names, where that follows from the address alone.

A DOI that stands in an address is taken out of it (ACM, Springer, Wiley, PLOS, bioRxiv, Frontiers
and most others). Some publishers leave its prefix away; the table gives it back. Where the DOI
does not follow (OpenReview, IEEE Xplore, ScienceDirect), there is none.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from citeloom.graph.identifiers import read_acl_id, read_doi

ADDRESS = re.compile(r"(?:https?://|www\.)?(?P<host>[a-z0-9.-]{1,80}\.[a-z]{2,12})/", re.IGNORECASE)
_DOI_IN_PATH = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]{1,9}){0,4}/[^\s?#&]+")
# What publishers put behind a DOI: the view of the paper, its version, the number of a file.
_VIEW = re.compile(
    r"""(?:
        /(?:full|full-text|fulltext|full-html|abstract|abs|pdf|epdf|pdfdirect|epub|html|xml|meta
          |summary|references|reference|citation|citations|citedby|figures|tables|metrics|download
          |supplement|suppl_file|suppinfo|supplementary-material|article-info|pdf-vor|pb|v[0-9]
          |reader|peer-review|file|ful|share|tab-[a-z-]{1,30}|additional-resources)
      | \.(?:full|long|short|abstract|pdf|html?|xml|full-text|figures-only|supplementary-material)
      | \+html
      )$""",
    re.VERBOSE | re.IGNORECASE,
)
_PREPRINT_VERSION = re.compile(r"(?<=[0-9])v[0-9]{1,2}$")
_FILE_NUMBER = re.compile(r"/[0-9]{5,9}$")  # Oxford University Press prints its own number behind
_TEMPLATES = tuple(
    (re.compile(host), re.compile(path, re.IGNORECASE), prefix)
    for host, path, prefix in (
        (r"(?:www\.)?nature\.com", r"/(?:articles|doifinder)/([a-z0-9.-]{5,60})", "10.1038/"),
        (r"(?:www\.)?elifesciences\.org", r"/[a-z-]{8,19}/([0-9]{4,7})", "10.7554/elife."),
        (r"(?:www\.)?peerj\.com", r"/articles/([0-9]{1,7})(?:/|$)", "10.7717/peerj."),
        (r"(?:www\.)?peerj\.com", r"/articles/(cs-[0-9]{1,7})", "10.7717/peerj-"),
        (r"(?:dl|portal)\.acm\.org", r"/citation\.cfm\?.*\b(?:do)?id=([0-9]+\.[0-9]+)", "10.1145/"),
        (r"(?:www\.)?rfc-editor\.org", r"/(?:rfc|info)/(rfc[0-9]{1,5})", "10.17487/"),
    )
)  # fmt: skip
# Papers of these years and venues have a DOI made of the Anthology's id
# (https://aclanthology.org/info/ids/); of others it does not follow.
_ACL_WITH_DOI = re.compile(
    r"(?:[DEKNPSW]1[6-9]-[0-9]{4}|20[0-9]{2}\.(?:acl|emnlp|naacl|eacl|findings)-[a-z0-9]+\.[0-9]+)"
)


def read_address_ids(text: str) -> dict[str, str]:
    """Return what an address says about the paper behind it: `doi`, `acl_id`, or nothing.

    Args:
        text: An address, with or without `https://`; whatever stands in it, nothing is fetched.
    """
    found = ADDRESS.match(text)
    if not found:
        return {}
    host, rest = found["host"].lower(), text[found.end() - 1 :]
    anthology = read_acl_id(text)
    if anthology:
        with_doi = _ACL_WITH_DOI.fullmatch(anthology)
        made = {"doi": f"10.18653/v1/{anthology.lower()}"} if with_doi else {}
        return {"acl_id": anthology, **made}
    for hosts, paths, prefix in _TEMPLATES:
        name = paths.match(rest) if hosts.fullmatch(host) else None
        if name:
            return {"doi": prefix + name[1].rstrip(".-").lower()}
    written = _DOI_IN_PATH.search(unquote(rest))
    name_of_doi = read_doi(_without_view(host, written[0])) if written else None
    return {"doi": name_of_doi} if name_of_doi else {}


def is_address(text: str) -> bool:
    """Tell whether a text is an address on the web, with `https://` or `www.`."""
    return bool(re.match(r"(?:https?://|www\.)\S+$", text.strip(), re.IGNORECASE))


def _without_view(host: str, name: str) -> str:
    while True:
        shorter = _VIEW.sub("", name.rstrip("/"))
        if shorter == name:
            break
        name = shorter
    if host.endswith(("biorxiv.org", "medrxiv.org")):
        name = _PREPRINT_VERSION.sub("", name)
    if host.endswith("oup.com") and name.count("/") > 1:
        name = _FILE_NUMBER.sub("", name)
    return name
