"""Headquarters counts as undecided what the site itself lists under 要確認."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import requests

from core import kinds
from core.conflicts import CHOICES, Conflict, Decision
from core.ids import conflict_id, new_entity_id
from desktop.app.site import desk_of
from desktop.app.unsettled import unsettled as listed
from hq.portal.unsettled import Span, unsettled
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop
from tests.helpers.sites import fixed_clock, make_identity, make_store
from tests.hq.any_order import two_enrolled
from tests.hq.test_doubles import AT
from tests.hq.test_portal import page, staff  # noqa: F401 - a fixture
from tests.hq.test_slip_doubles import entered, typed

DAY = date(2026, 11, 21)


def everything(laptops: list[Laptop]) -> None:
    """One of each sort, and a visit twice by its slip."""
    one, two = laptops
    plan = kinds.SessionPlanned(title="会", day=DAY.isoformat(), starts="09:00", ends="12:00", quota=3)
    session = one.write(plan).entity_id
    person = one.visitor().entity_id
    for laptop in laptops:  # one visit twice
        laptop.write(kinds.AttendanceRecorded(session_id="s", at=AT.format(1), how="card", person_id=person))
    for laptop in laptops:  # one slip twice; then two consultations of one reception
        typed(laptop, entered(laptop, 2), 2)
    visit = entered(one, 3, ticket="A502")
    for laptop in laptops:
        typed(laptop, visit, 4)
    for minute in range(5):  # two too many, two with one number
        came = kinds.AttendanceRecorded(session_id=session, at=AT.format(minute), how="number")
        laptops[minute % 2].write(came, visit := new_entity_id())
        laptops[minute % 2].write(kinds.TicketIssued(ticket=f"A{minute // 2}" if minute < 2 else f"A9{minute}"), visit)
    for laptop in laptops:  # one place twice
        laptop.write(kinds.BookingMade(session_id=session, slot="09:30", table=1))
    noticed(one, [laptop.visitor().entity_id for laptop in laptops])
    for gone in (kinds.PersonMerged(into=person), kinds.PersonErased()):  # neither is a question any more
        twin = one.visitor().entity_id
        noticed(one, [person, twin])
        two.write(gone, twin)
    voided = one.write(kinds.AttendanceRecorded(session_id="s", at=AT.format(9), how="number")).entity_id
    one.write(kinds.AttendanceVoided(), voided)
    typed(two, voided, 9, from_paper=False)
    told: dict[str, Any] = {"at": AT.format(5), "topic": "T02-01", "outcome": "O1"}
    case = one.write(kinds.ConsultationRecorded(minutes=5, **told))
    for minutes, laptop in zip((10, 20), laptops, strict=True):
        amended = kinds.ConsultationAmended(minutes=minutes, **told)
        laptop.write(amended, case.entity_id, base_ids=(case.event_id,))


def noticed(laptop: Laptop, pair: list[str]) -> None:
    """One visitor on record twice, as only a laptop of the site can see."""
    told = kinds.ConflictNoticed(conflict=Conflict.SAME_PERSON.value, about=tuple(pair))
    laptop.write(told, conflict_id(laptop.site.site_id, Conflict.SAME_PERSON.value, *pair))


def at_the_site(folder: Path, laptops: list[Laptop], *, settle: int = 0) -> Counter[Conflict]:
    """What a laptop lists that has the same records."""
    store = make_store(folder, make_identity(site_id=laptops[0].site.site_id))
    with store.db.atomic():
        store.journal.absorb(line for laptop in laptops for line in laptop.journal)
    items = listed(desk_of(store, fixed_clock()))
    store.close()
    for item in items[:settle]:
        decision = CHOICES[item.conflict][-1]
        kept = item.versions[0].id if decision is Decision.KEPT else None
        told = kinds.ConflictSettled(
            conflict=item.conflict.value, decision=decision.value, kept_event_id=kept, about=item.about
        )
        laptops[0].write(told, conflict_id(laptops[0].site.site_id, item.conflict.value, *item.about))
    return Counter(item.conflict for item in items)


def at_headquarters(hq: Headquarters, laptops: list[Laptop]) -> Counter[Conflict]:
    for laptop in laptops:
        hq.exchange(laptop)
    return unsettled(Span.of_site(laptops[0].site.site_id, DAY)).get(laptops[0].site.site_id, Counter())


def test_every_sort_is_counted_until_the_site_decides(
    hq: Headquarters,
    staff: requests.Session,  # noqa: F811
    tmp_path: Path,
) -> None:
    laptops = two_enrolled(hq)
    everything(laptops)
    open_now = {**dict.fromkeys(set(Conflict) - {Conflict.REFUSED}, 1), Conflict.DOUBLE_VISIT: 2}
    assert at_headquarters(hq, laptops) == open_now
    assert at_the_site(tmp_path / "before", laptops, settle=20) == open_now
    text = page(staff, hq, f"/sites/{laptops[0].site.site_id}")
    assert "同じ相談票を2回入力 1" in text
    assert "取り消した受付の相談 1" in text
    assert "2回登録されたかもしれない方 1" in text
    assert "要確認 9 件" in text
    staff.get(f"{hq.url}/language/en", timeout=10)
    in_english = page(staff, hq, f"/sites/{laptops[0].site.site_id}")
    assert "To check 9 Distinct persons" in in_english  # no word that means consultations
    staff.get(f"{hq.url}/language/ja", timeout=10)
    (here,) = unsettled(Span(DAY, DAY)).values()
    assert here == open_now
    assert at_headquarters(hq, laptops) == at_the_site(tmp_path / "after", laptops) == {}
    assert "同じ相談票を2回入力" not in page(staff, hq, f"/sites/{laptops[0].site.site_id}")


def test_a_series_that_was_changed_apart_is_one_item_with_its_sessions(hq: Headquarters, tmp_path: Path) -> None:
    laptops = two_enrolled(hq)
    plan: dict[str, Any] = {"title": "会", "day": "2026-11-24", "ends": "16:00"}
    rule: dict[str, Any] = {"weekdays": (2,), "until": "2026-12-01"}
    series = laptops[0].write(kinds.SeriesPlanned(starts="09:00", **plan, **rule))
    session = laptops[0].write(kinds.SessionPlanned(starts="09:00", series_id=series.entity_id, **plan))
    for starts, laptop in zip(("10:00", "11:00"), laptops, strict=True):
        changed = kinds.SeriesAmended(starts=starts, **plan, **rule)
        laptop.write(changed, series.entity_id, base_ids=(series.event_id,))
        amended = kinds.SessionAmended(starts=starts, series_id=series.entity_id, **plan)
        laptop.write(amended, session.entity_id, base_ids=(session.event_id,))
    one = {Conflict.VERSIONS: 1}
    for laptop in laptops:
        hq.exchange(laptop)
    site = laptops[0].site.site_id
    assert unsettled(Span(DAY, date.max, (site,))).get(site) == one == at_the_site(tmp_path, laptops)
