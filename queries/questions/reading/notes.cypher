// name: notes
// title: Papers with notes
// summary: What the listings and you noted about papers.
// when: To read your notes in one place; `citeloom note` writes one.
// kind: table
// param: limit (integer, default 100) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: year (integer?) Its year.
// returns: note (string) The note.
// since: 0.2
// plan-deny: AllNodesScan, CartesianProduct

MATCH (p:Paper)
WHERE p.note IS NOT NULL
RETURN p.id AS id, p.title AS title, p.year AS year, p.note AS note
ORDER BY id
LIMIT $limit
