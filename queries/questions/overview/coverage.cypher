// name: coverage
// title: How much is known about the listing
// summary: For each aspect of the listed papers (how they were found, where their references come
//   from, whether there are authors, a venue, topics, code, artefacts), how many have which value.
// when: Before trusting any other answer: a list half of whose papers have no references cannot
//   say what everybody cites.
// kind: table
// param: limit (integer, default 50) How many lines at most.
// returns: aspect (string) What is looked at.
// returns: value (string) What it is.
// returns: count (integer) How many listed papers have this value.
// returns: share (float) The same as a part of all listed papers, 0 to 1.
// returns: papers (papers) Ids of these papers.
// needs: listing
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (p:Paper {listed: true})
WITH collect(p) AS listed
UNWIND listed AS p
WITH size(listed) AS total, p,
     EXISTS { (p)-[:CITES]->(:Paper) } AS has_references,
     EXISTS { (p)<-[:AUTHORED]-(:Author) } AS has_authors,
     EXISTS { (p)-[:PUBLISHED_IN]->(:Venue) } AS has_venue,
     EXISTS { (p)-[:HAS_TOPIC]->(:Topic) } AS has_topics,
     COUNT { (p)-[c:HAS_CODE]->(:Repository) WHERE c.relation = 'own' } AS own_code,
     EXISTS { (p)-[:HAS_MODEL|HAS_DATASET|HAS_SPACE]->() } AS has_artefacts
UNWIND [
  {aspect: 'found', value: coalesce(p.`match`, 'not looked up')},
  {aspect: 'references', value: CASE WHEN has_references
    THEN 'from ' + coalesce(p.references_source, 'an unnamed source') ELSE 'none' END},
  {aspect: 'authors', value: CASE WHEN has_authors THEN 'yes' ELSE 'no' END},
  {aspect: 'abstract', value: CASE WHEN p.abstract IS NULL THEN 'no' ELSE 'yes' END},
  {aspect: 'venue', value: CASE WHEN has_venue THEN 'yes' ELSE 'no' END},
  {aspect: 'topics', value: CASE WHEN has_topics THEN 'yes' ELSE 'no' END},
  {aspect: 'own code', value: CASE WHEN own_code > 0 THEN 'yes' ELSE 'no' END},
  {aspect: 'artefacts', value: CASE WHEN has_artefacts THEN 'yes' ELSE 'no' END}
] AS fact
WITH total, fact.aspect AS aspect, fact.value AS value, p.id AS id
ORDER BY id
WITH total, aspect, value, collect(id) AS papers
RETURN aspect, value, size(papers) AS count, 1.0 * size(papers) / total AS share, papers
ORDER BY aspect, count DESC, value
LIMIT $limit
