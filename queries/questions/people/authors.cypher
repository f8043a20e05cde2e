// name: authors
// title: Authors with most listed papers
// summary: Authors by the number of listed papers that they sign, with their places in the lists of
//   authors.
// when: To see who works on this.
// kind: table
// param: limit (integer, default 25) How many lines at most.
// returns: id (author) Id of the author.
// returns: name (string?) Their name.
// returns: orcid (string?) ORCID.
// returns: count (integer) Listed papers that they sign.
// returns: first (integer) Those among them on which they come first.
// returns: papers (papers) Ids of these papers.
// needs: listing, authors
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (p:Paper {listed: true})<-[s:AUTHORED]-(a:Author)
WITH a, p.id AS paper, min(coalesce(s.position, 100000)) AS position
ORDER BY paper
WITH a, collect(paper) AS papers, sum(CASE position WHEN 0 THEN 1 ELSE 0 END) AS first
RETURN a.id AS id, a.name AS name, a.orcid AS orcid, size(papers) AS count, first, papers
ORDER BY count DESC, first DESC, id
LIMIT $limit
