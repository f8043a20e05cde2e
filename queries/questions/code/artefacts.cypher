// name: artefacts
// title: Models, datasets and Spaces of a paper
// summary: Artefacts on the Hugging Face Hub that are linked to a paper, the most liked first. A
//   link from the Hub says that the card mentions the paper, not that its authors made it.
// when: To try a paper out.
// kind: table
// param: paper (paper, required) The paper.
// param: limit (integer, default 50) How many lines at most.
// returns: kind (string) `Model`, `Dataset` or `Space`.
// returns: id (artefact) Id on the Hub.
// returns: url (string?) Address on the Hub.
// returns: likes (integer?) Likes.
// returns: downloads (integer?) Downloads in the last month.
// returns: source (string?) `abstract` or `hub`.
// returns: evidence (string?) The sentence, or what the Hub says.
// needs: artefacts
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

CALL () {
  MATCH (:Paper {id: $paper})-[h:HAS_MODEL]->(x:Model)
  RETURN 'Model' AS kind, x.id AS id, x.url AS url, x.likes AS likes, x.downloads AS downloads,
         h.source AS source, h.evidence AS evidence
  UNION
  MATCH (:Paper {id: $paper})-[h:HAS_DATASET]->(x:Dataset)
  RETURN 'Dataset' AS kind, x.id AS id, x.url AS url, x.likes AS likes, x.downloads AS downloads,
         h.source AS source, h.evidence AS evidence
  UNION
  MATCH (:Paper {id: $paper})-[h:HAS_SPACE]->(x:Space)
  RETURN 'Space' AS kind, x.id AS id, x.url AS url, x.likes AS likes, x.downloads AS downloads,
         h.source AS source, h.evidence AS evidence
}
RETURN kind, id, url, likes, downloads, source, evidence
ORDER BY coalesce(likes, -1) DESC, kind, id, coalesce(source, '')
LIMIT $limit
