"""One module for each command; what they need is imported when they run."""
