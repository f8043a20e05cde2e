// name: teams
// title: Authors who write the listed papers together
// summary: Pairs of authors by the number of listed papers that both sign.
// when: To see the groups behind a list.
// kind: table
// param: at_least (integer, default 2) Listed papers that a pair must sign.
// param: limit (integer, default 25) How many lines at most.
// returns: id (author) Id of one author.
// returns: name (string?) Their name.
// returns: other (author) Id of the other author.
// returns: other_name (string?) Their name.
// returns: count (integer) Listed papers that both sign.
// returns: papers (papers) Ids of these papers.
// needs: listing, authors
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (p:Paper {listed: true})<-[:AUTHORED]-(a:Author)
WITH a, collect(DISTINCT p) AS signed
WHERE size(signed) >= $at_least
UNWIND signed AS p
WITH p, a
ORDER BY a.id
WITH p, collect(a) AS team
WHERE size(team) > 1
UNWIND range(0, size(team) - 2) AS i
UNWIND range(i + 1, size(team) - 1) AS j
WITH team[i] AS a, team[j] AS b, p.id AS paper
ORDER BY paper
WITH a, b, collect(paper) AS papers
WHERE size(papers) >= $at_least
RETURN a.id AS id, a.name AS name, b.id AS other, b.name AS other_name, size(papers) AS count,
       papers
ORDER BY count DESC, id, other
LIMIT $limit
