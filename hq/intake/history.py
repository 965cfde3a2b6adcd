"""Marks along the site's sequence, by which a laptop sees that headquarters went back to an older state."""

import secrets

from hq.database import Cursor


def mark(at: Cursor, site_id: str, first_seq: int) -> None:
    """Draw the mark of everything that is numbered from here on, until the next."""
    at.execute(
        "INSERT INTO history (site_id, first_seq, mark) VALUES (%s, %s, %s)",
        [site_id, first_seq, secrets.token_bytes(8)],
    )


def mark_at(at: Cursor, site_id: str, seq: int) -> bytes:
    """The mark of the span that holds this number; empty where nothing was numbered yet."""
    query = "SELECT mark FROM history WHERE site_id = %s AND first_seq <= %s ORDER BY first_seq DESC LIMIT 1"
    row = at.execute(query, [site_id, seq]).fetchone()
    return bytes(row[0]) if row else b""
