// name: contents
// title: What is in the graph
// summary: The number of nodes by label and of relationships by type.
// when: First of all, to see what a build has brought.
// kind: table
// param: limit (integer, default 50) How many lines at most.
// returns: kind (string) `node` or `relationship`; `growing` for the nodes among them that came by
//   growing.
// returns: name (string) The label or the type.
// returns: count (integer) How many there are.
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct
// plan-allow: CartesianProduct The counts are single rows, read from the store of counts.

CALL () { MATCH (:Paper) RETURN count(*) AS papers }
CALL () { MATCH (p:Paper) WHERE p.reason IS NOT NULL RETURN count(*) AS grown }
CALL () { MATCH (:Author) RETURN count(*) AS authors }
CALL () { MATCH (:Institution) RETURN count(*) AS institutions }
CALL () { MATCH (:Venue) RETURN count(*) AS venues }
CALL () { MATCH (:Topic) RETURN count(*) AS topics }
CALL () { MATCH (:Repository) RETURN count(*) AS repositories }
CALL () { MATCH (:Model) RETURN count(*) AS models }
CALL () { MATCH (:Dataset) RETURN count(*) AS datasets }
CALL () { MATCH (:Space) RETURN count(*) AS spaces }
CALL () { MATCH (:WebPage) RETURN count(*) AS pages }
CALL () { MATCH ()-[:CITES]->() RETURN count(*) AS cites }
CALL () { MATCH ()-[:AUTHORED]->() RETURN count(*) AS authored }
CALL () { MATCH ()-[:AFFILIATED_WITH]->() RETURN count(*) AS affiliated_with }
CALL () { MATCH ()-[:PUBLISHED_IN]->() RETURN count(*) AS published_in }
CALL () { MATCH ()-[:HAS_TOPIC]->() RETURN count(*) AS has_topic }
CALL () { MATCH ()-[:HAS_CODE]->() RETURN count(*) AS has_code }
CALL () { MATCH ()-[:HAS_MODEL]->() RETURN count(*) AS has_model }
CALL () { MATCH ()-[:HAS_DATASET]->() RETURN count(*) AS has_dataset }
CALL () { MATCH ()-[:HAS_SPACE]->() RETURN count(*) AS has_space }
CALL () { MATCH ()-[:LINKS_TO]->() RETURN count(*) AS links_to }
UNWIND [
  {kind: 'node', name: 'Paper', count: papers},
  {kind: 'growing', name: 'Paper', count: grown},
  {kind: 'node', name: 'Author', count: authors},
  {kind: 'node', name: 'Institution', count: institutions},
  {kind: 'node', name: 'Venue', count: venues},
  {kind: 'node', name: 'Topic', count: topics},
  {kind: 'node', name: 'Repository', count: repositories},
  {kind: 'node', name: 'Model', count: models},
  {kind: 'node', name: 'Dataset', count: datasets},
  {kind: 'node', name: 'Space', count: spaces},
  {kind: 'node', name: 'WebPage', count: pages},
  {kind: 'relationship', name: 'CITES', count: cites},
  {kind: 'relationship', name: 'AUTHORED', count: authored},
  {kind: 'relationship', name: 'AFFILIATED_WITH', count: affiliated_with},
  {kind: 'relationship', name: 'PUBLISHED_IN', count: published_in},
  {kind: 'relationship', name: 'HAS_TOPIC', count: has_topic},
  {kind: 'relationship', name: 'HAS_CODE', count: has_code},
  {kind: 'relationship', name: 'HAS_MODEL', count: has_model},
  {kind: 'relationship', name: 'HAS_DATASET', count: has_dataset},
  {kind: 'relationship', name: 'HAS_SPACE', count: has_space},
  {kind: 'relationship', name: 'LINKS_TO', count: links_to}
] AS part
WITH part.kind AS kind, part.name AS name, part.count AS count
WHERE count > 0
RETURN kind, name, count
ORDER BY kind, count DESC, name
LIMIT $limit
