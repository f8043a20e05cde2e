"""Makes the pages of docs/ that come from the code, and the sample; not part of the wheel."""
