"""The vector: how far each device's journal has arrived without a gap, quarantined events included."""

from collections.abc import Iterable

from core.wire import Vector, VectorEntry
from hq.intake.lock import Locked

Span = tuple[int, int]
MOST_EPOCHS = 1_000
"""Of one device: none was ever copied or restored so often, and each stands in every receipt of the site for ever."""


def reach(seq: int, spans: Iterable[Span]) -> int:
    """The highest seq reached from `seq` over spans (first, last), which are sorted by first."""
    for first, last in spans:
        if first > seq + 1:
            break
        seq = max(seq, last)
    return seq


def advance(site: Locked, places: Iterable[tuple[str, int]]) -> None:
    """Move the vector of these (device, epoch) as far as it goes now."""
    for device_id, epoch in set(places):
        key = [site.site_id, device_id, epoch]
        query = "SELECT seq FROM reached WHERE site_id = %s AND device_id = %s AND epoch = %s"
        row = site.at.execute(query, key).fetchone()
        if row is None and _epochs(site, device_id) >= MOST_EPOCHS:
            continue  # what it brings is kept all the same, and acknowledged by its hash
        reached = row[0] if row else 0
        spans = site.at.execute(
            "SELECT device_seq, device_seq FROM event"
            " WHERE site_id = %s AND device_id = %s AND epoch = %s AND device_seq > %s UNION ALL "
            "SELECT first_seq, last_seq FROM quarantined"
            " WHERE site_id = %s AND device_id = %s AND epoch = %s AND last_seq > %s ORDER BY 1",
            [*key, reached, *key, reached],
        )
        site.at.execute(
            "INSERT INTO reached (site_id, device_id, epoch, seq) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT (site_id, device_id, epoch) DO UPDATE SET seq = excluded.seq",
            [*key, reach(reached, spans.fetchall())],
        )


def _epochs(site: Locked, device_id: str) -> int:
    query = "SELECT count(*) FROM reached WHERE site_id = %s AND device_id = %s"
    row = site.at.execute(query, [site.site_id, device_id]).fetchone()
    return row[0] if row else 0


def vector(site: Locked) -> Vector:
    """Of all devices of the site, in order."""
    query = "SELECT device_id, epoch, seq FROM reached WHERE site_id = %s ORDER BY device_id, epoch"
    return tuple(VectorEntry(*row) for row in site.at.execute(query, [site.site_id]))
