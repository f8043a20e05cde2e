// name: isolated
// title: Listed papers that share nothing with the rest
// summary: Listed papers that neither cite a listed paper, nor are cited by one, nor share a
//   reference with one.
// when: To find what may belong to another list, or what lacks its references.
// kind: table
// param: limit (integer, default 50) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: year (integer?) Year of publication.
// returns: references (integer) Works in the graph that it cites; 0 means that nothing can be said.
// needs: listing
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (p:Paper {listed: true})
OPTIONAL MATCH (p)-[:CITES]->(w:Paper)
WITH DISTINCT p.id AS id, w.id AS work, coalesce(w.listed, false) AS inside
WITH work, inside, collect(id) AS citing
WITH CASE WHEN inside AND NOT work IN citing THEN citing + [work] ELSE citing END AS joined, work
WHERE work IS NOT NULL AND size(joined) > 1
UNWIND joined AS id
WITH collect(DISTINCT id) AS connected
MATCH (p:Paper {listed: true})
WHERE NOT p.id IN connected
RETURN p.id AS id, p.title AS title, p.year AS year,
       COUNT { (p)-[:CITES]->(:Paper) } AS references
ORDER BY references DESC, id
LIMIT $limit
