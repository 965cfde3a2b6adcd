"""The call board: a second window for those who wait. Numbers and tables, never a name."""
