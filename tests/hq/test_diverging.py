"""Versions that laptops wrote apart: headquarters has the same rows as the site, in whatever order all this arrives."""

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import kinds
from core.conflicts import Conflict, Decision
from core.events import decode_event
from core.facts import VERSIONED, Fact, table_of
from core.ids import conflict_id
from core.payload import Payload, kind_of
from core.projector import envelopes_in_order
from core.versions import Heads, has_versions, seen_by
from desktop.storage.store import Store
from hq.intake.facts import columns
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop
from tests.helpers.sites import make_identity, make_store
from tests.hq.any_order import arrive, make_anew, two_enrolled

AT = "2026-11-21T10:00:00.000+09:00"
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["amend", "void", "person", "merge", "age", "meet", "settle", "settle", "open"]),
        st.integers(0, 1),
        st.integers(0, 3),
    ),
    min_size=6,
    max_size=20,
)


class Site:
    """Two laptops, each of which knows what it wrote and what it was told when they met."""

    def __init__(self, laptops: list[Laptop]) -> None:
        self.laptops = laptops
        case = self._told(minutes=5)
        self.case = laptops[0].write(kinds.ConsultationRecorded(**case)).entity_id
        self.people = [laptops[0].visitor().entity_id for _ in range(2)]
        self.visit = laptops[0].visit().entity_id
        self.heads: list[tuple[str, Heads]] = []
        self.known: list[set[bytes]] = [set(laptops[0].journal), set(laptops[0].journal)]

    def play(self, steps: list[tuple[str, int, int]]) -> None:
        for what, laptop, which in steps:
            match what:
                case "meet":
                    both = self.known[0] | self.known[1]
                    self.known = [set(both), set(both)]
                case "settle" | "open":
                    self._settle(laptop, which, Decision.KEPT if what == "settle" else Decision.OPEN)
                case "amend":
                    self._write(laptop, self.case, kinds.ConsultationAmended(**self._told(minutes=10 + which)))
                case "void":
                    self._write(laptop, self.case, kinds.ConsultationVoided())
                case "person":
                    told = kinds.PersonAmended(age_band=f"{which + 5}0s", name="秘密")
                    self._write(laptop, self.people[0], told)
                case "merge":
                    self._write(laptop, self.people[0], kinds.PersonMerged(into=self.people[which % 2]))
                case "age":
                    self._write(laptop, self.visit, kinds.AgeTold(age_band=f"{which + 5}0s"))

    def _told(self, **more: Any) -> dict[str, Any]:
        return {"at": AT, "topic": "T02-01", "outcome": "O1", **more}

    def _write(self, laptop: int, entity_id: str, payload: Payload) -> None:
        kind = kind_of(payload).name
        mine = [event for event in map(decode_event, self.known[laptop]) if event.entity_id == entity_id]
        bases = seen_by(kind, envelopes_in_order(mine)) if has_versions(kind) else ()
        self.laptops[laptop].clock.advance(seconds=1)
        self.laptops[laptop].write(payload, entity_id, base_ids=bases)
        self.known[laptop].add(self.laptops[laptop].journal[-1])

    def _settle(self, laptop: int, which: int, decision: Decision) -> None:
        """Between any two heads that there could be: most say nothing, some settle what is open."""
        entity = [self.case, self.people[0], self.visit][which % 3]
        mine = [event for event in map(decode_event, self.known[laptop]) if event.entity_id == entity]
        ordered = envelopes_in_order(mine)
        for kind in {each.kind for each in ordered if has_versions(each.kind)}:
            heads = seen_by(kind, ordered)
            about, sort = (entity, *heads), Conflict.VERSIONS.value
            told = kinds.ConflictSettled(
                conflict=sort, decision=decision.value, kept_event_id=heads[which % len(heads)], about=about
            )
            self._write(laptop, conflict_id(self.laptops[0].site.site_id, sort, *about), told)


def rows_of_the_site(folder: Path, site: Site) -> tuple[Store, dict[type[Fact], list[tuple[Any, ...]]]]:
    """What a laptop's own file makes of the same events."""
    store = make_store(folder, make_identity(site_id=site.laptops[0].site.site_id))
    with store.db.atomic():
        store.journal.absorb(line for laptop in site.laptops for line in laptop.journal)
    return store, _rows(store)


def _rows(store: Store) -> dict[type[Fact], list[tuple[Any, ...]]]:
    return {
        fact: sorted(tuple(getattr(row, name) for name in columns(fact)) for row in store.facts.where(fact, "1"))
        for fact in VERSIONED
    }


def rows_at_headquarters(hq: Headquarters, site: Site) -> dict[type[Fact], list[tuple[Any, ...]]]:
    query = "SELECT {} FROM {} WHERE site_id = %s"
    return {
        fact: sorted(hq.query(query.format(", ".join(columns(fact)), table_of(fact)), site.laptops[0].site.site_id))
        for fact in VERSIONED
    }


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS, st.integers(0, 2**32))
def test_headquarters_and_the_site_see_the_same_rows_and_conflicts(
    hq: Headquarters, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]], seed: int
) -> None:
    site = Site(two_enrolled(hq))
    site.play(steps)
    arrive(hq, site.laptops, random.Random(seed))
    store, here = rows_of_the_site(tmp_path_factory.mktemp("site"), site)
    assert rows_at_headquarters(hq, site) == here
    store.journal.rebuild()
    assert _rows(store) == here
    store.close()
    make_anew()
    assert rows_at_headquarters(hq, site) == here


def test_a_decision_is_heard_when_it_comes(hq: Headquarters) -> None:
    """Each by a request of its own: two versions, one decided for, opened again, the other."""
    laptops = two_enrolled(hq)
    site = Site(laptops)
    site.play([("amend", 0, 1), ("amend", 1, 2), ("meet", 0, 0)])

    def stands() -> tuple[int, bool]:
        for laptop in laptops:
            hq.exchange(laptop)
        query = "SELECT minutes, diverging <> '' FROM fact_consultation WHERE consultation_id = %s"
        ((minutes, is_open),) = hq.query(query, site.case)
        return minutes, is_open

    assert stands() == (12, True)
    heads = tuple(sorted(decode_event(laptop.journal[-1]).event_id for laptop in laptops))
    for decision, kept, expected in (("kept", 0, 11), ("open", 0, 12), ("kept", 1, 12)):
        event_id = decode_event(laptops[kept].journal[-1 if kept else 4]).event_id
        told = kinds.ConflictSettled(
            conflict="versions", decision=decision, kept_event_id=event_id, about=(site.case, *heads)
        )
        laptops[1 - kept].clock.advance(seconds=1)
        laptops[0].write(told, conflict_id(laptops[0].site.site_id, "versions", site.case, *heads))
        assert stands() == (expected, decision == "open")
