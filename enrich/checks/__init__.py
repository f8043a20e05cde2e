"""Questions to the services whose answers are known: whether they are as Citeloom expects."""
