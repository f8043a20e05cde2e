// name: path
// title: The shortest connection of two papers
// summary: The papers on a shortest chain of citations between two papers, in whichever direction
//   each citation points, up to six steps. Of several chains of one length, the one whose ids come
//   first.
// when: To see how two papers hang together.
// kind: table
// param: from (paper, required) The paper where the chain starts.
// param: to (paper, required) The paper where it ends.
// param: limit (integer, default 10) How many lines at most.
// returns: step (integer) Place in the chain, from 0.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: year (integer?) Year of publication.
// returns: next (string?) `cites` or `is cited by`: how it is joined to the next one.
// needs: references
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (first:Paper {id: $from})
WITH first, $to AS last_id
MATCH (last:Paper {id: last_id})
WHERE last.id <> first.id
MATCH nearest = shortestPath((first)-[:CITES*..6]-(last))
WITH first, last, length(nearest) AS steps
// Up to three steps the papers between are neighbours of an end, which is soon looked through.
CALL (first, last, steps) {
  UNWIND CASE steps WHEN 1 THEN [1] ELSE [] END AS one
  RETURN [first, last] AS papers
  UNION ALL
  UNWIND CASE steps WHEN 2 THEN [2] ELSE [] END AS two
  MATCH (first)-[:CITES]-(x:Paper)-[:CITES]-(last)
  WITH first, last, x
  ORDER BY x.id
  LIMIT 1
  RETURN [first, x, last] AS papers
  UNION ALL
  UNWIND CASE steps WHEN 3 THEN [3] ELSE [] END AS three
  MATCH (first)-[:CITES]-(x:Paper)
  WITH first, last, collect(DISTINCT x) AS near_first
  MATCH (last)-[:CITES]-(y:Paper)
  WITH first, last, near_first, collect(DISTINCT y) AS near_last
  UNWIND near_first AS x
  UNWIND near_last AS y
  WITH first, last, x, y
  WHERE EXISTS { (x)-[:CITES]->(y) } OR EXISTS { (y)-[:CITES]->(x) }
  WITH first, last, x, y
  ORDER BY x.id, y.id
  LIMIT 1
  RETURN [first, x, y, last] AS papers
  UNION ALL
  UNWIND CASE WHEN steps > 3 THEN [4] ELSE [] END AS more
  MATCH chain = allShortestPaths((first)-[:CITES*..6]-(last))
  WITH nodes(chain) AS papers, [n IN nodes(chain) | n.id] AS ids
  ORDER BY ids
  LIMIT 1
  RETURN papers
}
UNWIND range(0, size(papers) - 1) AS step
WITH step, papers[step] AS p, papers[step + 1] AS follower
RETURN step, p.id AS id, p.title AS title, p.year AS year,
       CASE
         WHEN follower IS NULL THEN null
         WHEN EXISTS { (p)-[:CITES]->(follower) } THEN 'cites'
         ELSE 'is cited by'
       END AS next
ORDER BY step, id
LIMIT $limit
