// name: already-read
// title: Papers that are read
// summary: The papers that you marked as read.
// when: To see what is done; `citeloom mark` marks a paper.
// kind: table
// param: limit (integer, default 100) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: year (integer?) Its year.
// since: 0.2
// plan-deny: AllNodesScan, CartesianProduct

MATCH (p:Paper)
WHERE p.read
RETURN p.id AS id, p.title AS title, p.year AS year
ORDER BY id
LIMIT $limit
