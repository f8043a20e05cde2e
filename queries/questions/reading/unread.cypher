// name: unread
// title: Listed papers that are not read yet
// summary: Listed papers that you have not marked as read, the most cited by the listing first.
// when: To choose what to read next; `citeloom mark` marks a paper.
// kind: table
// param: limit (integer, default 100) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: year (integer?) Its year.
// returns: cited_by_list (integer) Listed papers that cite it.
// needs: listing
// since: 0.2
// plan-deny: AllNodesScan, CartesianProduct

MATCH (p:Paper {listed: true})
WHERE coalesce(p.read, false) = false
RETURN p.id AS id, p.title AS title, p.year AS year,
       COUNT { (p)<-[:CITES]-(:Paper {listed: true}) } AS cited_by_list
ORDER BY cited_by_list DESC, id
LIMIT $limit
