// name: newest
// title: The newest papers
// summary: The papers of the listing and around it by date, newest first: listed, cited by a listed
//   paper, or citing one.
// when: To see what is new.
// kind: table
// param: grown (boolean, default false) Whether works that came by growing count too.
// param: limit (integer, default 25) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: date (string) Date of publication, or the year where only that is known.
// returns: listed (boolean) Whether it is in a listing.
// returns: upvotes (integer?) Upvotes on the Hugging Face Hub.
// returns: cited_by_count (integer?) Citations that OpenAlex knows.
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

CALL () {
  MATCH (p:Paper {listed: true})
  RETURN p
  UNION
  MATCH (:Paper {listed: true})-[:CITES]-(p:Paper)
  RETURN p
}
WITH p, coalesce(p.date, toString(p.year)) AS date
WHERE date IS NOT NULL AND ($grown OR p.reason IS NULL)
RETURN p.id AS id, p.title AS title, date, coalesce(p.listed, false) AS listed,
       p.upvotes AS upvotes, p.cited_by_count AS cited_by_count
ORDER BY date DESC, id
LIMIT $limit
