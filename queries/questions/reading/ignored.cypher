// name: ignored
// title: Papers that are never suggested
// summary: The papers that you do not want to be suggested.
// when: To see what suggestions leave out; `citeloom ignore --undo` takes it back.
// kind: table
// param: limit (integer, default 100) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: year (integer?) Its year.
// since: 0.2
// plan-deny: AllNodesScan, CartesianProduct

MATCH (p:Paper)
WHERE p.ignored
RETURN p.id AS id, p.title AS title, p.year AS year
ORDER BY id
LIMIT $limit
