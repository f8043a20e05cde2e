// name: shared-repositories
// title: Repositories that several papers name
// summary: Repositories that two papers or more name, as their own or as a tool, with these papers.
// when: To find common tools, and papers of one project.
// kind: table
// param: at_least (integer, default 2) Papers that must name a repository.
// param: grown (boolean, default false) Whether works that came by growing count too.
// param: limit (integer, default 25) How many lines at most.
// returns: id (repository) Id of the repository.
// returns: url (string?) Its address.
// returns: stars (integer?) Its stars.
// returns: count (integer) Papers that name it.
// returns: own (papers) Ids of the papers whose own code it is.
// returns: papers (papers) Ids of all papers that name it.
// needs: code
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct

MATCH (p:Paper)-[c:HAS_CODE]->(r:Repository)
WHERE $grown OR p.reason IS NULL
WITH r, p.id AS paper, max(CASE WHEN c.relation = 'own' THEN 1 ELSE 0 END) AS is_own
ORDER BY paper
WITH r, collect(paper) AS papers, collect(CASE WHEN is_own = 1 THEN paper END) AS own
WHERE size(papers) >= $at_least
RETURN r.id AS id, r.url AS url, r.stars AS stars, size(papers) AS count, own, papers
ORDER BY count DESC, coalesce(stars, -1) DESC, id
LIMIT $limit
