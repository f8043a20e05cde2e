"""Questions to the graph: the catalogue, the guard, related work, and exports."""
