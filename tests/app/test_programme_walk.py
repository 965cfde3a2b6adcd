"""The 28 rows of the public documents, one after the other: planned, worked at the desk, found in the reports."""

from dataclasses import dataclass
from datetime import date

import pytest

from core.door_results import DoorResult
from core.facts import Attendance, Session
from core.kinds import SessionPlanned
from core.programme_plan import filled
from core.programmes import Programme, shipped_programmes
from core.reports.period import fiscal_year_period
from core.reports.table import Asked, Figure, ReportCode, ReportTable, Split
from desktop.app.conditions import confirm_conditions
from desktop.app.consultations import ConsultationForm, record_consultation
from desktop.app.courses import plan_course
from desktop.app.desk import Desk
from desktop.app.fees import receive_fee
from desktop.app.loans import lend_device, loans_out, return_device
from desktop.app.reporting import report_table
from desktop.app.sessions import close_session, open_session, plan_session
from desktop.app.walk_in import receive_walk_in

TODAY = date(2026, 11, 21)
ALL = shipped_programmes().all
CODES = [each.code for each in ALL]


@dataclass(frozen=True)
class Worked:
    """What was done under one programme: its sessions, the visitor of the first, and the yen that came in."""

    programme: Programme
    sessions: tuple[Session, ...]
    visit: Attendance
    yen: int


def planned(desk: Desk, programme: Programme) -> tuple[Session, ...]:
    """One session of it, or the whole course where its sessions are linked; with a part, level and term of its own."""
    blank = SessionPlanned(
        title=programme.ja,
        day=TODAY.isoformat(),
        starts="10:00",
        ends="12:00",
        venue=programme.ja,
        strand=programme.strands[-1].code if programme.strands else None,
        level=len(programme.levels) or None,
        term=programme.terms[-1].ja if programme.terms else None,
    )
    plan = filled(blank, programme, {"strand"})
    if programme.lessons:
        return plan_course(desk, plan, programme.lessons).sessions
    return (plan_session(desk, plan).session,)


def worked(desk: Desk, programme: Programme) -> Worked:
    """A visitor comes to its first session: received, asked, lent a device, pays, is helped, and goes."""
    sessions = planned(desk, programme)
    first = open_session(desk, sessions[0].session_id).session
    answer = receive_walk_in(desk, "70s", session_id=first.session_id)
    assert answer.result is DoorResult.RECEIVED, programme.code
    assert answer.attendance is not None
    visit = answer.attendance.attendance_id
    if programme.asks:
        confirm_conditions(desk, visit)
    if programme.lends_devices:
        lend_device(desk, visit, f"{programme.code}-1")
    paid = receive_fee(desk, visit)
    for channel in programme.channels:
        record_consultation(desk, form(programme, visit if channel == "in_person" else None, channel))
    for line in loans_out(desk):
        return_device(desk, line.loan.loan_id)
    close_session(desk, first.session_id)
    return Worked(programme, sessions, answer.attendance, paid.paid)


def form(programme: Programme, visit: str | None, channel: str) -> ConsultationForm:
    """About the first topic that the programme names."""
    topic = programme.topics[0] if programme.topics else "T01-01"
    return ConsultationForm(topic=topic, outcome="O1", minutes=30, channel=channel, attendance_id=visit)


@pytest.fixture
def walked(desk: Desk) -> dict[str, Worked]:
    """All 28, on one day of one site."""
    return {each.code: worked(desk, each) for each in ALL}


def value(table: ReportTable, row: str, column: str) -> int:
    """The number in a cell."""
    cell = table.cell(row, column)
    assert isinstance(cell, Figure), (row, column)
    return cell.value


def test_every_row_is_planned_worked_and_reported(desk: Desk, walked: dict[str, Worked]) -> None:
    asked = Asked(report=ReportCode.RESULTS, period=fiscal_year_period(2026), split=Split.PROGRAMME)
    table = report_table(desk, asked)
    assert list(walked) == CODES
    for code, done in walked.items():
        once_each = 1 + sum(each.counts_in == code for each in shipped_programmes().all)
        assert (value(table, code, "sessions"), value(table, code, "visits")) == (once_each, once_each), code
        row, of_which = table.row(code), "うち" if done.programme.counts_in else ""
        assert row is not None
        assert row.ja == of_which + done.programme.ja
    assert value(table, "", "visits") == len(CODES)


def test_each_session_bears_what_its_programme_says(desk: Desk, walked: dict[str, Worked]) -> None:
    for code, done in walked.items():
        it, kept = done.programme, done.sessions[0]
        part = it.strand(kept.strand or "")
        kind = (part.kind if part else None) or it.kind
        assert (kept.programme, kept.session_kind, kept.ratio) == (code, kind, it.ratio), code
        assert (kept.fee, kept.fee_with_loan, kept.min_age) == (it.fee, it.fee_with_loan, it.min_age), code
        assert (bool(kept.is_trial), bool(kept.is_online)) == (it.is_trial, it.is_online), code
        assert kept.materials.split() == [each.mark for each in it.materials], code
        assert len(done.sessions) == (it.lessons or 1), code
    assert walked["P23"].yen == 200


def test_the_strands_of_the_table_by_category_come_out(desk: Desk, walked: dict[str, Worked]) -> None:
    asked = Asked(report=ReportCode.RESULTS, period=fiscal_year_period(2026), split=Split.STRAND)
    table = report_table(desk, asked)
    for code in ("P25-3", "P26-1", "P27-1"):
        assert value(table, code, "visits") == 1, code


def test_money_municipality_and_kind_split_the_same_visits(desk: Desk, walked: dict[str, Worked]) -> None:
    for split in (Split.FUNDING, Split.MUNICIPALITY, Split.KIND):
        asked = Asked(report=ReportCode.RESULTS, period=fiscal_year_period(2026), split=split)
        assert value(report_table(desk, asked), "", "visits") == len(CODES), split
