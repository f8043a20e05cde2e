// name: stars
// title: Stars against citations
// summary: Papers with code of their own, by the stars of the repository, beside their citations
//   and their upvotes.
// when: To see where use and citation part ways.
// kind: table
// param: grown (boolean, default false) Whether works that came by growing count too.
// param: limit (integer, default 50) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: year (integer?) Year of publication.
// returns: listed (boolean) Whether it is in a listing.
// returns: repository (repository) Id of the repository.
// returns: stars (integer) Its stars.
// returns: cited_by_count (integer?) Citations that OpenAlex knows.
// returns: citations (integer) Papers in the graph that cite it.
// returns: upvotes (integer?) Upvotes on the Hugging Face Hub.
// needs: code
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct

MATCH (p:Paper)-[c:HAS_CODE]->(r:Repository)
WHERE c.relation = 'own' AND r.stars IS NOT NULL AND ($grown OR p.reason IS NULL)
RETURN p.id AS id, p.title AS title, p.year AS year, coalesce(p.listed, false) AS listed,
       r.id AS repository, r.stars AS stars, p.cited_by_count AS cited_by_count,
       COUNT { (p)<-[:CITES]-(:Paper) } AS citations, p.upvotes AS upvotes
ORDER BY stars DESC, id, repository
LIMIT $limit
