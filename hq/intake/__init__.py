"""Taking in what sites send: checked before the lock, stored under it, once only (DESIGN section 6)."""
