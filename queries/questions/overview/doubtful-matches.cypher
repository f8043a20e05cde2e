// name: doubtful-matches
// title: Listed papers that were found by a near title
// summary: Matches accepted although the titles are not equal, the least alike first, with the
//   evidence that spoke for them.
// when: To check by eye the few matches that could be wrong.
// kind: table
// param: limit (integer, default 25) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: score (float?) Similarity of the titles, 0 to 1.
// returns: step (string?) The step that found it.
// returns: evidence (string?) Why it was accepted.
// returns: openalex_id (string?) The record that it was taken for.
// needs: listing
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (p:Paper {listed: true})
WHERE p.`match` = 'fuzzy'
RETURN p.id AS id, p.title AS title, p.match_score AS score, p.match_step AS step,
       p.match_evidence AS evidence, p.openalex_id AS openalex_id
ORDER BY coalesce(score, 0.0), id
LIMIT $limit
