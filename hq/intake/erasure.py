"""Erasing a person: their wrapped keys are deleted, and a tombstone tells the laptops to do the same."""

from collections.abc import Sequence

from hq.intake.lock import Locked


def erase(site: Locked, entity_ids: Sequence[str]) -> None:
    """Delete the key records of these persons and leave tombstones."""
    if not entity_ids:
        return
    query = "DELETE FROM key_record WHERE site_id = %s AND entity_id = ANY(%s) RETURNING key_id, entity_id"
    rows = site.at.execute(query, [site.site_id, list(entity_ids)]).fetchall()
    for key_id, entity_id in sorted(set(rows)):
        bury(site, key_id, entity_id)


def bury(site: Locked, key_id: str, entity_id: str) -> None:
    """Leave a tombstone for one key; a second one changes nothing."""
    known = "SELECT 1 FROM erased_key WHERE site_id = %s AND key_id = %s"
    if site.at.execute(known, [site.site_id, key_id]).fetchone():
        return
    site.at.execute(
        "INSERT INTO erased_key (site_id, site_seq, key_id, entity_id) VALUES (%s, %s, %s, %s)",
        [site.site_id, site.next_seq(), key_id, entity_id],
    )
