"""Which laptops have said that they destroyed the keys of erased people, and whether headquarters holds any."""

from dataclasses import dataclass

from hq.database import cursor

_ERASED = """
SELECT p.site_id, p.person_id, NOT EXISTS (
    SELECT 1 FROM key_record AS k WHERE k.site_id = p.site_id AND k.entity_id = p.person_id
), array(
    SELECT e.device_id FROM fact_erasure AS e WHERE e.site_id = p.site_id AND e.person_id = p.person_id
)
FROM fact_person AS p WHERE p.erased = 1 AND (%s::text IS NULL OR p.site_id = %s) ORDER BY p.site_id, p.person_id
"""
_LAPTOPS = """
SELECT site_id, device_id, letter FROM device WHERE certificate IS NOT NULL AND revoked_at IS NULL ORDER BY letter
"""


@dataclass(frozen=True)
class Spread:
    """One erased person: the letters of laptops that take part and have not said that they are done."""

    site_id: str
    person_id: str
    done_here: bool
    laptops: int
    missing: tuple[str, ...]


def erasures(site_id: str | None = None) -> list[Spread]:
    """All of one site or of every site, those that are missing somewhere first."""
    at = cursor()
    laptops: dict[str, dict[str, str]] = {}
    for site, device, letter in at.execute(_LAPTOPS).fetchall():
        laptops.setdefault(site, {})[device] = letter
    found = []
    for site, person, done_here, done in at.execute(_ERASED, [site_id, site_id]).fetchall():
        here = laptops.get(site, {})
        missing = tuple(letter for device, letter in here.items() if device not in done)
        found.append(Spread(site, person, done_here, len(here), missing))
    return sorted(found, key=lambda each: not each.missing and each.done_here)
