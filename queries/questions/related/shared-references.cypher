// name: shared-references
// title: References that two papers share
// summary: The works that both of two papers cite, those that fewer papers in the graph cite first:
//   what everybody cites says little about a pair.
// when: To see what makes two papers alike.
// kind: table
// param: first (paper, required) One paper.
// param: second (paper, required) The other paper.
// param: limit (integer, default 50) How many lines at most.
// returns: id (paper) Id of the shared work.
// returns: title (string?) Its title.
// returns: year (integer?) Year of publication.
// returns: citations (integer) Papers in the graph that cite it.
// returns: cited_by_count (integer?) Citations that OpenAlex knows.
// needs: references
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan
// see: Kessler, M. M. (1963). Bibliographic coupling between scientific papers. American
//   Documentation 14(1). https://doi.org/10.1002/asi.5090140103

CALL () {
  MATCH (:Paper {id: $first})-[:CITES]->(w:Paper)
  RETURN w, 1 AS side
  UNION
  MATCH (:Paper {id: $second})-[:CITES]->(w:Paper)
  RETURN w, 2 AS side
}
WITH w, count(DISTINCT side) AS sides
WHERE sides = 2
RETURN w.id AS id, w.title AS title, w.year AS year, COUNT { (w)<-[:CITES]-() } AS citations,
       w.cited_by_count AS cited_by_count
ORDER BY citations, id
LIMIT $limit
