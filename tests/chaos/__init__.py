"""Everything that is known to break programs, done to Citeloom: `make chaos`."""
