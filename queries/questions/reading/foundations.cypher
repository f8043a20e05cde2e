// name: foundations
// title: What everybody cites that is not in the list
// summary: Works outside the list that several listed papers cite: cited by most of them first,
//   then by the number of citations that OpenAlex knows.
// when: To find what one has not read although the papers one reads take it as known.
// kind: table
// param: at_least (integer, default 2) Listed papers that must cite a work.
// param: limit (integer, default 25) How many lines at most.
// returns: id (paper) Id of the work.
// returns: title (string?) Its title.
// returns: year (integer?) Year of publication.
// returns: cited_by_list (integer) Listed papers that cite it.
// returns: share (float) The same as a part of the listed papers that have references, 0 to 1.
// returns: cited_by_count (integer?) Citations that OpenAlex knows.
// returns: papers (papers) Ids of the listed papers that cite it.
// needs: listing, references
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (l:Paper {listed: true})
WHERE EXISTS { (l)-[:CITES]->(:Paper) }
WITH collect(l) AS citers
UNWIND citers AS l
MATCH (l)-[:CITES]->(w:Paper)
WHERE NOT coalesce(w.listed, false) AND NOT coalesce(w.ignored, false)
WITH size(citers) AS total, w, collect(DISTINCT l.id) AS citing
WHERE size(citing) >= $at_least
WITH total, w, citing, size(citing) AS cited_by_list
ORDER BY cited_by_list DESC, coalesce(w.cited_by_count, -1) DESC, w.id
LIMIT $limit
CALL (citing) {
  UNWIND citing AS paper
  WITH paper
  ORDER BY paper
  RETURN collect(paper) AS papers
}
RETURN w.id AS id, w.title AS title, w.year AS year, cited_by_list,
       1.0 * cited_by_list / total AS share, w.cited_by_count AS cited_by_count, papers
ORDER BY cited_by_list DESC, coalesce(cited_by_count, -1) DESC, id
LIMIT $limit
