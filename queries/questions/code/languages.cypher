// name: languages
// title: Programming languages and licences of the list's code
// summary: Repositories that are listed papers' own, by main language and licence.
// when: To see what can be reused, and under which terms.
// kind: table
// param: limit (integer, default 25) How many lines at most.
// returns: language (string?) Main programming language.
// returns: licence (string?) Licence, SPDX id; empty means that none is known.
// returns: count (integer) Repositories.
// returns: repositories (strings) Their ids.
// returns: papers (papers) Ids of the listed papers.
// needs: listing, code
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (p:Paper {listed: true})-[c:HAS_CODE]->(r:Repository)
WHERE c.relation = 'own'
WITH r.language AS language, r.licence AS licence, p.id AS paper, r.id AS repository
ORDER BY repository, paper
WITH language, licence, collect(DISTINCT repository) AS repositories,
     collect(DISTINCT paper) AS papers
RETURN language, licence, size(repositories) AS count, repositories, papers
ORDER BY count DESC, coalesce(language, ''), coalesce(licence, '')
LIMIT $limit
