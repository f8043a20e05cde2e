// name: cited-by-group
// title: What a group of papers cites in common
// summary: Works that at least two papers of a set cite, the most frequent first.
// when: As `foundations`, for a set of one's own, such as the papers of a section.
// kind: table
// param: papers (papers, required) The set.
// param: at_least (integer, default 2) Papers of the set that must cite a work.
// param: limit (integer, default 25) How many lines at most.
// returns: id (paper) Id of the work.
// returns: title (string?) Its title.
// returns: year (integer?) Year of publication.
// returns: listed (boolean) Whether it is in a listing.
// returns: cited_by_group (integer) Papers of the set that cite it.
// returns: cited_by_count (integer?) Citations that OpenAlex knows.
// returns: papers (papers) Ids of these papers.
// needs: references
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (p:Paper)-[:CITES]->(w:Paper)
WHERE p.id IN $papers
WITH DISTINCT w, p.id AS paper
ORDER BY paper
WITH w, collect(paper) AS papers
WHERE size(papers) >= $at_least
RETURN w.id AS id, w.title AS title, w.year AS year, coalesce(w.listed, false) AS listed,
       size(papers) AS cited_by_group, w.cited_by_count AS cited_by_count, papers
ORDER BY cited_by_group DESC, coalesce(cited_by_count, -1) DESC, id
LIMIT $limit
