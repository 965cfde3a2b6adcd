"""Totals, and persons of years, counted while nobody waits: the first report of the morning finds them counted."""

from contextlib import suppress
from time import monotonic

from django.db import OperationalError

from hq.background import Background
from hq.reports.ahead import EVERY_S, Ahead
from hq.reports.totals import any_stale, refresh_some

LOOKS_EVERY_S = 2.0
"""And as long after something was found: a laptop that closes its day sends several times within a moment."""
AT_A_TIME = 200
"""Days of sites in one transaction: a report that is asked for meanwhile waits for no more."""


def idle_totals(every_s: float = LOOKS_EVERY_S, ahead_every_s: float = EVERY_S) -> Background:
    """Beside a server. It rests as long as it counts, and leaves alone what somebody holds."""
    ahead = Ahead(ahead_every_s)

    def look(server: Background) -> None:
        _count(server, every_s)
        if not server.is_leaving:
            ahead.count(server.rest)

    return Background("totals", look, every_s)


def _count(server: Background, settles_s: float) -> None:
    if not any_stale() or server.rest(settles_s):
        return
    with suppress(OperationalError):  # somebody holds what it needs, or the server ends: the next look finds it again
        while not server.is_leaving:
            begun = monotonic()
            if refresh_some(AT_A_TIME) == 0:
                return
            server.rest(monotonic() - begun)
