// name: shared-citations
// title: Papers that cite both of two papers
// summary: The papers in the graph that cite two given ones together, newest first.
// when: To find where two lines of work have been compared or joined.
// kind: table
// param: first (paper, required) One paper.
// param: second (paper, required) The other paper.
// param: limit (integer, default 50) How many lines at most.
// returns: id (paper) Id of the citing paper.
// returns: title (string?) Its title.
// returns: year (integer?) Year of publication.
// returns: listed (boolean) Whether it is in a listing.
// needs: citations
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan
// see: Small, H. (1973). Co-citation in the scientific literature. JASIS 24(4).
//   https://doi.org/10.1002/asi.4630240406

CALL () {
  MATCH (:Paper {id: $first})<-[:CITES]-(c:Paper)
  RETURN c, 1 AS side
  UNION
  MATCH (:Paper {id: $second})<-[:CITES]-(c:Paper)
  RETURN c, 2 AS side
}
WITH c, count(DISTINCT side) AS sides
WHERE sides = 2
RETURN c.id AS id, c.title AS title, c.year AS year, coalesce(c.listed, false) AS listed
ORDER BY coalesce(year, 0) DESC, id
LIMIT $limit
