"""Sessions, receptions and consultations from tables: once only, told row by row, taken back as a whole."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from core.clock import FixedClock, in_japan
from core.facts import Attendance, Consultation, Session
from core.kinds import PersonRegistered, SessionPlanned
from core.slip_code import Slip
from core.slip_typing import read_keys
from core.tables.reasons import Fault
from core.tickets import Ticket
from desktop.app.desk import Desk
from desktop.app.importing.kinds import KINDS, AnyImport, new_import, ways_here
from desktop.app.importing.tables import open_book, read_table, table_of
from desktop.app.importing.work import finish
from desktop.app.people import add_person
from desktop.app.sessions import cancel_session, plan_session
from desktop.app.settings import change_setting
from desktop.app.slip_entry import enter_slip
from desktop.app.slips import find_number
from desktop.app.staff import add_supporter
from tests.helpers.offices import write_csv

CONSULTATIONS = ("相談日", "時刻", "整理番号", "相談内容", "結果", "分", "方法", "担当", "年代", "メモ")
ONE = ("2026/11/20", "13:05", "A501", "Wi-Fi接続", "解決", "15", "", "森田", "70代", "")
TWO = ("2026/11/20", "", "", "スマホ決済", "携帯ショップ", "30分", "電話", "", "", "折り返し済み")
RECEPTIONS = ("来場日", "受付時間", "整理番号", "年代")


@pytest.fixture
def held(desk: Desk, clock: FixedClock) -> Desk:
    """The day after a session that was held on paper."""
    plan_session(desk, SessionPlanned(title="相談会", day="2026-11-20", starts="13:00", ends="16:00"))
    assert desk.today.isoformat() == "2026-11-21"
    return desk


def compared(desk: Desk, what: str, path: Path) -> AnyImport:
    kind = KINDS[what]
    ways = ways_here(desk, kind)
    work = new_import(kind, read_table(table_of(open_book(path), kind.wanted), ways.kept, ways.reader), batch=3)
    finish(desk, work.compare)
    return work


def taken_in(desk: Desk, what: str, path: Path) -> AnyImport:
    work = compared(desk, what, path)
    finish(desk, work.take_in)
    return work


def told(faults: Sequence[Fault]) -> list[tuple[int, str]]:
    return [(fault.row, fault.reason.value) for fault in faults]


def test_consultations_come_in_once_however_often_the_file_does(held: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", CONSULTATIONS, ONE, TWO, TWO)
    work = taken_in(held, "consultations", path)
    assert (work.added, work.known, told(work.faults)) == (3, 0, [(2, "supporter")])
    found = held.store.facts.where(Consultation, "1", order="minutes")
    assert (found[0].topic, found[0].outcome, found[0].minutes, found[0].age_band) == ("T02-01", "O1", 15, "70s")
    assert in_japan(found[0].at).strftime("%m-%d %H:%M") == "11-20 13:05"
    assert found[0].entered_at == held.now
    assert (found[1].referral, found[1].channel, found[1].note) == ("O4-shop", "phone", "折り返し済み")
    assert (found[0].session_id is not None, found[1].session_id) == (True, None)
    again = taken_in(held, "consultations", path)
    assert (again.added, again.known) == (0, 3)
    assert held.store.facts.count(Consultation) == 3


def test_a_consultation_goes_to_the_visit_of_its_number(held: Desk, tmp_path: Path) -> None:
    morita = add_supporter(held, "森田").supporter
    taken_in(held, "attendance", write_csv(tmp_path / "r.csv", RECEPTIONS, ("2026/11/20", "13:00", "A501", "七十代")))
    taken_in(held, "consultations", write_csv(tmp_path / "c.csv", CONSULTATIONS, ONE))
    (visit,) = held.store.facts.where(Attendance, "1")
    (consultation,) = held.store.facts.where(Consultation, "1")
    assert consultation.attendance_id == visit.attendance_id
    assert consultation.session_id == visit.session_id
    assert consultation.supporter_id == morita.supporter_id
    assert (visit.ticket, visit.age_band, visit.how) == ("A501", "70s", "paper")


def test_what_was_entered_from_a_slip_is_not_doubled_by_a_table(held: Desk, tmp_path: Path) -> None:
    day = held.today.replace(day=20)
    found = find_number(held, day, "A501")
    enter_slip(held, Slip(day, Ticket("A", 501)), read_keys(found.plan, "82113"))
    visits = compared(held, "attendance", write_csv(tmp_path / "r.csv", RECEPTIONS, ("2026/11/20", "", "A501", "70代")))
    work = compared(held, "consultations", write_csv(tmp_path / "c.csv", CONSULTATIONS, ONE))
    assert (visits.to_add, visits.known, told(visits.faults)) == (0, 1, [(2, "same_visit")])
    assert (work.to_add, work.known, told(work.faults)) == (0, 1, [(2, "same_visit")])


def test_receptions_need_their_session_and_count_alike_rows_as_often_as_they_stand(held: Desk, tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "r.csv",
        RECEPTIONS,
        ("2026/11/20", "13:00", "1", "70代"),
        ("2026/11/20", "13:00", "", "70代"),
        ("2026/11/20", "13:00", "", "70代"),
        ("2026/11/19", "13:00", "", "70代"),
        ("2026/11/25", "13:00", "", "70代"),
        ("", "13:00", "", "70代"),
    )
    work = taken_in(held, "attendance", path)
    assert work.added == 3
    assert told(work.faults) == [(5, "no_session"), (6, "future"), (7, "no_day")]
    again = taken_in(held, "attendance", path)
    assert (again.added, again.known) == (0, 3)


def test_somebody_on_record_is_found_and_received_once(held: Desk, tmp_path: Path) -> None:
    change_setting(held, "visitor_fields", "name,phone")
    person = add_person(held, PersonRegistered(age_band="70s", name="山田花子", phone="042-461-1234")).person
    heading = ("来場日", "氏名", "電話")
    rows = [("2026/11/20", "山田花子", "0424611234")] * 2
    work = taken_in(held, "attendance", write_csv(tmp_path / "r.csv", heading, *rows))
    (visit,) = held.store.facts.where(Attendance, "1")
    assert (visit.person_id, visit.age_band) == (person.person_id, "70s")
    assert told(work.faults) == [(3, "same_row")]


def test_sessions_come_in_with_their_days_held_or_to_come(held: Desk, tmp_path: Path) -> None:
    heading = ("開催日", "開始", "終了", "名称", "会場", "定員", "種別")
    path = write_csv(
        tmp_path / "s.csv",
        heading,
        ("R8.11.19", "10:00", "12:00", "スマホ教室", "公民館", "12名", "講座"),
        ("令和8年12月5日", "13:00", "16:00", "相談会", "", "", ""),
        ("2026/11/20", "13:00", "16:00", "相談会", "", "", ""),
    )
    work = taken_in(held, "sessions", path)
    assert (work.added, work.known) == (2, 1)
    past, there, ahead = held.store.facts.where(Session, "1", order="day")
    assert (past.state, past.session_kind, past.quota, past.venue) == ("closed", "course", 12, "公民館")
    assert there.state == "planned"
    assert (ahead.state, ahead.session_kind) == ("planned", "consultation")
    assert taken_in(held, "sessions", path).added == 0


def test_sessions_that_were_taken_back_come_again_but_not_those_called_off(held: Desk, tmp_path: Path) -> None:
    heading = ("開催日", "開始", "終了", "名称")
    path = write_csv(tmp_path / "s.csv", heading, ("2026/12/5", "13:00", "16:00", "相談会"))
    for _ in range(2):
        work = taken_in(held, "sessions", path)
        assert work.added == 1
        finish(held, work.undo)
    assert held.store.facts.count(Session, "day = '2026-12-05' AND state = 'cancelled'") == 2
    called_off = taken_in(held, "sessions", path).new[0].entity_id
    cancel_session(held, called_off, "台風のため")
    assert taken_in(held, "sessions", path).added == 0


@pytest.mark.parametrize(
    ("what", "fact", "rows"),
    [
        ("consultations", Consultation, (CONSULTATIONS, ONE, TWO)),
        ("attendance", Attendance, (RECEPTIONS, ("2026/11/20", "", "A7", "70代"), ("2026/11/20", "", "", "60代"))),
    ],
)
def test_an_import_is_taken_back_as_a_whole_and_can_come_again(
    held: Desk,
    tmp_path: Path,
    what: str,
    fact: type[Attendance] | type[Consultation],
    rows: tuple[tuple[str, ...], ...],
) -> None:
    path = write_csv(tmp_path / "a.csv", *rows)
    work = taken_in(held, what, path)
    assert work.undoable
    finish(held, work.undo)
    assert (held.store.facts.count(fact, "voided = 0"), work.added, work.undoable) == (0, 0, False)
    assert taken_in(held, what, path).added == len(rows) - 1
    assert held.store.facts.count(fact, "voided = 0") == len(rows) - 1


def test_refused_text_is_nowhere_in_the_file(held: Desk, tmp_path: Path) -> None:
    bad = (*ONE[:-1], "個人番号は 9832 0567 3214 です")
    work = taken_in(held, "consultations", write_csv(tmp_path / "a.csv", CONSULTATIONS, bad))
    assert told(work.faults) == [(2, "my_number")]
    assert work.added == 0
    assert held.store.facts.count(Consultation) == 0


def test_ten_thousand_bad_rows_are_ten_thousand_lines_and_nothing_more(held: Desk, tmp_path: Path) -> None:
    rows = [("2026/11/20", "", "", f"なにか{number}", "たぶん", "長い", "", "", "", "") for number in range(10_000)]
    work = taken_in(held, "consultations", write_csv(tmp_path / "a.csv", CONSULTATIONS, *rows))
    assert len({fault.row for fault in work.faults}) == 10_000
    assert (work.added, held.store.facts.count(Consultation)) == (0, 0)
