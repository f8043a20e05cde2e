// name: lineage
// title: From a paper back to an older one along references
// summary: The papers on a shortest chain in which each cites the next, from a newer paper to an
//   older one, up to six steps. Of several chains of one length, the one whose ids come first.
// when: To see through whom an idea has reached a paper.
// kind: table
// param: from (paper, required) The newer paper.
// param: to (paper, required) The older paper.
// param: limit (integer, default 10) How many lines at most.
// returns: step (integer) Place in the chain, from 0.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: year (integer?) Year of publication.
// needs: references
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (first:Paper {id: $from})
WITH first, $to AS last_id
MATCH (last:Paper {id: last_id})
WHERE last.id <> first.id
MATCH chain = allShortestPaths((first)-[:CITES*..6]->(last))
WITH [n IN nodes(chain) | n.id] AS ids, nodes(chain) AS papers
ORDER BY ids
LIMIT 1
UNWIND range(0, size(papers) - 1) AS step
WITH step, papers[step] AS p
RETURN step, p.id AS id, p.title AS title, p.year AS year
ORDER BY step, id
LIMIT $limit
