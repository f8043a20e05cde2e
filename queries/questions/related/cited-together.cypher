// name: cited-together
// title: Works that the list cites together
// summary: Pairs of works outside the list by the number of listed papers that cite both.
// when: To see which foundations belong to one line of work. The graph kind is `co-citation-map`.
// kind: table
// param: at_least (integer, default 2) Listed papers that must cite both.
// param: limit (integer, default 25) How many lines at most.
// returns: id (paper) Id of one work.
// returns: title (string?) Its title.
// returns: other (paper) Id of the other work.
// returns: other_title (string?) Its title.
// returns: together (integer) Listed papers that cite both.
// returns: papers (papers) Ids of these papers.
// needs: listing, references
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan
// see: Small, H. (1973). Co-citation in the scientific literature. JASIS 24(4).
//   https://doi.org/10.1002/asi.4630240406

MATCH (l:Paper {listed: true})-[:CITES]->(w:Paper)
WHERE NOT coalesce(w.listed, false)
WITH w, collect(DISTINCT l) AS citing
WHERE size(citing) >= $at_least AND NOT coalesce(w.ignored, false)
UNWIND citing AS l
WITH l, w
ORDER BY w.id
WITH l, collect(w) AS works
WHERE size(works) > 1
UNWIND range(0, size(works) - 2) AS i
UNWIND range(i + 1, size(works) - 1) AS j
WITH works[i] AS a, works[j] AS b, l.id AS citing
ORDER BY citing
WITH a, b, collect(citing) AS papers
WHERE size(papers) >= $at_least
RETURN a.id AS id, a.title AS title, b.id AS other, b.title AS other_title,
       size(papers) AS together, papers
ORDER BY together DESC, id, other
LIMIT $limit
