"""Loading a stream of records into a store: unify, merge, write, derive."""
