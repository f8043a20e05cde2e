// name: collections
// title: Papers of your collections
// summary: The papers that you put into collections, with the collections.
// when: To take up what you gathered; `citeloom collect` puts papers in.
// kind: table
// param: collection (string, default "") Only this one; with none, all.
// param: limit (integer, default 100) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: year (integer?) Its year.
// returns: collections (strings) The collections that it is in.
// since: 0.2
// plan-deny: AllNodesScan, CartesianProduct

MATCH (p:Paper)
WHERE p.collections IS NOT NULL AND ($collection = '' OR $collection IN p.collections)
RETURN p.id AS id, p.title AS title, p.year AS year, p.collections AS collections
ORDER BY id
LIMIT $limit
