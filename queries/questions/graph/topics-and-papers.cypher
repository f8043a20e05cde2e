// name: topics-and-papers
// title: Topics and papers of the list
// summary: The listed papers with the topics that OpenAlex gives them.
// when: To see the themes of a list where citations are missing.
// kind: graph
// param: limit (integer, default 200) How many links at most, to the most frequent topics first.
// returns: paper (node) The paper.
// returns: link (relationship) That it has the topic.
// returns: topic (node) The topic.
// needs: listing, topics
// total: MATCH (:Paper {listed: true})-[link:HAS_TOPIC]->(:Topic) RETURN count(link) AS total
// left-out: {shown} of {total} links are shown, those to the most frequent topics first.
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (p:Paper {listed: true})-[link:HAS_TOPIC]->(t:Topic)
WITH t, count(DISTINCT p) AS count, collect({link: link, paper: p}) AS links
UNWIND links AS one
WITH t, count, one.link AS link, one.paper AS p
RETURN p AS paper, link, t AS topic
ORDER BY count DESC, t.id, p.id
LIMIT $limit
