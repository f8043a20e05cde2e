// name: shared-artefacts
// title: Papers that share code, models or data with a paper
// summary: Papers linked to a repository, model, dataset or Space that a given paper is linked to,
//   those that share most first.
// when: To find related work that citations do not show.
// kind: table
// param: paper (paper, required) The paper to start from.
// param: limit (integer, default 25) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: year (integer?) Year of publication.
// returns: listed (boolean) Whether it is in a listing.
// returns: shared (integer) Artefacts that both are linked to.
// returns: artefacts (strings) Their ids.
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

CALL () {
  MATCH (p:Paper {id: $paper})-[:HAS_CODE]->(x:Repository)<-[:HAS_CODE]-(other:Paper)
  WHERE other <> p
  RETURN other, x.id AS artefact
  UNION
  MATCH (p:Paper {id: $paper})-[:HAS_MODEL]->(x:Model)<-[:HAS_MODEL]-(other:Paper)
  WHERE other <> p
  RETURN other, x.id AS artefact
  UNION
  MATCH (p:Paper {id: $paper})-[:HAS_DATASET]->(x:Dataset)<-[:HAS_DATASET]-(other:Paper)
  WHERE other <> p
  RETURN other, x.id AS artefact
  UNION
  MATCH (p:Paper {id: $paper})-[:HAS_SPACE]->(x:Space)<-[:HAS_SPACE]-(other:Paper)
  WHERE other <> p
  RETURN other, x.id AS artefact
}
WITH DISTINCT other, artefact
ORDER BY artefact
WITH other, collect(artefact) AS artefacts
RETURN other.id AS id, other.title AS title, other.year AS year,
       coalesce(other.listed, false) AS listed, size(artefacts) AS shared, artefacts
ORDER BY shared DESC, coalesce(year, 0) DESC, id
LIMIT $limit
