// name: listing
// title: The listing as a table
// summary: Every listed paper with how it was found and how it stands in the graph.
// when: To see the list at a glance, newest first, or to export it.
// kind: table
// param: limit (integer, default 100) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: date (string?) Date of publication.
// returns: found (string?) How it was found.
// returns: arxiv_id (string?) arXiv id.
// returns: doi (string?) DOI.
// returns: references (integer) Works in the graph that it cites.
// returns: cited_within (integer) Listed papers that cite it.
// returns: cited_by_count (integer?) Citations that OpenAlex knows.
// returns: upvotes (integer?) Upvotes on the Hugging Face Hub.
// returns: repositories (strings) Its own repositories.
// needs: listing
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (p:Paper {listed: true})
WITH p
ORDER BY coalesce(p.date, '') DESC, p.id
LIMIT $limit
CALL (p) {
  OPTIONAL MATCH (p)-[c:HAS_CODE]->(r:Repository)
  WHERE c.relation = 'own'
  WITH r.id AS repository
  ORDER BY repository
  RETURN collect(DISTINCT repository) AS repositories
}
CALL (p) {
  OPTIONAL MATCH (p)<-[:CITES]-(citing:Paper)
  WHERE citing.listed
  RETURN count(citing) AS cited_within
}
RETURN p.id AS id, p.title AS title, p.date AS date, p.`match` AS found, p.arxiv_id AS arxiv_id,
       p.doi AS doi, COUNT { (p)-[:CITES]->(:Paper) } AS references, cited_within,
       p.cited_by_count AS cited_by_count, p.upvotes AS upvotes, repositories
ORDER BY coalesce(date, '') DESC, id
LIMIT $limit
