// name: by-year
// title: The list and what it cites, by year
// summary: For each year, the listed papers, the works that they cite, and those that cite them.
// when: To see how recent the list is and how far back it reaches.
// kind: table
// param: grown (boolean, default false) Whether works that came by growing count too.
// param: limit (integer, default 100) How many lines at most.
// returns: year (integer?) Year of publication; empty for papers without one.
// returns: listed (integer) Listed papers of that year.
// returns: cited (integer) Works of that year, not listed, that a listed paper cites.
// returns: citing (integer) Works of that year, not listed, that cite a listed paper.
// returns: papers (papers) Ids of the listed papers.
// needs: listing
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

CALL () {
  MATCH (p:Paper {listed: true})
  RETURN p.year AS year, p.id AS id, 'listed' AS role
  UNION
  MATCH (:Paper {listed: true})-[:CITES]->(p:Paper)
  WITH DISTINCT p WHERE NOT coalesce(p.listed, false)
  RETURN p.year AS year, p.id AS id, 'cited' AS role
  UNION
  MATCH (:Paper {listed: true})<-[:CITES]-(p:Paper)
  WITH DISTINCT p WHERE NOT coalesce(p.listed, false) AND ($grown OR p.reason IS NULL)
  RETURN p.year AS year, p.id AS id, 'citing' AS role
}
WITH year, id, role
ORDER BY id
RETURN year,
       sum(CASE role WHEN 'listed' THEN 1 ELSE 0 END) AS listed,
       sum(CASE role WHEN 'cited' THEN 1 ELSE 0 END) AS cited,
       sum(CASE role WHEN 'citing' THEN 1 ELSE 0 END) AS citing,
       collect(CASE role WHEN 'listed' THEN id END) AS papers
ORDER BY coalesce(year, 9999) DESC, year
LIMIT $limit
