// name: code-and-papers
// title: Code, models and data of the list
// summary: The listed papers with their repositories, models, datasets and Spaces.
// when: To see what comes with the list, and what several papers share.
// kind: graph
// param: limit (integer, default 200) How many links at most, to what most papers share first.
// returns: paper (node) The paper.
// returns: link (relationship) What joins them.
// returns: artefact (node) The repository, model, dataset or Space.
// needs: listing
// total: MATCH (:Paper {listed: true})-[link:HAS_CODE|HAS_MODEL|HAS_DATASET|HAS_SPACE]->() RETURN
//   count(link) AS total
// left-out: {shown} of {total} links are shown, those to what most papers share first.
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (p:Paper {listed: true})-[link:HAS_CODE|HAS_MODEL|HAS_DATASET|HAS_SPACE]->(x)
WITH x, count(DISTINCT p) AS count, collect({link: link, paper: p}) AS links
UNWIND links AS one
WITH x, count, one.link AS link, one.paper AS p
RETURN p AS paper, link, x AS artefact
ORDER BY count DESC, type(link), x.id, p.id, coalesce(link.source, ''), coalesce(link.relation, '')
LIMIT $limit
