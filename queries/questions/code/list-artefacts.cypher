// name: list-artefacts
// title: Models, datasets and Spaces of the list
// summary: Artefacts on the Hugging Face Hub that are linked to listed papers, those that most of
//   them share first, then the most liked.
// when: To see what of the list can be tried out, and which datasets it has in common.
// kind: table
// param: limit (integer, default 50) How many lines at most.
// returns: kind (string) `Model`, `Dataset` or `Space`.
// returns: id (artefact) Id on the Hub.
// returns: url (string?) Address on the Hub.
// returns: likes (integer?) Likes.
// returns: downloads (integer?) Downloads in the last month.
// returns: count (integer) Listed papers that it is linked to.
// returns: papers (papers) Ids of these papers.
// needs: listing, artefacts
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct

CALL () {
  MATCH (p:Paper {listed: true})-[:HAS_MODEL]->(x:Model)
  RETURN 'Model' AS kind, x.id AS id, x.url AS url, x.likes AS likes, x.downloads AS downloads,
         p.id AS paper
  UNION
  MATCH (p:Paper {listed: true})-[:HAS_DATASET]->(x:Dataset)
  RETURN 'Dataset' AS kind, x.id AS id, x.url AS url, x.likes AS likes, x.downloads AS downloads,
         p.id AS paper
  UNION
  MATCH (p:Paper {listed: true})-[:HAS_SPACE]->(x:Space)
  RETURN 'Space' AS kind, x.id AS id, x.url AS url, x.likes AS likes, x.downloads AS downloads,
         p.id AS paper
}
WITH kind, id, url, likes, downloads, paper
ORDER BY paper
WITH kind, id, url, likes, downloads, collect(paper) AS papers
RETURN kind, id, url, likes, downloads, size(papers) AS count, papers
ORDER BY count DESC, coalesce(likes, -1) DESC, kind, id
LIMIT $limit
