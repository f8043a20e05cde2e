// name: paper
// title: The card of a paper
// summary: One paper with its people, places, venue, topics, code, models and counts.
// when: To get to know one paper.
// kind: table
// param: paper (paper, required) The paper.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: year (integer?) Year of publication.
// returns: date (string?) Date of publication.
// returns: doi (string?) DOI.
// returns: arxiv_id (string?) arXiv id.
// returns: authors (strings) Names of its authors, in order.
// returns: author_ids (authors) Their ids, in the same order.
// returns: institutions (strings) Names of the institutions that its authors work at, as the
//   papers in the graph say.
// returns: venue (string?) Where it appeared.
// returns: topics (strings) Its topics, the surest first.
// returns: repositories (strings) Its own repositories.
// returns: models (strings) Models on the Hub whose card mentions it.
// returns: datasets (strings) Datasets on the Hub whose card mentions it.
// returns: spaces (strings) Spaces on the Hub whose card mentions it.
// returns: pages (strings) Web pages that it names.
// returns: references (integer) Works in the graph that it cites.
// returns: citations (integer) Papers in the graph that cite it.
// returns: cited_by_count (integer?) Citations that OpenAlex knows.
// returns: upvotes (integer?) Upvotes on the Hugging Face Hub.
// returns: listed (boolean) Whether it is in a listing.
// returns: reason (string?) Why growing added it: `citing` or `near`; empty on other papers.
// returns: retracted (boolean?) Whether it has been retracted.
// returns: abstract (string?) Its abstract.
// returns: overruled (strings) What OpenAlex says otherwise, and why that is not believed.
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (p:Paper {id: $paper})
CALL (p) {
  OPTIONAL MATCH (a:Author)-[s:AUTHORED]->(p)
  WITH a, s
  ORDER BY coalesce(s.position, 100000), a.id
  RETURN collect(coalesce(a.name, a.id)) AS authors, collect(a.id) AS author_ids
}
CALL (p) {
  OPTIONAL MATCH (p)<-[:AUTHORED]-(:Author)-[:AFFILIATED_WITH]->(i:Institution)
  WITH DISTINCT coalesce(i.name, i.id) AS institution
  ORDER BY institution
  RETURN collect(institution) AS institutions
}
CALL (p) {
  OPTIONAL MATCH (p)-[:PUBLISHED_IN]->(v:Venue)
  WITH v
  ORDER BY v.id
  RETURN head(collect(coalesce(v.name, v.id))) AS venue
}
CALL (p) {
  OPTIONAL MATCH (p)-[h:HAS_TOPIC]->(t:Topic)
  WITH t, h
  ORDER BY coalesce(h.score, 0.0) DESC, t.id
  RETURN collect(coalesce(t.name, t.id)) AS topics
}
CALL (p) {
  OPTIONAL MATCH (p)-[c:HAS_CODE]->(r:Repository)
  WHERE c.relation = 'own'
  WITH DISTINCT r.id AS repository
  ORDER BY repository
  RETURN collect(repository) AS repositories
}
CALL (p) {
  OPTIONAL MATCH (p)-[:HAS_MODEL]->(m:Model)
  WITH m.id AS model
  ORDER BY model
  RETURN collect(model) AS models
}
CALL (p) {
  OPTIONAL MATCH (p)-[:HAS_DATASET]->(d:Dataset)
  WITH d.id AS dataset
  ORDER BY dataset
  RETURN collect(dataset) AS datasets
}
CALL (p) {
  OPTIONAL MATCH (p)-[:HAS_SPACE]->(s:Space)
  WITH s.id AS space
  ORDER BY space
  RETURN collect(space) AS spaces
}
CALL (p) {
  OPTIONAL MATCH (p)-[:LINKS_TO]->(w:WebPage)
  WITH w.id AS page
  ORDER BY page
  RETURN collect(page) AS pages
}
RETURN p.id AS id, p.title AS title, p.year AS year, p.date AS date, p.doi AS doi,
       p.arxiv_id AS arxiv_id, authors, author_ids, institutions, venue, topics, repositories,
       models, datasets, spaces, pages, COUNT { (p)-[:CITES]->(:Paper) } AS references,
       COUNT { (p)<-[:CITES]-(:Paper) } AS citations, p.cited_by_count AS cited_by_count,
       p.upvotes AS upvotes, coalesce(p.listed, false) AS listed, p.reason AS reason,
       p.is_retracted AS retracted, p.abstract AS abstract, coalesce(p.overruled, []) AS overruled
ORDER BY id
LIMIT 1
