"""Taking in what sites send: opened before the lock, looked at and stored under it, once only (DESIGN section 6)."""
