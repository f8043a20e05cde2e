// name: institutions
// title: Institutions of the list
// summary: Institutions by the number of listed papers that somebody there signs. Where a paper
//   names its authors' institutions these are counted, else those that the authors have elsewhere.
// when: To see where the work is done.
// kind: table
// param: limit (integer, default 25) How many lines at most.
// returns: id (institution) Id of the institution.
// returns: name (string?) Its name.
// returns: country (string?) Country, ISO 3166 alpha-2.
// returns: category (string?) Education, company, and so on.
// returns: count (integer) Listed papers.
// returns: authors (authors) Ids of their authors there.
// returns: papers (papers) Ids of these papers.
// needs: listing, institutions
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (p:Paper {listed: true})<-[s:AUTHORED]-(a:Author)-[:AFFILIATED_WITH]->(i:Institution)
WHERE s.institutions IS NULL OR i.id IN s.institutions
WITH DISTINCT i, p.id AS paper, a.id AS author
ORDER BY paper, author
WITH i, collect(DISTINCT paper) AS papers, collect(DISTINCT author) AS people
CALL (people) {
  UNWIND people AS person
  WITH person
  ORDER BY person
  RETURN collect(person) AS authors
}
RETURN i.id AS id, i.name AS name, i.country AS country, i.category AS category,
       size(papers) AS count, authors, papers
ORDER BY count DESC, size(authors) DESC, id
LIMIT $limit
