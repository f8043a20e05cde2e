// name: find-author
// title: Authors by words of their name
// summary: Authors whose name contains every given word, those with most papers in the graph first.
// when: To find an author whose id one does not know.
// kind: table
// param: text (string, required) Words of the name, in any order.
// param: limit (integer, default 25) How many lines at most.
// returns: id (author) Id of the author.
// returns: name (string?) Their name.
// returns: orcid (string?) ORCID.
// returns: papers_count (integer) Papers in the graph that they sign.
// returns: institutions (strings) Names of the institutions where they work, as the papers say.
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct

WITH [word IN split(toLower(trim($text)), ' ') WHERE word <> ''] AS words
MATCH (a:Author)
WHERE a.name IS NOT NULL AND all(word IN words WHERE toLower(a.name) CONTAINS word)
WITH a, COUNT { (a)-[:AUTHORED]->(:Paper) } AS papers_count
ORDER BY papers_count DESC, a.id
LIMIT $limit
CALL (a) {
  OPTIONAL MATCH (a)-[:AFFILIATED_WITH]->(i:Institution)
  WITH DISTINCT coalesce(i.name, i.id) AS institution
  ORDER BY institution
  RETURN collect(institution) AS institutions
}
RETURN a.id AS id, a.name AS name, a.orcid AS orcid, papers_count, institutions
ORDER BY papers_count DESC, id
LIMIT $limit
