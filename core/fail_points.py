"""Edges at which a test kills the program, as a power cut does: `tests/proof/kills.py` tries each of them.

The environment variable MADOGUCHI_FAIL_AT names one; without it nothing happens here.
"""

import os
import signal
import sys
from enum import StrEnum

VARIABLE = "MADOGUCHI_FAIL_AT"
KILLED = signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL
"""On Windows any signal sent to a process ends it at once (TerminateProcess)."""


class FailPoint(StrEnum):
    """Every one of them. *Inside* is within a transaction: all of it is there afterwards, or nothing."""

    CUTTING = "laptop.cut.inside"
    CUT = "laptop.cut.done"
    ANSWERED = "laptop.answered"
    """Headquarters has everything; the laptop has noted nothing."""
    ACCEPTING = "laptop.accept.inside"
    ACCEPTED = "laptop.accept.done"
    """What was sent is settled; what came is not, nor what the answer asks for."""
    TAKING_IN = "laptop.take_in.inside"
    HEALING_FORKS = "laptop.forks.inside"
    NEW_EPOCH = "laptop.epoch.inside"
    SENDING_AGAIN = "laptop.send_again.inside"
    ENROLLED = "laptop.enrol.answered"
    PARCEL_WRITING = "laptop.parcel.writing"
    PARCEL_NOTED = "laptop.parcel.noted"
    """It is on record as written and has not got its name yet."""
    PARCEL_SETTLED = "laptop.parcel.settled"
    """A page of headquarters' answer is taken in; that it was is not noted."""
    WIPE_SEALED = "laptop.wipe.sealed"
    WIPE_MARKED = "laptop.wipe.marked"
    WIPE_KEY_GONE = "laptop.wipe.key_gone"
    HQ_CHECKED = "hq.exchange.checked"
    HQ_COPIED = "hq.exchange.copied"
    HQ_STORED = "hq.exchange.stored"
    """All is done but the commit."""
    HQ_COMMITTED = "hq.exchange.committed"
    HQ_RELEASING = "hq.release.inside"
    HQ_REVOKING = "hq.revoke.inside"
    HQ_SHAPING = "hq.shapes.inside"


def reach(point: FailPoint) -> None:
    """Die here, if a test says so. Nothing is unwound, flushed or closed."""
    if os.environ.get(VARIABLE) == point:
        os.kill(os.getpid(), KILLED)
