// name: author
// title: An author's papers and code
// summary: The papers in the graph that an author signs, newest first, with their place in the list
//   of authors and the repositories that are these papers' own.
// when: To get to know one person's work.
// kind: table
// param: author (author, required) The author.
// param: limit (integer, default 50) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: year (integer?) Year of publication.
// returns: listed (boolean) Whether it is in a listing.
// returns: position (integer?) Place in the list of authors, from 0.
// returns: corresponding (boolean?) Whether they take correspondence.
// returns: cited_by_count (integer?) Citations that OpenAlex knows.
// returns: repositories (strings) The paper's own repositories.
// needs: authors
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (:Author {id: $author})-[s:AUTHORED]->(p:Paper)
WITH p, min(s.position) AS position, max(s.corresponding) AS corresponding
CALL (p) {
  OPTIONAL MATCH (p)-[c:HAS_CODE]->(r:Repository)
  WHERE c.relation = 'own'
  WITH DISTINCT r.id AS repository
  ORDER BY repository
  RETURN collect(repository) AS repositories
}
RETURN p.id AS id, p.title AS title, p.year AS year, coalesce(p.listed, false) AS listed,
       position, corresponding, p.cited_by_count AS cited_by_count, repositories
ORDER BY coalesce(p.date, toString(year), '') DESC, id
LIMIT $limit
