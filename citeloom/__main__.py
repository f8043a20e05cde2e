"""`python -m citeloom` is `citeloom`."""

from citeloom.cli import main

main()
