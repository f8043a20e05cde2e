"""What a systematic review takes from a graph: how it was searched, and what is to be screened."""
