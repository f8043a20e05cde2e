// name: by-venue
// title: Venues of the list and of what it cites
// summary: Where the listed papers and the works that they cite appeared, the most frequent first.
// when: To see which journals and conferences the list draws on.
// kind: table
// param: limit (integer, default 25) How many lines at most.
// returns: id (venue) Id of the venue.
// returns: venue (string?) Its name.
// returns: category (string?) Journal, conference, repository, and so on.
// returns: listed (integer) Listed papers that appeared there.
// returns: cited (integer) Works that appeared there, not listed, that a listed paper cites.
// returns: papers (papers) Ids of the listed papers.
// needs: listing, venues
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

CALL () {
  MATCH (p:Paper {listed: true})
  RETURN p, true AS is_listed
  UNION
  MATCH (:Paper {listed: true})-[:CITES]->(p:Paper)
  WITH DISTINCT p WHERE NOT coalesce(p.listed, false)
  RETURN p, false AS is_listed
}
MATCH (p)-[:PUBLISHED_IN]->(v:Venue)
WITH DISTINCT v, p.id AS paper, is_listed
ORDER BY paper
WITH v, sum(CASE WHEN is_listed THEN 1 ELSE 0 END) AS listed,
     sum(CASE WHEN is_listed THEN 0 ELSE 1 END) AS cited,
     collect(CASE WHEN is_listed THEN paper END) AS papers
RETURN v.id AS id, v.name AS venue, v.category AS category, listed, cited, papers
ORDER BY listed + cited DESC, listed DESC, id
LIMIT $limit
