// name: co-citation-map
// title: The co-citation map of the list
// summary: The pairs of works outside the list that most listed papers cite together, with these
//   papers and their citations.
// when: To see which foundations belong together.
// kind: graph
// param: at_least (integer, default 2) Listed papers that must cite both works of a pair.
// param: limit (integer, default 100) How many pairs at most.
// returns: work (node) One work.
// returns: other (node) The other work.
// returns: together (integer) Listed papers that cite both.
// returns: papers (nodes) These papers.
// returns: citations (relationships) Their citations of the two works.
// needs: listing, references
// total: MATCH (l:Paper {listed: true})-[:CITES]->(w:Paper) WHERE NOT coalesce(w.listed, false)
//   WITH w, collect(l.id) AS citing WHERE size(citing) >= $at_least UNWIND citing AS l WITH l, w
//   ORDER BY w.id WITH l, collect(w.id) AS works WHERE size(works) > 1 UNWIND range(0,
//   size(works) - 2) AS i UNWIND range(i + 1, size(works) - 1) AS j WITH works[i] AS a, works[j]
//   AS b, count(l) AS together WHERE together >= $at_least RETURN count(*) AS total
// left-out: {shown} of {total} pairs that at least {at_least} listed papers cite together are
//   shown, the most cited together first.
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan
// see: Small, H. (1973). Co-citation in the scientific literature. JASIS 24(4).
//   https://doi.org/10.1002/asi.4630240406

MATCH (l:Paper {listed: true})-[c:CITES]->(w:Paper)
WHERE NOT coalesce(w.listed, false)
WITH w, collect({paper: l, citation: c}) AS citing
WHERE size(citing) >= $at_least
UNWIND citing AS one
WITH one.paper AS l, one.citation AS c, w
ORDER BY w.id
WITH l, collect({work: w, citation: c}) AS works
WHERE size(works) > 1
UNWIND range(0, size(works) - 2) AS i
UNWIND range(i + 1, size(works) - 1) AS j
WITH works[i].work AS a, works[j].work AS b, l, works[i].citation AS to_a, works[j].citation AS to_b
ORDER BY l.id
WITH a, b, collect(l) AS papers, collect(to_a) + collect(to_b) AS citations
WHERE size(papers) >= $at_least
RETURN a AS work, b AS other, size(papers) AS together, papers, citations
ORDER BY together DESC, a.id, b.id
LIMIT $limit
