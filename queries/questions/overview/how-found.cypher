// name: how-found
// title: What was tried to find a listed paper
// summary: The steps of the last build that looked for a listed paper, in their order: which
//   service was asked in which way, what it answered, and what the question costs. What the archive
//   had was not asked or paid again.
// when: To see why a paper was found, or was not, and what it cost.
// kind: table
// param: paper (paper, required) The listed paper.
// param: limit (integer, default 50) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: number (integer) Place of the step, from 1.
// returns: step (string) The service and the way of asking.
// returns: answer (string) What it answered, or why it was not asked to the end.
// returns: price (string) What the question costs; a call is shared by many papers.
// needs: listing
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (p:Paper {id: $paper})
WITH p, coalesce(p.match_tried, []) AS tried
UNWIND range(1, size(tried)) AS number
WITH p, number, split(tried[number - 1], ' | ') AS parts
RETURN p.id AS id, number, parts[0] AS step, parts[1] AS answer, parts[2] AS price
ORDER BY number, id
LIMIT $limit
