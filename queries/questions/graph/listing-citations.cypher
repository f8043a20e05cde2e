// name: listing-citations
// title: The listing with its citations
// summary: The listed papers, the works that several of them cite, and the citations between all of
//   these.
// when: To see the list as a map: clusters, and what holds them together.
// kind: graph
// param: at_least (integer, default 2) Listed papers that must cite a work outside the list.
// param: limit (integer, default 200) How many papers at most; listed ones come first.
// returns: paper (node) A listed paper, or a work that several cite.
// returns: citations (relationships) Citations from this paper, if listed, to papers of the answer.
// needs: listing
// total: CALL () { MATCH (p:Paper {listed: true}) RETURN p UNION MATCH (:Paper {listed:
//   true})-[:CITES]->(p:Paper) RETURN p } RETURN count(p) AS total
// left-out: {shown} of {total} papers are shown: the listed ones, then the works that at least
//   {at_least} of them cite, the most cited by the list first, at most {limit}.
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

CALL () {
  MATCH (p:Paper {listed: true})
  RETURN p, 0 AS place, 0 AS cited_by_list
  UNION
  MATCH (l:Paper {listed: true})-[:CITES]->(p:Paper)
  WHERE NOT coalesce(p.listed, false)
  WITH p, count(DISTINCT l) AS cited_by_list
  WHERE cited_by_list >= $at_least
  RETURN p, 1 AS place, cited_by_list
}
WITH p, place, cited_by_list
ORDER BY place, cited_by_list DESC, p.id
LIMIT $limit
WITH collect(p) AS papers, collect(p.id) AS ids
UNWIND papers AS p
CALL (p, ids) {
  OPTIONAL MATCH (p)-[c:CITES]->(w:Paper)
  WHERE p.listed AND w.id IN ids
  WITH c, w
  ORDER BY w.id
  RETURN collect(c) AS citations
}
RETURN p AS paper, citations
ORDER BY CASE WHEN p.listed THEN 0 ELSE 1 END, p.id
LIMIT $limit
