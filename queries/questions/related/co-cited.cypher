// name: co-cited
// title: Cited together with a paper
// summary: Works that the papers in the graph cite together with a given one (co-citation), with
//   Salton's cosine: the number of papers that cite both, over the root of the product of the
//   numbers that cite each.
// when: To find older work that others see as belonging to a paper. Needs papers that cite it.
// kind: table
// param: paper (paper, required) The paper to start from.
// param: at_least (integer, default 1) Papers that must cite both.
// param: limit (integer, default 25) How many lines at most.
// returns: id (paper) Id of the work.
// returns: title (string?) Its title.
// returns: year (integer?) Year of publication.
// returns: listed (boolean) Whether it is in a listing.
// returns: together (integer) Papers in the graph that cite both.
// returns: cosine (float) Salton's cosine, 0 to 1.
// returns: papers (papers) Ids of up to ten of the papers that cite both.
// needs: citations
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan
// see: Small, H. (1973). Co-citation in the scientific literature. JASIS 24(4).
//   https://doi.org/10.1002/asi.4630240406
// see: Salton, G., McGill, M. (1983). Introduction to modern information retrieval.

MATCH (:Paper {id: $paper})<-[:CITES]-(citing:Paper)-[:CITES]->(w:Paper)
WITH w.id AS id, count(*) AS together
ORDER BY together DESC, id
LIMIT $limit
WITH id, together
WHERE together >= $at_least
MATCH (w:Paper {id: id})
WITH w, together, $paper AS paper_id
MATCH (p:Paper {id: paper_id})
CALL (p, w) {
  MATCH (p)<-[:CITES]-(citing:Paper)
  WHERE EXISTS { (citing)-[:CITES]->(w) }
  WITH citing.id AS paper
  ORDER BY paper
  LIMIT 10
  RETURN collect(paper) AS papers
}
RETURN w.id AS id, w.title AS title, w.year AS year, coalesce(w.listed, false) AS listed, together,
       together / sqrt(toFloat(COUNT { (p)<-[:CITES]-() }) * COUNT { (w)<-[:CITES]-() }) AS cosine,
       papers
ORDER BY together DESC, id
LIMIT $limit
