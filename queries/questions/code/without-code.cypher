// name: without-code
// title: Listed papers without code of their own
// summary: Listed papers that name no repository as their own, with the repositories that they
//   mention or that might be theirs, and their project pages.
// when: To see where to ask the authors, or what to look at by hand.
// kind: table
// param: limit (integer, default 50) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: date (string?) Date of publication.
// returns: candidates (strings) Repositories that might be its own and that nobody has confirmed.
// returns: mentioned (strings) Repositories that it merely mentions.
// returns: pages (strings) Project pages that it names.
// needs: listing
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (p:Paper {listed: true})
WITH p, COUNT { (p)-[c:HAS_CODE]->(:Repository) WHERE c.relation = 'own' } AS own
WHERE own = 0
WITH p
ORDER BY coalesce(p.date, '') DESC, p.id
LIMIT $limit
CALL (p) {
  OPTIONAL MATCH (p)-[c:HAS_CODE]->(r:Repository)
  WITH DISTINCT c.relation AS relation, r.id AS repository
  ORDER BY repository
  RETURN collect(CASE WHEN relation = 'candidate' THEN repository END) AS candidates,
         collect(CASE WHEN relation = 'mentioned' THEN repository END) AS mentioned
}
CALL (p) {
  OPTIONAL MATCH (p)-[:LINKS_TO]->(w:WebPage)
  WHERE w.category = 'project'
  WITH DISTINCT w.id AS page
  ORDER BY page
  RETURN collect(page) AS pages
}
RETURN p.id AS id, p.title AS title, p.date AS date, candidates, mentioned, pages
ORDER BY coalesce(date, '') DESC, id
LIMIT $limit
