"""One thing that two laptops changed apart: both versions are shown, one touch settles it, the other laptop agrees."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.conflicts import Conflict, Decision
from core.facts import Attendance, Booking, Consultation, Person, Session
from core.kinds import (
    BookingMade,
    PersonalDataViewed,
    PersonAmended,
    PersonRegistered,
    SessionPlanned,
)
from core.payload import kind_of
from core.problem import Problem
from desktop.app.bookings import cancel_booking, make_booking, move_booking
from desktop.app.consultations import (
    ConsultationForm,
    amend_consultation,
    record_consultation,
    void_consultation,
)
from desktop.app.daily_sheet import daily_sheet
from desktop.app.day import day_state
from desktop.app.desk import Desk
from desktop.app.diverging import revealed
from desktop.app.people import add_person, amend_person, erase_person, merge_people
from desktop.app.session_plans import plan_of
from desktop.app.sessions import amend_session, cancel_session, open_session, plan_session
from desktop.app.settings import change_setting
from desktop.app.settling import settle, settle_by_id
from desktop.app.staff import add_supporter, sit_down
from desktop.app.unsettled import settlement_id, unsettled, unsettled_on
from desktop.app.unsettled_item import UnsettledItem
from desktop.app.unsettled_words import sentence
from desktop.app.void_visit import void_attendance
from desktop.app.walk_in import count_companions, receive_walk_in
from tests.helpers.apart import meet, two_laptops

FORM = ConsultationForm("T02-01", "O1", 10)


@pytest.fixture
def laptops(tmp_path: Path, clock: FixedClock) -> Iterator[tuple[Desk, Desk]]:
    with two_laptops(tmp_path, clock) as both:
        plan = SessionPlanned(title="スマホ相談会", day=both[0].today.isoformat(), starts="09:00", ends="17:00")
        open_session(both[0], plan_session(both[0], plan).session.session_id)
        meet(*both)
        yield both


def apart(laptops: tuple[Desk, Desk], clock: FixedClock, *acts: Callable[[Desk], object]) -> None:
    """Each does its own without knowing of the other; then they meet."""
    meet(*laptops)
    for desk, act in zip(laptops, acts, strict=True):
        clock.advance(minutes=5)
        act(desk)
    for desk, other in (laptops, laptops[::-1]):
        for row in other.store.db.execute("SELECT key_id, entity_id, data, confirmed FROM key_record").fetchall():
            desk.store.db.execute("INSERT OR IGNORE INTO key_record VALUES (?, ?, ?, ?)", list(row))
    meet(*laptops)


def case_of(desk: Desk) -> str:
    visit = receive_walk_in(desk, "70s").attendance
    assert visit is not None
    form = replace(FORM, attendance_id=visit.attendance_id)
    return record_consultation(desk, form).consultation.consultation_id


def amend(desk: Desk, case: str, **changes: object) -> None:
    """The same consultation of the same visit, with these changes."""
    visit = desk.store.facts.one(Consultation, case)
    assert visit is not None
    form = replace(FORM, attendance_id=visit.attendance_id, **changes)  # type: ignore[arg-type]  # varied by tests
    amend_consultation(desk, case, form)


def told(item: UnsettledItem) -> list[dict[str, str]]:
    return [{each.field: each.ja for each in side.tells} for side in item.versions]


def keep(desk: Desk, item: UnsettledItem, which: int) -> None:
    settle(desk, item.conflict, item.about, Decision.KEPT, item.versions[which].id)


def test_amended_on_both_laptops(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    sit_down(laptops[0], add_supporter(laptops[0], "森 陽子").supporter.supporter_id)
    case = case_of(laptops[0])
    apart(
        laptops,
        clock,
        lambda desk: amend(desk, case, minutes=25, note="訪問"),
        lambda desk: amend(desk, case, topic="T05-01"),
    )
    for desk in laptops:
        (item,) = unsettled(desk)
        assert (item.conflict, item.thing) == ("versions", "consultation")
        assert (item.session, item.ticket) == ("スマホ相談会", "A1")
        assert [(each.letter, each.staff, each.at[11:16], each.stands) for each in item.versions] == [
            ("A", "森 陽子", "09:35", False),
            ("B", "", "09:40", True),
        ]
        first, second = told(item)
        assert (first["minutes"], second["minutes"], first["note"], item.personal) == ("25", "10", "", True)
        assert first["topic"] != second["topic"] != "T05-01"
        assert day_state(desk).consultations == 1
        assert len(daily_sheet(desk, desk.today).unsettled) == 1
    (item,) = unsettled(laptops[0])
    assert [each.ja for each in revealed(laptops[0], item).versions[0].tells if each.field == "note"] == ["訪問"]


@pytest.mark.parametrize(("which", "minutes"), [(0, 25), (1, 40)])
def test_one_touch_settles_it_everywhere_and_is_taken_back(
    laptops: tuple[Desk, Desk], clock: FixedClock, which: int, minutes: int
) -> None:
    case = case_of(laptops[0])
    apart(
        laptops,
        clock,
        lambda desk: amend(desk, case, minutes=25),
        lambda desk: amend(desk, case, minutes=40),
    )
    (item,) = unsettled(laptops[1])
    keep(laptops[1], item, which)
    meet(*laptops)
    for desk in laptops:
        assert (unsettled(desk), desk.store.facts.one(Consultation, case).minutes) == ([], minutes)  # type: ignore[union-attr]
        desk.store.journal.rebuild()
        assert (unsettled(desk), desk.store.facts.one(Consultation, case).minutes) == ([], minutes)  # type: ignore[union-attr]
    settle(laptops[0], item.conflict, item.about, Decision.OPEN)
    meet(*laptops)
    assert [unsettled(desk) for desk in laptops] == [[item], [item]]


@pytest.mark.parametrize("choices", [(0, 0), (0, 1), (1, 0)])
def test_settled_apart_the_later_word_holds(
    laptops: tuple[Desk, Desk], clock: FixedClock, choices: tuple[int, int]
) -> None:
    case = case_of(laptops[0])
    acts = [lambda desk, m=m: amend(desk, case, minutes=m) for m in (25, 40)]
    apart(laptops, clock, *acts)
    (item,) = unsettled(laptops[0])
    apart(laptops, clock, *(lambda desk, which=which: keep(desk, item, which) for which in choices))
    for desk in laptops:
        found = desk.store.facts.one(Consultation, case)
        assert found is not None
        assert (unsettled(desk), found.minutes) == ([], (25, 40)[choices[1]])


def test_voided_here_and_amended_there(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    case = case_of(laptops[0])
    apart(
        laptops,
        clock,
        lambda desk: void_consultation(desk, case),
        lambda desk: amend(desk, case, minutes=40),
    )
    (item,) = unsettled(laptops[0])
    assert [each.field for each in item.versions[0].tells] == ["voided"]
    assert [each.stands for each in item.versions] == [True, False]
    assert day_state(laptops[0]).consultations == 0
    keep(laptops[0], item, 1)
    meet(*laptops)
    assert [(unsettled(desk), day_state(desk).consultations) for desk in laptops] == [([], 1)] * 2
    amend(laptops[1], case, minutes=45)
    meet(*laptops)
    for desk in laptops:
        (found,) = desk.store.facts.where(Consultation, "voided = 0")
        assert (found.minutes, unsettled(desk)) == (45, [])


def test_both_voided_or_amended_alike_is_nothing_to_settle(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    case, other = case_of(laptops[0]), case_of(laptops[0])
    apart(laptops, clock, *(lambda desk: void_consultation(desk, case) for _ in range(2)))
    apart(laptops, clock, *(lambda desk: amend(desk, other, minutes=5) for _ in range(2)))
    assert [unsettled(desk) for desk in laptops] == [[], []]


def test_a_record_of_a_visitor_tells_nothing_until_somebody_looks(
    laptops: tuple[Desk, Desk], clock: FixedClock
) -> None:
    for desk in laptops:
        change_setting(desk, "visitor_fields", "name,phone")
    person = add_person(laptops[0], PersonRegistered(name="高橋 花子", phone="0311112222")).person.person_id
    apart(
        laptops,
        clock,
        lambda desk: amend_person(desk, person, PersonAmended(name="高橋 花子", phone="0333334444")),
        lambda desk: amend_person(desk, person, PersonAmended(name="高橋 はな子", phone="0311112222")),
    )
    desk = laptops[0]
    (item,) = unsettled(desk)
    assert (item.thing, item.personal, told(item)) == ("person", True, [{"name": "", "phone": ""}] * 2)
    assert "高橋" not in repr(item) + sentence(item)
    shown = revealed(desk, item)
    assert (shown.who, told(shown)[0]) == ("高橋 はな子", {"name": "高橋 花子", "phone": "0333334444"})
    viewed = kind_of(PersonalDataViewed(purpose="")).name
    assert desk.store.db.execute("SELECT count(*) FROM event WHERE kind = ?", [viewed]).fetchone() == (1,)
    keep(desk, item, 0)
    meet(*laptops)
    found = laptops[1].store.facts.one(Person, person)
    assert found is not None
    assert (found.name, found.phone, unsettled(laptops[1])) == ("高橋 花子", "0333334444", [])
    erase_person(desk, person)
    meet(*laptops)
    assert unsettled(laptops[0]) == []


def test_merged_into_two_different_records(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    people = [add_person(laptops[0], PersonRegistered()).person.person_id for _ in range(3)]
    apart(
        laptops,
        clock,
        lambda desk: merge_people(desk, people[0], people[1]),
        lambda desk: merge_people(desk, people[0], people[2]),
    )
    (item,) = unsettled(laptops[0])
    assert [each.field for each in item.versions[0].tells] == ["merged_into"]
    keep(laptops[0], item, 0)
    meet(*laptops)
    assert [desk.store.facts.standing_for(people[0]) for desk in laptops] == [people[1], people[1]]


def test_a_plan_changed_here_and_cancelled_there(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    day = (laptops[0].today + timedelta(days=1)).isoformat()
    plan = SessionPlanned(title="講座", day=day, starts="10:00", ends="12:00")
    session = plan_session(laptops[0], plan).session
    apart(
        laptops,
        clock,
        lambda desk: amend_session(desk, session.session_id, replace_plan(session, quota=8, session_kind="course")),
        lambda desk: cancel_session(desk, session.session_id),
    )
    (item,) = unsettled(laptops[0])
    assert (item.thing, item.day, told(item)) == (
        "session",
        day,
        [{"quota": "8", "session_kind": "講座", "state": "予定どおり"}, {"state": "中止"}],
    )
    assert {each.field: each.en for each in item.versions[0].tells}["session_kind"] == "Courses"
    keep(laptops[0], item, 0)
    meet(*laptops)
    for desk in laptops:
        found = desk.store.facts.one(Session, session.session_id)
        assert found is not None
        assert (found.state, found.quota, unsettled(desk)) == ("planned", 8, [])


def replace_plan(session: Session, **changes: object):  # type: ignore[no-untyped-def]  # a plan of any kind
    import msgspec

    return msgspec.structs.replace(plan_of(session), **changes)


def test_a_booking_moved_here_and_cancelled_there(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    plan = SessionPlanned(
        title="予約の会", day=laptops[0].today.isoformat(), starts="13:00", ends="15:00", slot_minutes=30
    )
    session = plan_session(laptops[0], plan).session
    told_of = BookingMade(session_id=session.session_id, slot="13:00", table=1)
    booking = make_booking(laptops[0], told_of).booking.booking_id
    apart(
        laptops,
        clock,
        lambda desk: move_booking(desk, booking, "14:00", 1),
        lambda desk: cancel_booking(desk, booking),
    )
    (item,) = unsettled(laptops[1])
    assert (item.thing, told(item)) == ("booking", [{"slot": "14:00"}, {"cancelled": "はい"}])
    keep(laptops[1], item, 0)
    meet(*laptops)
    for desk in laptops:
        found = desk.store.facts.one(Booking, booking)
        assert found is not None
        assert (found.cancelled, found.slot) == (0, "14:00")


def test_companions_counted_differently(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    visit = receive_walk_in(laptops[0], "70s").attendance
    assert visit is not None
    key = visit.attendance_id
    apart(laptops, clock, *(lambda desk, n=n: count_companions(desk, key, n) for n in (1, 2)))
    (item,) = unsettled(laptops[0])
    assert (item.thing, item.ticket, told(item)) == ("attendance", "A1", [{"companions": "1"}, {"companions": "2"}])


def test_a_visit_taken_back_here_and_helped_there(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    visit = receive_walk_in(laptops[0], "70s").attendance
    assert visit is not None
    key = visit.attendance_id
    apart(
        laptops,
        clock,
        lambda desk: void_attendance(desk, key),
        lambda desk: record_consultation(desk, replace(FORM, attendance_id=key)),
    )
    (item,) = unsettled(laptops[0])
    assert (item.conflict, item.ticket) == ("voided_visit", "A1")
    assert [each.letter for each in item.versions] == ["A", "B"]
    settle(laptops[0], item.conflict, item.about, Decision.CAME)
    meet(*laptops)
    assert [(unsettled(desk), day_state(desk).visits) for desk in laptops] == [([], 1)] * 2
    settle_by_id(laptops[1], settlement_id(laptops[1], item.conflict, item.about), Decision.OPEN)
    meet(*laptops)
    assert [(len(unsettled(desk)), day_state(desk).visits) for desk in laptops] == [(1, 0)] * 2
    settle(laptops[0], item.conflict, item.about, Decision.SEEN)
    meet(*laptops)
    assert [(unsettled(desk), day_state(desk).visits) for desk in laptops] == [([], 0)] * 2
    assert laptops[0].store.facts.count(Attendance, "diverging <> ''") == 0


def test_versions_do_not_vanish_with_time(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    case = case_of(laptops[0])
    day = laptops[0].today
    acts = [lambda desk, m=m: amend(desk, case, minutes=m) for m in (25, 40)]
    apart(laptops, clock, *acts)
    clock.advance(days=100)
    (item,) = unsettled(laptops[0])
    assert (item.conflict, unsettled_on(laptops[0], day)) == (Conflict.VERSIONS, [item])
    assert unsettled_on(laptops[0], day + timedelta(days=1)) == []


def test_who_names_no_version_settles_nothing(laptops: tuple[Desk, Desk], clock: FixedClock) -> None:
    for decision, kept in ((Decision.KEPT, None), (Decision.KEPT, "c"), (Decision.OPEN, "a"), (Decision.SEEN, None)):
        with pytest.raises(Problem, match="決められません"):
            settle(laptops[0], Conflict.VERSIONS, ("a", "b"), decision, kept)
