"""What the graph is: its schema, its records, its stores, loading, and its projection to arrays."""
