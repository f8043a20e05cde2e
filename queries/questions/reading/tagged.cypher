// name: tagged
// title: Papers with a tag of yours
// summary: The papers that you tagged, with all their tags.
// when: To find again what belongs together; `citeloom tag` sets tags.
// kind: table
// param: tag (string, default "") Only papers with this tag; with none, all that have one.
// param: limit (integer, default 100) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: year (integer?) Its year.
// returns: tags (strings) Its tags.
// since: 0.2
// plan-deny: AllNodesScan, CartesianProduct

MATCH (p:Paper)
WHERE p.tags IS NOT NULL AND ($tag = '' OR $tag IN p.tags)
RETURN p.id AS id, p.title AS title, p.year AS year, p.tags AS tags
ORDER BY id
LIMIT $limit
