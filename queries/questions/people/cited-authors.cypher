// name: cited-authors
// title: Authors whom the list cites most
// summary: Authors by the number of listed papers that cite a work of theirs outside the list.
// when: To learn whose work the list builds on.
// kind: table
// param: limit (integer, default 25) How many lines at most.
// returns: id (author) Id of the author.
// returns: name (string?) Their name.
// returns: cited_by_list (integer) Listed papers that cite a work of theirs.
// returns: works (papers) Ids of these works.
// returns: papers (papers) Ids of the listed papers that cite them.
// needs: listing, references, authors
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (l:Paper {listed: true})-[:CITES]->(w:Paper)
WHERE NOT coalesce(w.listed, false)
WITH w, collect(l.id) AS citing
MATCH (w)<-[:AUTHORED]-(a:Author)
UNWIND citing AS paper
WITH a.id AS id, w.id AS work, paper
WITH id, count(DISTINCT paper) AS cited_by_list, collect(DISTINCT work) AS cited,
     collect(DISTINCT paper) AS citing
ORDER BY cited_by_list DESC, size(cited) DESC, id
LIMIT $limit
MATCH (a:Author {id: id})
CALL (cited) {
  UNWIND cited AS work
  WITH work
  ORDER BY work
  RETURN collect(work) AS works
}
CALL (citing) {
  UNWIND citing AS paper
  WITH paper
  ORDER BY paper
  RETURN collect(paper) AS papers
}
RETURN a.id AS id, a.name AS name, cited_by_list, works, papers
ORDER BY cited_by_list DESC, size(works) DESC, id
LIMIT $limit
