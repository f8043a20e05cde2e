// name: listings
// title: The listings in the graph
// summary: Each listing that was loaded, with its papers and how many of them were found.
// when: When several listings went into one graph.
// kind: table
// param: limit (integer, default 25) How many lines at most.
// returns: listing (string) Name of the listing.
// returns: count (integer) Its papers.
// returns: found (integer) Those among them that were found.
// returns: papers (papers) Ids of its papers.
// needs: listing
// since: 0.1
// plan-deny: AllNodesScan, CartesianProduct, NodeByLabelScan

MATCH (p:Paper {listed: true})
UNWIND coalesce(p.listings, []) AS listing
WITH DISTINCT listing, p.id AS id,
     coalesce(p.`match` IN ['exact', 'id', 'fuzzy'], false) AS was_found
ORDER BY id
RETURN listing, count(id) AS count, sum(CASE WHEN was_found THEN 1 ELSE 0 END) AS found,
       collect(id) AS papers
ORDER BY listing
LIMIT $limit
