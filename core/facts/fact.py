"""What every table of facts is."""

import msgspec


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a projection; the first field is its key."""
