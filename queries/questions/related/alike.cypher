// name: alike
// title: Pairs of the list that are most alike
// summary: Pairs of listed papers by bibliographic coupling: the references that they share, over
//   the root of the product of the lengths of their reference lists (Salton's cosine).
// when: To find near doubles, and the groups that a list falls into.
// kind: table
// param: at_least (integer, default 2) References that a pair must share.
// param: limit (integer, default 25) How many lines at most.
// returns: id (paper) Id of one paper.
// returns: title (string?) Its title.
// returns: other (paper) Id of the other paper.
// returns: other_title (string?) Its title.
// returns: shared (integer) References that both have.
// returns: cosine (float) Salton's cosine, 0 to 1.
// returns: papers (papers) Ids of the shared references.
// needs: listing, references
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan
// see: Kessler, M. M. (1963). Bibliographic coupling between scientific papers. American
//   Documentation 14(1). https://doi.org/10.1002/asi.5090140103

MATCH (l:Paper {listed: true})-[:CITES]->(w:Paper)
WITH DISTINCT w, l
ORDER BY l.id
WITH w, collect(l) AS citing
WHERE size(citing) > 1
UNWIND range(0, size(citing) - 2) AS i
UNWIND range(i + 1, size(citing) - 1) AS j
WITH citing[i] AS a, citing[j] AS b, w.id AS work
ORDER BY work
WITH a, b, collect(work) AS papers
WHERE size(papers) >= $at_least
WITH a, b, papers, size(papers) AS shared,
     size(papers) / sqrt(toFloat(COUNT { (a)-[:CITES]->() }) * COUNT { (b)-[:CITES]->() }) AS cosine
RETURN a.id AS id, a.title AS title, b.id AS other, b.title AS other_title, shared, cosine, papers
ORDER BY cosine DESC, shared DESC, id, other
LIMIT $limit
