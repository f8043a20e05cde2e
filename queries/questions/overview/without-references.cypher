// name: without-references
// title: Listed papers without references
// summary: Listed papers from which no citation starts in the graph, and why.
// when: To see which papers are silent in every question about citations.
// kind: table
// param: limit (integer, default 50) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: date (string?) Date of publication; the newest papers are often not indexed yet.
// returns: references_count (integer?) References that the source names.
// returns: references_missing (integer?) References among them that lead to no work.
// returns: reason (string) Why there are none.
// needs: listing
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (p:Paper {listed: true})
WHERE NOT EXISTS { (p)-[:CITES]->(:Paper) }
RETURN p.id AS id, p.title AS title, p.date AS date, p.references_count AS references_count,
       p.references_missing AS references_missing,
       CASE
         WHEN p.`match` IS NULL THEN 'it was not looked up'
         WHEN p.`match` IN ['none', 'ambiguous'] THEN 'it was not found, so nobody could be asked'
         WHEN p.references_count IS NULL OR p.references_source IS NULL
           THEN 'no service has its reference list'
         WHEN p.references_count = 0 THEN 'its source names no references'
         ELSE 'none of the references that its source names leads to a work'
       END AS reason
ORDER BY coalesce(date, '') DESC, id
LIMIT $limit
