"""A line in the server's log for everything that a person decides at headquarters: ids, codes and names of users."""

import logging

_LOG = logging.getLogger("hq.audit")


def begin() -> None:
    """From now on these lines are written; a command tells what it did by itself."""
    _LOG.setLevel(logging.INFO)


def note(message: str, *values: object) -> None:
    """One line."""
    _LOG.info(message, *values)
