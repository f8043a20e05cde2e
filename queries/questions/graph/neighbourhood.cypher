// name: neighbourhood
// title: The neighbourhood of a paper
// summary: A paper with what it cites, what cites it, its authors, venue, topics, code, models,
//   datasets, Spaces and pages.
// when: To look around one paper.
// kind: graph
// param: paper (paper, required) The paper in the middle.
// param: limit (integer, default 100) How many neighbours at most; papers of the list come first.
// returns: paper (node) The paper in the middle.
// returns: link (relationship) What joins it to a neighbour.
// returns: neighbour (node) The neighbour.
// total: MATCH (p:Paper {id: $paper})-[link]-(n) WHERE n <> p RETURN count(link) AS total
// left-out: {shown} of {total} neighbours are shown, papers of the list and what is no paper
//   first.
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (p:Paper {id: $paper})-[link]-(n)
WHERE n <> p
WITH p, link, n, coalesce(n.listed, false) AS listed
ORDER BY CASE WHEN n:Paper THEN CASE WHEN listed THEN 0 ELSE 2 END ELSE 1 END,
         coalesce(n.cited_by_count, -1) DESC, n.id, type(link), startNode(link).id
LIMIT $limit
RETURN p AS paper, link, n AS neighbour
ORDER BY CASE WHEN n:Paper THEN CASE WHEN coalesce(n.listed, false) THEN 0 ELSE 2 END ELSE 1 END,
         coalesce(n.cited_by_count, -1) DESC, n.id, type(link), startNode(link).id
LIMIT $limit
