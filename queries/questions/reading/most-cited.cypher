// name: most-cited
// title: Most cited by the list
// summary: The works that most listed papers cite, listed or not.
// when: To see what the list as a whole rests on.
// kind: table
// param: limit (integer, default 25) How many lines at most.
// returns: id (paper) Id of the work.
// returns: title (string?) Its title.
// returns: year (integer?) Year of publication.
// returns: listed (boolean) Whether it is in a listing itself.
// returns: cited_by_list (integer) Listed papers that cite it.
// returns: cited_by_count (integer?) Citations that OpenAlex knows.
// returns: papers (papers) Ids of the listed papers that cite it.
// needs: listing, references
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (l:Paper {listed: true})-[:CITES]->(w:Paper)
WITH w, count(DISTINCT l) AS cited_by_list, collect(DISTINCT l.id) AS citing
ORDER BY cited_by_list DESC, coalesce(w.cited_by_count, -1) DESC, w.id
LIMIT $limit
CALL (citing) {
  UNWIND citing AS paper
  WITH paper
  ORDER BY paper
  RETURN collect(paper) AS papers
}
RETURN w.id AS id, w.title AS title, w.year AS year, coalesce(w.listed, false) AS listed,
       cited_by_list, w.cited_by_count AS cited_by_count, papers
ORDER BY cited_by_list DESC, coalesce(cited_by_count, -1) DESC, id
LIMIT $limit
