"""The rules by which each kind of event makes or changes a fact: one module for each of `core.kinds`.

To import this package is to register them.
"""

from core.folds import door, people, programmes, sessions, staff, table, things, upkeep

__all__ = ["door", "people", "programmes", "sessions", "staff", "table", "things", "upkeep"]
