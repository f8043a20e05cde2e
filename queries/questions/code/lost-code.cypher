// name: lost-code
// title: Code that is gone, moved or archived
// summary: Repositories named by papers that have disappeared, go by another name now, or that
//   their owners have archived; those named by most papers first.
// when: Before building on code.
// kind: table
// param: grown (boolean, default false) Whether works that came by growing count too.
// param: limit (integer, default 50) How many lines at most.
// returns: id (repository) Id of the repository.
// returns: url (string?) Its address.
// returns: state (string) `gone`, `moved` or `archived`.
// returns: aliases (strings) Old names that lead here.
// returns: pushed_at (string?) Last push.
// returns: count (integer) Papers that name it.
// returns: papers (papers) Ids of these papers.
// needs: code
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct

MATCH (r:Repository)<-[:HAS_CODE]-(p:Paper)
WHERE (r.status IN ['gone', 'moved'] OR r.archived) AND ($grown OR p.reason IS NULL)
WITH DISTINCT r, p.id AS paper
ORDER BY paper
WITH r, collect(paper) AS papers
RETURN r.id AS id, r.url AS url,
       CASE WHEN r.status IN ['gone', 'moved'] THEN r.status ELSE 'archived' END AS state,
       coalesce(r.aliases, []) AS aliases, r.pushed_at AS pushed_at, size(papers) AS count, papers
ORDER BY count DESC, id
LIMIT $limit
