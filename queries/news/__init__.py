"""What is new around a reading list: facts of a graph at two times, compared, and written down."""
