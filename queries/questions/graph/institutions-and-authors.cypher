// name: institutions-and-authors
// title: Institutions, authors and papers of the list
// summary: The institutions with most listed papers, with their authors and these papers.
// when: To see which places stand behind a list and where they work together.
// kind: graph
// param: limit (integer, default 200) How many lines at most, the busiest institutions' first.
// returns: institution (node) The institution.
// returns: place (relationship) That the author works there.
// returns: author (node) The author.
// returns: signature (relationship) That the author signs the paper.
// returns: paper (node) The paper.
// needs: listing, institutions
// total: MATCH (:Paper {listed:
//   true})<-[s:AUTHORED]-(:Author)-[:AFFILIATED_WITH]->(i:Institution) WHERE s.institutions IS
//   NULL OR i.id IN s.institutions RETURN count(*) AS total
// left-out: {shown} of {total} places of authors are shown, those of the busiest institutions
//   first.
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (p:Paper {listed: true})<-[s:AUTHORED]-(a:Author)-[w:AFFILIATED_WITH]->(i:Institution)
WHERE s.institutions IS NULL OR i.id IN s.institutions
WITH i, count(DISTINCT p) AS count,
     collect({place: w, author: a, signature: s, paper: p}) AS entries
UNWIND entries AS one
WITH i, count, one.place AS w, one.author AS a, one.signature AS s, one.paper AS p
RETURN i AS institution, w AS place, a AS author, s AS signature, p AS paper
ORDER BY count DESC, i.id, a.id, p.id, coalesce(s.position, 100000)
LIMIT $limit
