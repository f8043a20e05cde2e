// name: connectors
// title: Who connects two groups of authors
// summary: Authors outside both groups who sign papers with somebody of each, those with most such
//   papers on their weaker side first.
// when: To find whom to ask for an introduction, or who has joined two lines of work.
// kind: table
// param: first (authors, required) One group.
// param: second (authors, required) The other group.
// param: limit (integer, default 25) How many lines at most.
// returns: id (author) Id of the author who connects.
// returns: name (string?) Their name.
// returns: with_first (integer) Papers that they sign with somebody of the first group.
// returns: with_second (integer) Papers that they sign with somebody of the second group.
// returns: papers (papers) Ids of all these papers.
// needs: authors
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

CALL () {
  MATCH (g:Author)-[:AUTHORED]->(p:Paper)<-[:AUTHORED]-(a:Author)
  WHERE g.id IN $first AND NOT a.id IN $first AND NOT a.id IN $second
  RETURN DISTINCT a, p.id AS paper, 1 AS side
  UNION
  MATCH (g:Author)-[:AUTHORED]->(p:Paper)<-[:AUTHORED]-(a:Author)
  WHERE g.id IN $second AND NOT a.id IN $first AND NOT a.id IN $second
  RETURN DISTINCT a, p.id AS paper, 2 AS side
}
WITH a, paper, side
ORDER BY paper
WITH a, sum(CASE side WHEN 1 THEN 1 ELSE 0 END) AS with_first,
     sum(CASE side WHEN 2 THEN 1 ELSE 0 END) AS with_second, collect(DISTINCT paper) AS papers
WHERE with_first > 0 AND with_second > 0
RETURN a.id AS id, a.name AS name, with_first, with_second, papers
ORDER BY CASE WHEN with_first < with_second THEN with_first ELSE with_second END DESC,
         with_first + with_second DESC, id
LIMIT $limit
