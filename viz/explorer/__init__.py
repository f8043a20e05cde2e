"""The explorer: a local web application on a graph; `make_app` makes it."""
