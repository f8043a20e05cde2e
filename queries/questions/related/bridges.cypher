// name: bridges
// title: Works that join otherwise separate parts of the list
// summary: Cited works by the pairs of listed papers that only they join: both papers cite the
//   work, they share no other reference, and neither cites the other.
// when: To find what links the themes of a list, and where a review could build its transitions.
// kind: table
// param: limit (integer, default 25) How many lines at most.
// returns: id (paper) Id of the work.
// returns: title (string?) Its title.
// returns: year (integer?) Year of publication.
// returns: listed (boolean) Whether it is in a listing itself.
// returns: pairs (integer) Pairs of listed papers that only this work joins.
// returns: cited_by_list (integer) Listed papers that cite it.
// returns: papers (papers) Ids of the listed papers in these pairs.
// needs: listing, references
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan
// see: Granovetter, M. (1973). The strength of weak ties. American Journal of Sociology 78(6), on
//   local bridges. https://doi.org/10.1086/225469

MATCH (l:Paper {listed: true})-[:CITES]->(w:Paper)
WITH DISTINCT w, l
ORDER BY l.id
WITH w, collect(l) AS citing
WHERE size(citing) > 1
UNWIND range(0, size(citing) - 2) AS i
UNWIND range(i + 1, size(citing) - 1) AS j
WITH citing[i] AS a, citing[j] AS b, size(citing) AS cited_by_list, w
WITH a, b, count(w) AS shared, collect({work: w, cited_by_list: cited_by_list}) AS works
WHERE shared = 1 AND NOT EXISTS { (a)-[:CITES]->(b) } AND NOT EXISTS { (b)-[:CITES]->(a) }
WITH works[0].work AS w, works[0].cited_by_list AS cited_by_list, a, b
UNWIND [a.id, b.id] AS paper
WITH w, cited_by_list, paper, count(*) AS times
ORDER BY paper
WITH w, cited_by_list, sum(times) / 2 AS pairs, collect(paper) AS papers
RETURN w.id AS id, w.title AS title, w.year AS year, coalesce(w.listed, false) AS listed, pairs,
       cited_by_list, papers
ORDER BY pairs DESC, cited_by_list, id
LIMIT $limit
