"""Bookings from tables: to the right session and slot, of the right person, and once."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from core.facts import Booking, Person
from core.kinds import BookingMade, PersonRegistered, SessionPlanned
from core.problem import Problem
from core.tables.meanings import OF_BOOKINGS
from desktop.app.bookings import cancel_booking, make_booking
from desktop.app.cards import issue_card
from desktop.app.desk import Desk
from desktop.app.importing.bookings import BookingsImport
from desktop.app.importing.summary import Summary, summary
from desktop.app.importing.tables import kept_here, open_book, read_table, table_of
from desktop.app.importing.work import finish, go_on
from desktop.app.people import add_person, erase_person
from desktop.app.sessions import cancel_session, plan_session
from desktop.app.settings import change_setting
from tests.helpers.offices import Value, write_csv, write_xlsx

DAY = "2026-11-21"
HEADING = ("予約日", "時間", "氏名", "電話番号")


@pytest.fixture
def named(desk: Desk) -> Desk:
    """A site that keeps names and phones."""
    change_setting(desk, "visitor_fields", "name,kana,phone")
    return desk


def session(desk: Desk, title: str = "スマホ相談会", **plan: object) -> str:
    """A session from one to four, with two tables of half hours."""
    whole = {"day": DAY, "starts": "13:00", "ends": "16:00", "slot_minutes": 30, "tables": 2} | plan
    return plan_session(desk, SessionPlanned(title=title, **whole)).session.session_id  # type: ignore[arg-type]


def take_in(desk: Desk, path: Path, session_id: str | None = None) -> Summary:
    """From file to record."""
    book = open_book(path)
    table = table_of(book, OF_BOOKINGS)
    done = BookingsImport(read_table(table, kept_here(desk)), session_id=session_id)
    finish(desk, done.compare)
    finish(desk, done.take_in)
    return summary(book, table, done)


def bookings(desk: Desk) -> list[Booking]:
    return desk.store.facts.where(Booking, "cancelled = 0", order="slot, desk, waiting")


def looks(told: Summary) -> list[tuple[int, str]]:
    return [(each.row, each.code) for each in told.to_look_at]


def test_each_row_keeps_a_place_at_its_time(named: Desk, tmp_path: Path) -> None:
    held = session(named)
    rows = (("11/21", "13:30～14:00", "山田花子", "0424611234"), ("R8.11.21", "午後1時半", "佐藤", ""))
    told = take_in(named, write_xlsx(tmp_path / "a.xlsx", ("予約一覧",), HEADING, *rows))
    assert (told.added, told.known, told.refused) == (2, 0, 0)
    first, second = bookings(named)
    assert (first.session_id, first.slot, first.desk, first.name, first.phone) == (
        held,
        "13:30",
        1,
        "山田花子",
        "0424611234",
    )
    assert (second.slot, second.desk, second.name) == ("13:30", 2, "佐藤")


def test_twice_is_once_also_after_somebody_cancelled(named: Desk, tmp_path: Path) -> None:
    session(named)
    rows = [
        ("11/21", "13:30", "山田花子", "0424611234"),
        ("11/21", "14:00", "佐藤", ""),
        ("11/21", "14:00", "佐藤", ""),
    ]
    assert take_in(named, write_csv(tmp_path / "a.csv", HEADING, *rows)).added == 3
    cancel_booking(named, bookings(named)[0].booking_id)
    told = take_in(named, write_csv(tmp_path / "a.csv", HEADING, *reversed(rows)))
    assert (told.added, told.known) == (0, 3)
    assert len(bookings(named)) == 2


def test_somebody_on_record_is_booked_as_such(named: Desk, tmp_path: Path) -> None:
    session(named)
    yamada = add_person(named, PersonRegistered(name="山田 花子", phone="042-461-1234", age_band="70s")).person
    holder = add_person(named, PersonRegistered(age_band="60s")).person
    code = issue_card(named, holder.person_id).card.code
    rows = (("11/21", "13:00", "山田花子", "0424611234", ""), ("11/21", "13:30", "", "", code))
    assert take_in(named, write_csv(tmp_path / "a.csv", (*HEADING, "カード番号"), *rows)).added == 2
    first, second = bookings(named)
    assert (first.person_id, first.name, first.phone, first.age_band) == (yamada.person_id, None, None, "70s")
    assert (second.person_id, second.age_band) == (holder.person_id, "60s")


def test_a_name_that_two_people_have_is_nobodys_record(named: Desk, tmp_path: Path) -> None:
    session(named)
    for band in ("70s", "60s"):
        add_person(named, PersonRegistered(name="佐藤", age_band=band))
    take_in(named, write_csv(tmp_path / "a.csv", HEADING, ("11/21", "13:00", "佐藤", "")))
    assert [(each.person_id, each.name) for each in bookings(named)] == [(None, "佐藤")]


def test_without_names_a_place_is_kept_for_an_age_band(desk: Desk, tmp_path: Path) -> None:
    session(desk)
    told = take_in(desk, write_csv(tmp_path / "a.csv", (*HEADING, "年代"), ("11/21", "13:00", "山田", "1", "70代")))
    assert [(each.field, each.rows) for each in told.left_out] == [("name", 1), ("phone", 1)]
    assert [(each.name, each.age_band) for each in bookings(desk)] == [(None, "70s")]


def test_who_comes_too_late_waits_and_that_is_told(named: Desk, tmp_path: Path) -> None:
    session(named)
    rows = [("11/21", "13:00", name, "") for name in ("山田", "佐藤", "鈴木")]
    told = take_in(named, write_csv(tmp_path / "a.csv", HEADING, *rows))
    assert (told.added, looks(told)) == (3, [(4, "waiting")])
    assert [each.name for each in bookings(named) if each.waiting] == ["鈴木"]


def test_what_was_booked_by_telephone_is_not_booked_again(named: Desk, tmp_path: Path) -> None:
    held = session(named)
    make_booking(named, BookingMade(session_id=held, slot="13:00", name="山田 花子", phone="0424611234"))
    told = take_in(named, write_csv(tmp_path / "a.csv", HEADING, ("11/21", "13:00", "山田花子", "042-461-1234")))
    assert (told.added, told.known) == (0, 1)


def test_the_same_person_twice_in_a_table(named: Desk, tmp_path: Path) -> None:
    session(named)
    rows = [("11/21", time, "山田花子", "0424611234") for time in ("13:00", "14:00")]
    told = take_in(named, write_csv(tmp_path / "a.csv", HEADING, *rows))
    assert (told.added, told.known, looks(told)) == (1, 1, [(3, "same_row")])


def test_rows_that_fit_no_session_say_why(named: Desk, tmp_path: Path) -> None:
    session(named)
    session(named, "午前の会", starts="10:00", ends="12:00")
    over = session(named, day="2026-11-22")
    cancel_session(named, over)
    rows: list[Sequence[Value]] = [
        ("", "13:00", "一", ""),
        ("11/20", "13:00", "二", ""),
        ("11/22", "13:00", "三", ""),
        ("11/21", "", "四", ""),
        ("11/21", "13:10", "五", ""),
        ("11/21", "17:00", "六", ""),
        ("いつか", "13:00", "七", ""),
    ]
    told = take_in(named, write_csv(tmp_path / "a.csv", HEADING, *rows))
    assert told.added == 0
    assert looks(told) == [
        (2, "no_day"),
        (3, "no_session"),
        (4, "session_over"),
        (5, "many_sessions"),
        (6, "no_slot"),
        (7, "no_session"),
        (8, "day"),
    ]


def test_title_and_place_tell_sessions_of_one_time_apart(named: Desk, tmp_path: Path) -> None:
    first = session(named, "スマホ相談会", venue="田無公民館")
    second = session(named, "スマホ相談会", venue="保谷公民館")
    third = session(named, "ＬＩＮＥ講座", venue="田無公民館", slot_minutes=None, tables=None)
    heading = ("日付", "時間", "講座名", "会場", "氏名")
    rows = (
        ("11/21", "13:00", "スマホ相談会", "田無", "山田"),
        ("11/21", "13:00", "スマホ相談会", "保谷公民館 2階", "佐藤"),
        ("11/21", "", "LINE 講座", "", "鈴木"),
    )
    assert take_in(named, write_csv(tmp_path / "a.csv", heading, *rows)).added == 3
    assert {each.name: each.session_id for each in bookings(named)} == {"山田": first, "佐藤": second, "鈴木": third}


def test_a_session_may_be_named_for_all_rows(named: Desk, tmp_path: Path) -> None:
    held = session(named, slot_minutes=None, tables=None, quota=2)
    session(named, "ほかの会")
    path = write_csv(
        tmp_path / "a.csv", ("氏名", "予約日"), ("山田", ""), ("佐藤", "11/21"), ("鈴木", "11/20"), ("森", "")
    )
    told = take_in(named, path, held)
    assert looks(told) == [(4, "no_session"), (5, "waiting")]
    assert {each.session_id for each in bookings(named)} == {held}
    with pytest.raises(Problem) as refused:
        take_in(named, path, "nothing")
    assert refused.value.code == "session_unknown"


def test_between_looking_and_taking_in_the_telephone_rings(named: Desk, tmp_path: Path) -> None:
    held = session(named, tables=1)
    book = open_book(
        write_csv(tmp_path / "a.csv", HEADING, ("11/21", "13:00", "山田", ""), ("11/21", "13:30", "佐藤", ""))
    )
    work = BookingsImport(read_table(table_of(book, OF_BOOKINGS), kept_here(named)))
    finish(named, work.compare)
    make_booking(named, BookingMade(session_id=held, slot="13:00", name="森"))
    go_on(named, work.take_in)
    assert [(each.name, each.waiting) for each in bookings(named)] == [("山田", 1), ("森", 0), ("佐藤", 0)]


def test_who_is_erased_leaves_no_mark_of_bookings(named: Desk, tmp_path: Path) -> None:
    session(named)
    person = add_person(named, PersonRegistered(name="山田花子", phone="0424611234")).person
    take_in(named, write_csv(tmp_path / "a.csv", HEADING, ("11/21", "13:00", "山田花子", "0424611234")))
    assert named.store.db.execute("SELECT count(*) FROM imported").fetchone() == (1,)
    erase_person(named, person.person_id)
    assert named.store.db.execute("SELECT count(*) FROM imported").fetchone() == (0,)
    assert named.store.facts.count(Person, "erased = 1") == 1
