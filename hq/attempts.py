"""Slowing down whoever guesses codes or passwords: ten failures an address a minute."""

from hq.database import cursor
from hq.refusal import Refused

LIMIT = 10
WINDOW_SECONDS = 60


def check(scope: str, address: str) -> None:
    """Raises Refused (429) while this address has failed too often."""
    query = (
        "SELECT count(*) FROM attempt WHERE scope = %s AND address = %s"
        " AND at > clock_timestamp() - make_interval(secs => %s)"
    )
    row = cursor().execute(query, [scope, address, WINDOW_SECONDS]).fetchone()
    if row and row[0] >= LIMIT:
        raise Refused(
            429,
            "too_many_attempts",
            "まちがいが続いたため、受け付けを一時止めています。",
            "1分ほど待ってから、もう一度お試しください。",
            WINDOW_SECONDS,
        )


def failed(scope: str, address: str) -> None:
    """Remember a failure, and forget those that no longer count."""
    at = cursor()
    at.execute("DELETE FROM attempt WHERE at < clock_timestamp() - make_interval(secs => %s)", [WINDOW_SECONDS])
    at.execute("INSERT INTO attempt (scope, address, at) VALUES (%s, %s, clock_timestamp())", [scope, address])
