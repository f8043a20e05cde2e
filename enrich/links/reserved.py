"""First parts of paths that are a site's own pages and never an owner's name.

GitHub's are those that the list of https://github.com/Mottie/github-reserved-names and the site's
menus agree on; the Hub's are the pages of its menus.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GITHUB = _words("""
    about account admin api apps assets blog branches business careers case-studies changelog
    codespaces collections community contact copilot customer-stories dashboard developer
    discussions downloads edu education enterprise events explore features feed gist gists help
    home issues join login logout maintenance marketplace mirrors mobile models navigation new news
    nonprofit notifications open-source organizations orgs partners personal plans premium-support
    press pricing privacy pulls readme repositories resources search security sessions settings
    showcases signin signup site site-policy sitemap solutions sponsors stars status stories styles
    support team team-discussions terms topics tos trending users watching why-github wiki
    """)
GITLAB = _words("""
    -  abuse_reports admin api assets dashboard explore files groups help import invites jwt login
    oauth profile projects public search sitemap snippets unsubscribes uploads users v2
    """)
OTHER_FORGES = _words("""
    about account admin api assets blog dashboard explore features help issues join login
    milestones notifications org organizations product projects pulls repo search settings site
    snippets stars support user users
    """)
HUB = _words("""
    about api apps autotrain avatars billing blog brand buckets changelog chat collections
    contact-sales contribute course dashboard docs endpoints enterprise events front guide
    hardware inference inference-endpoints inference-api join jobs kernels
    landing languages learn login logout mcp metrics models new notifications organizations oauth
    papers playground posts pricing privacy resolve sandbox search settings signup spaces-launch
    static storage storage-regions subscribe support tasks team terms-of-service tos transformers
    welcome
    """)

# Models from the Hub's first days have no owner in their address (bert-base-uncased). The Hub
# redirects them to the organisations that took them over (google-bert/bert-base-uncased).
LEGACY_MODEL = re.compile(
    r"gpt2(?:-medium|-large|-xl)?|distilgpt2|openai-gpt|ctrl|camembert-base|transfo-xl-wt103"
    r"|albert-x{0,2}(?:base|large)-v[12]|xlnet-(?:base|large)-cased|t5-(?:small|base|large|3b|11b)"
    r"|(?:distil)?roberta-(?:base|large)[a-z-]{0,40}|xlm-[a-z-]{2,60}[0-9]{0,4}"
    r"|(?:distil)?bert-(?:base|large)-[a-z0-9-]{2,60}",
    re.IGNORECASE,
)
