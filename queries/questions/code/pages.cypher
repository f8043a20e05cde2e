// name: pages
// title: Web pages of the list
// summary: Project pages and other pages that listed papers name.
// when: To look further where there is no repository.
// kind: table
// param: limit (integer, default 50) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: page (webpage) Normalised address of the page.
// returns: url (string?) Address as printed.
// returns: category (string?) `project`, `profile` or `other`.
// returns: source (string?) `abstract` or `hub`.
// returns: evidence (string?) The sentence, or what the Hub says.
// needs: listing
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct

MATCH (p:Paper {listed: true})-[l:LINKS_TO]->(w:WebPage)
RETURN p.id AS id, p.title AS title, w.id AS page, w.url AS url, w.category AS category,
       l.source AS source, l.evidence AS evidence
ORDER BY CASE category WHEN 'project' THEN 0 WHEN 'other' THEN 1 ELSE 2 END, id, page
LIMIT $limit
