"""Merges of people, as the fact tables tell them."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from hq.database import Cursor


def merges(to: Cursor, sites: Collection[str]) -> Mapping[str, Mapping[str, str]]:
    """By site: who was merged into whom. A site without merges is an empty one."""
    people = "SELECT site_id, person_id, merged_into FROM fact_person"
    query = f"{people} WHERE site_id = ANY(%s) AND merged_into IS NOT NULL"
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for site, person, into in to.execute(query, [list(sites)]):
        found[site][person] = into
    return found
