"""The two stores behind one narrow interface: a file, and a Neo4j server."""
