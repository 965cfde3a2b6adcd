"""When to send by itself: spread in the background, soon after the network is back, ever more patiently after failures.

Pure: `share` is a random number from 0 up to 1 that the caller draws; times are seconds.
"""

NETWORK_JITTER = 20.0
BACKGROUND_SPREAD = 30 * 60.0
FIRST_WAIT = 30.0
LONGEST_WAIT = 30 * 60.0


def after_network(share: float) -> float:
    """The network is back: within 20 seconds, so that not all sites of a town knock in the same moment."""
    return share * NETWORK_JITTER


def in_background(share: float) -> float:
    """Nothing presses: some time within the next 30 minutes."""
    return share * BACKGROUND_SPREAD


def after_failure(failures: int, share: float, retry_after: float | None = None) -> float:
    """Full jitter: anything up to a bound that doubles with each failure in a row (1, 2, …).

    What headquarters asked for (Retry-After) is waited for in any case, with the jitter on top.
    """
    bound = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(failures - 1, 16))
    return (retry_after or 0.0) + share * bound
