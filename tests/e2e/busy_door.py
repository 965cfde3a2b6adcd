"""A process that receives visitors as fast as it can and says each attendance once it is recorded.

`python busy_door.py DATA PASSPHRASE`; it ends only by being killed.
"""

import sys
from pathlib import Path

from core.clock import SystemClock
from desktop.app.site import open_site
from desktop.app.walk_in import receive_walk_in


def main(data: str, passphrase: str) -> None:
    """Every line is a promise: id and ticket are durable."""
    desk = open_site(Path(data), SystemClock(), passphrase)
    while True:
        received = receive_walk_in(desk, "70s").attendance
        assert received is not None
        print(received.attendance_id, received.ticket, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
