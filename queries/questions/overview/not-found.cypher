// name: not-found
// title: Listed papers that were not found
// summary: Listed papers that no service knows, or for which several records come into question,
//   with the reason and the candidates.
// when: After a build, to see what was left out of the citations and why.
// kind: table
// param: limit (integer, default 50) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title in the listing.
// returns: found (string) `ambiguous`, `none`, or `not looked up`.
// returns: reason (string?) Why no record was accepted.
// returns: candidates (strings) What came into question: id, similarity, year, title.
// returns: listings (strings) The listings that name it.
// returns: settle (string) The command that settles it; with another id where none is right.
// needs: listing
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (p:Paper {listed: true})
WITH p, coalesce(p.`match`, 'not looked up') AS found
WHERE found IN ['ambiguous', 'none', 'not looked up']
RETURN p.id AS id, p.title AS title, found, p.match_evidence AS reason,
       coalesce(p.match_candidates, []) AS candidates, coalesce(p.listings, []) AS listings,
       'citeloom same ' + coalesce(p.citation_key, p.id) + ' ' +
       CASE WHEN size(coalesce(p.match_candidates, [])) > 0
            THEN split(p.match_candidates[0], ' ')[0] ELSE 'ID' END AS settle
ORDER BY found, id
LIMIT $limit
