// name: within
// title: Citations within the list
// summary: Which listed paper cites which other listed paper, the most cited first.
// when: To see how the list hangs together.
// kind: table
// param: limit (integer, default 50) How many lines at most.
// returns: id (paper) Id of the citing paper.
// returns: title (string?) Its title.
// returns: year (integer?) Its year.
// returns: cited (paper) Id of the cited paper.
// returns: cited_title (string?) Its title.
// returns: cited_year (integer?) Its year.
// returns: cited_within (integer) Listed papers that cite the latter.
// needs: listing, references
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (a:Paper {listed: true})-[:CITES]->(b:Paper)
WHERE b.listed
WITH b, collect(DISTINCT a) AS citing
UNWIND citing AS a
RETURN a.id AS id, a.title AS title, a.year AS year, b.id AS cited, b.title AS cited_title,
       b.year AS cited_year, size(citing) AS cited_within
ORDER BY cited_within DESC, cited, id
LIMIT $limit
