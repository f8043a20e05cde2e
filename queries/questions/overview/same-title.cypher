// name: same-title
// title: Different papers with one title
// summary: Titles that more than one paper bears, letters' case aside.
// when: To find works that exist twice under different ids, such as a preprint and its published
//   version, or editorials that share a title.
// kind: table
// param: grown (boolean, default false) Whether works that came by growing count too.
// param: limit (integer, default 25) How many lines at most.
// returns: title (string) The title, in lower case.
// returns: count (integer) Papers that bear it.
// returns: papers (papers) Their ids.
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct

MATCH (p:Paper)
WHERE p.title IS NOT NULL AND ($grown OR p.reason IS NULL)
WITH toLower(p.title) AS title, p.id AS id
ORDER BY id
WITH title, collect(id) AS papers
WHERE size(papers) > 1
RETURN title, size(papers) AS count, papers
ORDER BY count DESC, papers[0]
LIMIT $limit
