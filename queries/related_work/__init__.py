"""Related work: what belongs beside one paper, several, or the whole listing, and why."""
