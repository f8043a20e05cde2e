// name: to-confirm
// title: Links to code that nobody has confirmed
// summary: Repositories that might be a listed paper's own, with what speaks for it, the surest
//   first.
// when: To settle by eye what the rules could not.
// kind: table
// param: limit (integer, default 50) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: repository (repository) Id of the repository.
// returns: url (string?) Its address.
// returns: confidence (float?) How sure the link is, 0 to 1.
// returns: source (string?) `abstract` or `hub`.
// returns: evidence (string?) The sentence, or what the Hub says.
// returns: settle (string) The command that confirms it; `reject` in its place takes it away.
// needs: listing, code
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (p:Paper {listed: true})-[c:HAS_CODE]->(r:Repository)
WHERE c.relation = 'candidate'
RETURN p.id AS id, p.title AS title, r.id AS repository, r.url AS url,
       c.confidence AS confidence, c.source AS source, c.evidence AS evidence,
       'citeloom confirm ' + p.id + ' ' + r.id AS settle
ORDER BY coalesce(confidence, 0.0) DESC, id, repository
LIMIT $limit
