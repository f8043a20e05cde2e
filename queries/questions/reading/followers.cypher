// name: followers
// title: Newer papers that build on the list
// summary: Papers outside the list that cite several listed papers and are not older than any of
//   those, the ones that cite most of the list first.
// when: To find what came after the papers one knows. Needs works that cite the list, which growing
//   brings, or `--citing`.
// kind: table
// param: at_least (integer, default 2) Listed papers that a paper must cite.
// param: limit (integer, default 25) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: year (integer?) Year of publication.
// returns: cites_listed (integer) Listed papers that it cites.
// returns: cited_by_count (integer?) Citations that OpenAlex knows.
// returns: papers (papers) Ids of the listed papers that it cites.
// needs: listing, citing
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (l:Paper {listed: true})<-[:CITES]-(f:Paper)
WHERE NOT coalesce(f.listed, false)
WITH f, collect(DISTINCT l.id) AS cited, max(l.year) AS latest
WHERE size(cited) >= $at_least AND NOT coalesce(f.ignored, false) AND (f.year IS NULL OR latest IS NULL OR f.year >= latest)
WITH f, cited, size(cited) AS cites_listed
ORDER BY cites_listed DESC, coalesce(f.year, 0) DESC, f.id
LIMIT $limit
CALL (cited) {
  UNWIND cited AS paper
  WITH paper
  ORDER BY paper
  RETURN collect(paper) AS papers
}
RETURN f.id AS id, f.title AS title, f.year AS year, cites_listed,
       f.cited_by_count AS cited_by_count, papers
ORDER BY cites_listed DESC, coalesce(year, 0) DESC, id
LIMIT $limit
