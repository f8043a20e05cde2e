// name: reference-years
// title: The years of what a set of papers cites
// summary: For each year, how many references of the papers go to works of that year; the spectrum
//   whose peaks `citeloom origins` finds.
// when: To see how old the literature is that the papers stand on.
// kind: table
// param: papers (papers, default []) The papers; the listing when none is given.
// param: limit (integer, default 500) How many lines at most.
// returns: year (integer?) Year of publication; empty for works without one, which come last.
// returns: references (integer) References of the papers to works of that year.
// returns: works (integer) Different works among them.
// returns: cited (papers) Ids of these works, those that most of the papers cite first.
// needs: listing, references
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
MATCH (p)-[:CITES]->(w:Paper)
WHERE w.id <> p.id
WITH w, count(DISTINCT p) AS citing
ORDER BY citing DESC, w.id
RETURN w.year AS year, sum(citing) AS references, count(w) AS works, collect(w.id) AS cited
ORDER BY coalesce(year, 9999), year
LIMIT $limit
