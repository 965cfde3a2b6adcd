"""Calling by number, alike at the door and at the tables."""
