// name: retracted
// title: Retracted works that the list stands on
// summary: Works known to be retracted that are listed or that a listed paper cites.
// when: Before relying on a result, or citing it.
// kind: table
// param: limit (integer, default 50) How many lines at most.
// returns: id (paper) Id of the retracted work.
// returns: title (string?) Its title.
// returns: year (integer?) Year of publication.
// returns: doi (string?) DOI, where the notice of retraction can be found.
// returns: listed (boolean) Whether it is in a listing itself.
// returns: cited_by_list (integer) Listed papers that cite it.
// returns: papers (papers) Ids of these papers.
// needs: listing, references
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

CALL () {
  MATCH (p:Paper {listed: true})
  WHERE p.is_retracted
  RETURN p, null AS citing
  UNION
  MATCH (l:Paper {listed: true})-[:CITES]->(p:Paper)
  WHERE p.is_retracted
  RETURN p, l.id AS citing
}
WITH p, citing
ORDER BY citing
WITH p, collect(DISTINCT citing) AS papers
RETURN p.id AS id, p.title AS title, p.year AS year, p.doi AS doi,
       coalesce(p.listed, false) AS listed, size(papers) AS cited_by_list, papers
ORDER BY cited_by_list DESC, id
LIMIT $limit
