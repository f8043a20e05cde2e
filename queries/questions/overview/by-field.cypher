// name: by-field
// title: The list by field
// summary: Domains, fields and subfields of the listed papers' topics, the most frequent first.
// when: To see how wide the list reaches; `by-topic` is the finer view.
// kind: table
// param: limit (integer, default 25) How many lines at most.
// returns: domain (string?) Domain.
// returns: field (string?) Field within it.
// returns: subfield (string?) Subfield within that.
// returns: count (integer) Listed papers with a topic in it.
// returns: papers (papers) Ids of these papers.
// needs: listing, topics
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (p:Paper {listed: true})-[:HAS_TOPIC]->(t:Topic)
WITH DISTINCT t.domain AS domain, t.field AS field, t.subfield AS subfield, p.id AS paper
ORDER BY paper
WITH domain, field, subfield, collect(paper) AS papers
RETURN domain, field, subfield, size(papers) AS count, papers
ORDER BY count DESC, coalesce(domain, ''), coalesce(field, ''), coalesce(subfield, '')
LIMIT $limit
