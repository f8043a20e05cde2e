// name: with-code
// title: Listed papers with their own code
// summary: Listed papers that name a repository as their own, with the sentence or the page that
//   says so.
// when: To find what can be run, and to check the evidence.
// kind: table
// param: limit (integer, default 50) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: repository (repository) Id of the repository.
// returns: url (string?) Its address.
// returns: stars (integer?) Its stars.
// returns: status (string?) `ok`, `moved`, `gone` or `unknown`.
// returns: confidence (float?) How sure the link is, 0 to 1.
// returns: source (string?) `abstract` or `hub`.
// returns: evidence (string?) The sentence, or what the Hub says.
// needs: listing, code
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (p:Paper {listed: true})-[c:HAS_CODE]->(r:Repository)
WHERE c.relation = 'own'
RETURN p.id AS id, p.title AS title, r.id AS repository, r.url AS url, r.stars AS stars,
       r.status AS status, c.confidence AS confidence, c.source AS source, c.evidence AS evidence
ORDER BY coalesce(stars, -1) DESC, id, repository
LIMIT $limit
