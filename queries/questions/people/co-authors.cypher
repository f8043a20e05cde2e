// name: co-authors
// title: Co-authors of an author
// summary: Who signs papers together with an author, the most frequent first.
// when: To see with whom somebody works.
// kind: table
// param: author (author, required) The author.
// param: limit (integer, default 25) How many lines at most.
// returns: id (author) Id of the co-author.
// returns: name (string?) Their name.
// returns: count (integer) Papers in the graph that both sign.
// returns: listed (integer) Listed papers among them.
// returns: latest (integer?) Year of the latest.
// returns: papers (papers) Ids of these papers.
// needs: authors
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (me:Author {id: $author})-[:AUTHORED]->(p:Paper)<-[:AUTHORED]-(a:Author)
WHERE a <> me
WITH DISTINCT a, p
ORDER BY p.id
WITH a, collect(p.id) AS papers, max(p.year) AS latest,
     sum(CASE WHEN p.listed THEN 1 ELSE 0 END) AS listed
RETURN a.id AS id, a.name AS name, size(papers) AS count, listed, latest, papers
ORDER BY count DESC, listed DESC, id
LIMIT $limit
