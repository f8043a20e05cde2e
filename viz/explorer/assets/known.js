// What was read in this tab, until the graph changes: leaving Explore and coming back costs nothing.

export const known = {
  nodes: new Map(),
  edges: new Map(),
  papers: {},
  results: new Map(),
  kinds: new Map(),
};
export const forget = () => {
  known.nodes.clear();
  known.edges.clear();
  known.results.clear();
  known.kinds.clear();
  known.papers = {};
};
