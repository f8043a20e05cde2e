// name: reading-order
// title: An order to read in
// summary: The papers of a set, older ones first and, within a year, those first that more of the
//   set cites.
// when: To read a pile so that what is built upon comes before what builds upon it.
// kind: table
// param: papers (papers, default []) The set; the listing when none is given.
// param: limit (integer, default 100) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: year (integer?) Year of publication; papers without one come last.
// returns: cited_within (integer) Papers of the set that cite it.
// returns: cites_within (papers) Ids of the papers of the set that it cites.
// needs: listing
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

CALL () {
  MATCH (p:Paper {listed: true})
  WHERE size($papers) = 0
  RETURN p
  UNION
  MATCH (p:Paper)
  WHERE p.id IN $papers
  RETURN p
}
WITH collect(p) AS members, collect(p.id) AS ids
UNWIND members AS p
OPTIONAL MATCH (p)-[:CITES]->(w:Paper)
WHERE w.id IN ids
WITH DISTINCT p, w.id AS work
ORDER BY work
WITH p, collect(work) AS cites_within
WITH collect({paper: p, cites_within: cites_within}) AS entries
WITH entries, reduce(every = [], entry IN entries | every + entry.cites_within) AS every
UNWIND entries AS entry
WITH entry.paper AS p, entry.cites_within AS cites_within, every
RETURN p.id AS id, p.title AS title, p.year AS year,
       size([cited IN every WHERE cited = p.id]) AS cited_within, cites_within
ORDER BY coalesce(year, 9999), cited_within DESC, id
LIMIT $limit
