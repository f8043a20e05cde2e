// name: references
// title: What a paper cites
// summary: The works in a paper's reference list, those that more of the list cites first.
// when: To look backward from one paper.
// kind: table
// param: paper (paper, required) The paper whose references are wanted.
// param: limit (integer, default 50) How many lines at most.
// returns: id (paper) Id of the work.
// returns: title (string?) Its title.
// returns: year (integer?) Year of publication.
// returns: listed (boolean) Whether it is in a listing.
// returns: cited_by_list (integer) Listed papers that cite it.
// returns: cited_by_count (integer?) Citations that OpenAlex knows.
// returns: source (string?) Whose reference list says so.
// needs: references
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct

CALL () {
  MATCH (:Paper {id: $paper})-[c:CITES]->(w:Paper)
  RETURN w, c.source AS source, 1 AS wanted, null AS listed_id
  UNION ALL
  MATCH (l:Paper {listed: true})-[:CITES]->(w:Paper)
  RETURN w, null AS source, 0 AS wanted, l.id AS listed_id
}
WITH w, min(source) AS source, max(wanted) AS wanted, count(DISTINCT listed_id) AS cited_by_list
WHERE wanted = 1
RETURN w.id AS id, w.title AS title, w.year AS year, coalesce(w.listed, false) AS listed,
       cited_by_list, w.cited_by_count AS cited_by_count, source
ORDER BY cited_by_list DESC, coalesce(cited_by_count, -1) DESC, id
LIMIT $limit
