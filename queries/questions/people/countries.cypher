// name: countries
// title: Countries of the list
// summary: Countries by the number of listed papers that somebody in them signs.
// when: To see where in the world the work is done.
// kind: table
// param: limit (integer, default 25) How many lines at most.
// returns: country (string) Country, ISO 3166 alpha-2.
// returns: count (integer) Listed papers.
// returns: institutions (strings) Ids of the institutions.
// returns: papers (papers) Ids of these papers.
// needs: listing, institutions
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct

MATCH (p:Paper {listed: true})<-[s:AUTHORED]-(:Author)-[:AFFILIATED_WITH]->(i:Institution)
WHERE i.country IS NOT NULL AND (s.institutions IS NULL OR i.id IN s.institutions)
WITH DISTINCT i.country AS country, p.id AS paper, i.id AS institution
ORDER BY paper, institution
WITH country, collect(DISTINCT paper) AS papers, collect(DISTINCT institution) AS places
CALL (places) {
  UNWIND places AS place
  WITH place
  ORDER BY place
  RETURN collect(place) AS institutions
}
RETURN country, size(papers) AS count, institutions, papers
ORDER BY count DESC, country
LIMIT $limit
