// name: path-between
// title: The shortest connections of two papers, drawn
// summary: The shortest chains of citations between two papers, in whichever direction each
//   citation points, up to six steps; the chain of `path` comes first.
// when: To see how two papers hang together, with the alternatives.
// kind: graph
// param: from (paper, required) The paper where the chains start.
// param: to (paper, required) The paper where they end.
// param: limit (integer, default 5) How many chains at most.
// returns: chain (path) A shortest chain.
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
  MATCH chain = (first)-[:CITES]-(last)
  RETURN chain
  UNION ALL
  UNWIND CASE steps WHEN 2 THEN [2] ELSE [] END AS two
  MATCH chain = (first)-[:CITES]-(:Paper)-[:CITES]-(last)
  RETURN chain
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
  LIMIT $limit
  MATCH chain = (first)-[:CITES]-(x)-[:CITES]-(y)-[:CITES]-(last)
  RETURN chain
  UNION ALL
  UNWIND CASE WHEN steps > 3 THEN [4] ELSE [] END AS more
  MATCH chain = allShortestPaths((first)-[:CITES*..6]-(last))
  RETURN chain
}
WITH chain, [n IN nodes(chain) | n.id] AS ids,
     [c IN relationships(chain) | startNode(c).id] AS origins
RETURN chain
ORDER BY ids, origins
LIMIT $limit
