"""Pages to keep and an explorer to live in; nothing here knows the services."""
