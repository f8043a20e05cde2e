// name: search
// title: Papers by words of their title
// summary: Papers whose title contains every given word, listed ones first, then the most cited.
// when: To find a paper whose id one does not know.
// kind: table
// param: text (string, required) Words of the title, in any order.
// param: limit (integer, default 25) How many lines at most.
// returns: id (paper) Id of the paper.
// returns: title (string?) Its title.
// returns: year (integer?) Year of publication.
// returns: listed (boolean) Whether it is in a listing.
// returns: cited_by_count (integer?) Citations that OpenAlex knows.
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct

WITH [word IN split(toLower(trim($text)), ' ') WHERE word <> ''] AS words
MATCH (p:Paper)
WHERE p.title IS NOT NULL AND all(word IN words WHERE toLower(p.title) CONTAINS word)
RETURN p.id AS id, p.title AS title, p.year AS year, coalesce(p.listed, false) AS listed,
       p.cited_by_count AS cited_by_count
ORDER BY CASE WHEN listed THEN 0 ELSE 1 END, coalesce(cited_by_count, -1) DESC, id
LIMIT $limit
