"""お名前でさがす at the door: people on record beside those who have booked for today."""

from core.kinds import BookingMade, PersonRegistered, SessionPlanned
from desktop.app.bookings import make_booking
from desktop.app.desk import Desk
from desktop.app.found_at_door import Found, find_visitors
from desktop.app.people import add_person, merge_people
from desktop.app.sessions import plan_session
from desktop.app.settings import change_setting


def _book(desk: Desk, name: str = "", kana: str = "", person_id: str | None = None) -> None:
    plan = SessionPlanned(title="スマホ相談会", day=desk.today.isoformat(), starts="10:00", ends="12:00")
    told = BookingMade(
        session_id=plan_session(desk, plan).session.session_id, name=name, kana=kana, person_id=person_id
    )
    make_booking(desk, told)


def _told(found: list[Found]) -> list[tuple[str | None, bool]]:
    return [
        (each.person.person.name if each.person else each.booking.name if each.booking else None, bool(each.booking))
        for each in found
    ]


def test_who_has_booked_is_found_in_romaji_too_and_comes_first(desk: Desk) -> None:
    change_setting(desk, "visitor_fields", "name,kana")
    add_person(desk, PersonRegistered(name="大野 優子", kana="おおの ゆうこ"))
    _book(desk, "大野 茂", "おおの しげる")
    for words in ("ohno", "おーの", "大野", "oono"):
        assert _told(find_visitors(desk, words)) == [("大野 茂", True), ("大野 優子", False)], words


def test_somebody_who_booked_before_a_merge_is_one_line(desk: Desk) -> None:
    change_setting(desk, "visitor_fields", "name,kana")
    kept, gone = (
        add_person(desk, PersonRegistered(name=name, kana="おおの ゆうこ")).person.person_id
        for name in ("大野 優子", "大野 ゆう子")
    )
    _book(desk, person_id=gone)
    merge_people(desk, gone, kept)
    assert _told(find_visitors(desk, "ゆうこ")) == [("大野 優子", True)]
