// name: by-topic
// title: The list by topic
// summary: The topics that OpenAlex gives to listed papers, the most frequent first. A paper can
//   have several.
// when: To see what the list is about.
// kind: table
// param: limit (integer, default 25) How many lines at most.
// returns: id (topic) Id of the topic.
// returns: topic (string?) Its name.
// returns: field (string?) The field that it belongs to.
// returns: count (integer) Listed papers with this topic.
// returns: papers (papers) Ids of these papers.
// needs: listing, topics
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan
// see: https://help.openalex.org/hc/en-us/articles/24736129405719-Topics

MATCH (p:Paper {listed: true})-[:HAS_TOPIC]->(t:Topic)
WITH DISTINCT t, p.id AS paper
ORDER BY paper
WITH t, collect(paper) AS papers
RETURN t.id AS id, t.name AS topic, t.field AS field, size(papers) AS count, papers
ORDER BY count DESC, id
LIMIT $limit
