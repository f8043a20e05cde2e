// name: citations
// title: What cites a paper
// summary: The papers in the graph that cite a paper, newest first. The graph holds the citing
//   papers that the build brought, not all there are.
// when: To look forward from one paper.
// kind: table
// param: paper (paper, required) The paper whose citations are wanted.
// param: limit (integer, default 50) How many lines at most.
// returns: id (paper) Id of the citing paper.
// returns: title (string?) Its title.
// returns: year (integer?) Year of publication.
// returns: date (string?) Date of publication.
// returns: listed (boolean) Whether it is in a listing.
// returns: cited_by_count (integer?) Citations that OpenAlex knows.
// needs: citations
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (:Paper {id: $paper})<-[:CITES]-(c:Paper)
WITH DISTINCT c
RETURN c.id AS id, c.title AS title, c.year AS year, c.date AS date,
       coalesce(c.listed, false) AS listed, c.cited_by_count AS cited_by_count
ORDER BY coalesce(date, toString(year), '') DESC, id
LIMIT $limit
