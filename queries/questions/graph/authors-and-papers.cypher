// name: authors-and-papers
// title: Authors and papers of the list
// summary: The authors who sign at least so many listed papers, with these papers.
// when: To see who connects the list.
// kind: graph
// param: at_least (integer, default 1) Listed papers that an author must sign.
// param: limit (integer, default 200) How many signatures at most, the busiest authors' first.
// returns: author (node) The author.
// returns: signature (relationship) That they sign the paper.
// returns: paper (node) The paper.
// needs: listing, authors
// total: MATCH (:Paper {listed: true})<-[s:AUTHORED]-(:Author) RETURN count(s) AS total
// left-out: {shown} of {total} signatures are shown: those of authors who sign at least
//   {at_least} listed papers, the busiest first, at most {limit}.
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (p:Paper {listed: true})<-[s:AUTHORED]-(a:Author)
WITH a, count(DISTINCT p) AS count, collect({signature: s, paper: p}) AS signed
WHERE count >= $at_least
UNWIND signed AS one
WITH a, count, one.signature AS s, one.paper AS p
RETURN a AS author, s AS signature, p AS paper
ORDER BY count DESC, a.id, p.id, coalesce(s.position, 100000)
LIMIT $limit
