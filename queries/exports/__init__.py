"""What a researcher takes home: bibliographies of chosen papers, and the graph as files."""
