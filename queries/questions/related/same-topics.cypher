// name: same-topics
// title: Papers with the topics of a paper
// summary: Papers that share topics with a given one, those that share most first.
// when: Where citations are missing, for instance around a paper of this month.
// kind: table
// param: paper (paper, required) The paper to start from.
// param: limit (integer, default 25) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: year (integer?) Year of publication.
// returns: listed (boolean) Whether it is in a listing.
// returns: shared (integer) Topics that both have.
// returns: topics (strings) Names of these topics.
// needs: topics
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (p:Paper {id: $paper})-[:HAS_TOPIC]->(t:Topic)
WITH p, collect(DISTINCT t) AS own
UNWIND own AS t
MATCH (t)<-[:HAS_TOPIC]-(other:Paper)
WHERE other <> p
WITH DISTINCT other, t
WITH other, collect(t) AS topics
WITH other, topics, size(topics) AS shared
ORDER BY shared DESC, coalesce(other.cited_by_count, -1) DESC, other.id
LIMIT $limit
CALL (topics) {
  UNWIND topics AS t
  WITH t
  ORDER BY t.id
  RETURN collect(coalesce(t.name, t.id)) AS names
}
RETURN other.id AS id, other.title AS title, other.year AS year,
       coalesce(other.listed, false) AS listed, shared, names AS topics
ORDER BY shared DESC, coalesce(other.cited_by_count, -1) DESC, id
LIMIT $limit
