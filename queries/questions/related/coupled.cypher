// name: coupled
// title: Papers with the same references as a paper
// summary: Papers that share references with a given one (bibliographic coupling), with Salton's
//   cosine: the number of shared references, over the root of the product of the lengths of the
//   two reference lists.
// when: To find work on the same question, also among papers too new to be cited.
// kind: table
// param: paper (paper, required) The paper to start from.
// param: at_least (integer, default 1) References that must be shared.
// param: limit (integer, default 25) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: year (integer?) Year of publication.
// returns: listed (boolean) Whether it is in a listing.
// returns: shared (integer) References that both have.
// returns: cosine (float) Salton's cosine, 0 to 1.
// returns: papers (papers) Ids of up to ten of the shared references.
// needs: references
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan
// see: Kessler, M. M. (1963). Bibliographic coupling between scientific papers. American
//   Documentation 14(1). https://doi.org/10.1002/asi.5090140103
// see: Salton, G., McGill, M. (1983). Introduction to modern information retrieval.

MATCH (:Paper {id: $paper})-[:CITES]->(work:Paper)<-[:CITES]-(other:Paper)
WITH other.id AS id, count(*) AS shared
ORDER BY shared DESC, id
LIMIT $limit
WITH id, shared
WHERE shared >= $at_least
MATCH (other:Paper {id: id})
WITH other, shared, $paper AS paper_id
MATCH (p:Paper {id: paper_id})
CALL (p, other) {
  MATCH (p)-[:CITES]->(work:Paper)
  WHERE EXISTS { (other)-[:CITES]->(work) }
  WITH work.id AS paper
  ORDER BY paper
  LIMIT 10
  RETURN collect(paper) AS papers
}
RETURN other.id AS id, other.title AS title, other.year AS year,
       coalesce(other.listed, false) AS listed, shared,
       shared / sqrt(toFloat(COUNT { (p)-[:CITES]->() }) * COUNT { (other)-[:CITES]->() }) AS cosine,
       papers
ORDER BY shared DESC, id
LIMIT $limit
