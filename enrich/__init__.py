"""From a listing to records: reading, links, matching, services, and the archive between them."""
