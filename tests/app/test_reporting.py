"""Reports on one site: odd days, plans that changed, what nobody knows, what was told as 約."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from core import kinds
from core.ids import new_entity_id, new_person_id
from core.payload import Payload
from core.problem import Problem
from core.reports.figures import figure_text
from core.reports.period import Period, day_period, fiscal_year_period, free_period, month_period
from core.reports.progress import Progress
from core.reports.splits import NOWHERE
from core.reports.table import TOTAL, Asked, Measure, ReportCode, ReportTable, Split
from desktop.app.desk import Desk
from desktop.app.report_charts import paper_charts, report_charts
from desktop.app.reporting import behind, report_table
from desktop.app.site import desk_of
from desktop.storage.journal import Draft
from tests.helpers.sites import fixed_clock, make_store


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = make_store(tmp_path)
    yield desk_of(store, fixed_clock())
    store.close()


def write(desk: Desk, payload: Payload, entity: str | None = None) -> str:
    key = entity or new_entity_id()
    desk.record(Draft(key, payload))
    return key


def plan(desk: Desk, day: str, entity: str | None = None, **told: object) -> str:
    """A session of the evening; with `entity` an amended plan."""
    kind = kinds.SessionAmended if entity else kinds.SessionPlanned
    whole = {"title": "会", "day": day, "starts": "22:00", "ends": "23:30", "venue": "公民館", **told}
    return write(desk, msgspec.convert(whole, kind), entity)


def visit(desk: Desk, session: str, at: str, **told: object) -> str:
    whole = {"session_id": session, "at": f"{at}:00.000+09:00", "how": "number", "age_band": "70s", **told}
    return write(desk, msgspec.convert(whole, kinds.AttendanceRecorded))


def tell(desk: Desk, **told: object) -> str:
    """A result known as counts alone."""
    return write(desk, msgspec.convert(told, kinds.ResultEntered))


def results(desk: Desk, period: Period, split: Split = Split.NONE, **more: object) -> ReportTable:
    asked = Asked(report=ReportCode.RESULTS, period=period, split=split)
    return report_table(desk, msgspec.structs.replace(asked, **more))


def text(table: ReportTable, measure: Measure, row: str = TOTAL) -> str:
    return figure_text(table.cell(row, measure))


def codes(table: ReportTable) -> set[str]:
    return {note.code for note in table.notes}


def test_a_visit_after_midnight_is_of_its_own_day_and_year_and_of_its_session(desk: Desk) -> None:
    session = plan(desk, "2026-03-31")
    visit(desk, session, "2026-03-31T23:50")
    visit(desk, session, "2026-04-01T00:10")
    old, new = (results(desk, fiscal_year_period(year)) for year in (2025, 2026))
    assert [text(each, Measure.VISITS) for each in (old, new)] == ["1", "1"]
    assert [text(each, Measure.SESSIONS) for each in (old, new)] == ["1", "0"]
    both = results(desk, free_period(date(2025, 4, 1), date(2026, 11, 21)), Split.FISCAL_YEAR)
    assert [text(both, Measure.VISITS, year) for year in ("2025", "2026")] == ["1", "1"]
    assert [text(both, Measure.SESSIONS, year) for year in ("2025", "2026")] == ["1", "0"]
    one = report_table(desk, Asked(report=ReportCode.SESSION, period=fiscal_year_period(2025), session_id=session))
    assert text(one, Measure.VISITS, session) == "2"
    assert one.period == day_period(date(2026, 3, 31))


def test_the_last_of_february(desk: Desk) -> None:
    session = plan(desk, "2024-02-29")
    visit(desk, session, "2024-02-29T22:10")
    table = results(desk, month_period(2024, 2), compares=True)
    assert text(table, Measure.VISITS) == "1"
    assert table.compared is not None
    assert table.compared.period.last == date(2023, 2, 28)


def test_a_session_that_is_moved_after_check_ins_counts_on_its_new_day(desk: Desk) -> None:
    session = plan(desk, "2026-11-10", venue="図書館")
    visit(desk, session, "2026-11-10T22:10")
    assert text(results(desk, day_period(date(2026, 11, 10)), Split.VENUE), Measure.SESSIONS, "図書館") == "1"
    plan(desk, "2026-11-12", session, venue="公民館")
    table = results(desk, month_period(2026, 11), Split.VENUE)
    assert [row.key for row in table.rows] == ["公民館", TOTAL]
    assert (text(table, Measure.SESSIONS), text(table, Measure.VISITS)) == ("1", "1")
    assert text(results(desk, day_period(date(2026, 11, 12))), Measure.SESSIONS) == "1"


def test_only_what_was_held_counts_and_what_is_cancelled_never(desk: Desk) -> None:
    held, planned, cancelled = (plan(desk, "2026-11-10") for _ in range(3))
    visit(desk, held, "2026-11-10T22:10")
    visit(desk, cancelled, "2026-11-10T22:10")
    write(desk, kinds.SessionCancelled(), cancelled)
    table = results(desk, month_period(2026, 11))
    assert (text(table, Measure.SESSIONS), text(table, Measure.VISITS)) == ("1", "2")
    write(desk, kinds.SessionOpened(at="2026-11-10T22:00:00.000+09:00"), planned)
    assert text(results(desk, month_period(2026, 11)), Measure.SESSIONS) == "2"


def test_koma_are_planned_minutes_by_the_length_of_one(desk: Desk) -> None:
    for length in (60, 45):
        visit(desk, plan(desk, "2026-11-10", koma_minutes=length), "2026-11-10T22:10")
    assert text(results(desk, month_period(2026, 11)), Measure.KOMA) == "3.5"


def test_venues_are_counted_by_name_and_municipality(desk: Desk) -> None:
    for venue, municipality in (("ホールＡ", None), ("ホールA ", None), ("ホールA", "132101"), ("", None)):
        visit(desk, plan(desk, "2026-11-10", venue=venue, municipality=municipality), "2026-11-10T22:10")
    assert text(results(desk, month_period(2026, 11)), Measure.VENUES) == "3"


def test_who_came_to_two_venues_of_a_municipality_is_one_person_there(desk: Desk) -> None:
    person = write(desk, kinds.PersonRegistered(age_band="70s"), new_person_id())
    for venue in ("公民館", "図書館"):
        visit(desk, plan(desk, "2026-11-10", venue=venue), "2026-11-10T22:10", person_id=person)
    for split, rows in ((Split.MUNICIPALITY, ("132292", TOTAL)), (Split.VENUE, ("公民館", "図書館", TOTAL))):
        table = results(desk, month_period(2026, 11), split)
        assert {text(table, Measure.PERSONS, row) for row in rows} == {"1"}


def test_estimates_are_marked_and_told_where_they_are_added_to_what_was_counted(desk: Desk) -> None:
    days = {"first_day": "2026-11-01", "last_day": "2026-11-05"}
    told = tell(desk, **days, sessions=2, visits=1500, estimated=["visits"])
    alone = results(desk, month_period(2026, 11))
    assert [text(alone, each) for each in (Measure.SESSIONS, Measure.VISITS, Measure.PERSONS)] == ["2", "約1,500", "–"]
    assert "mixed_estimates" not in codes(alone)
    visit(desk, plan(desk, "2026-11-10"), "2026-11-10T22:10")
    both = results(desk, month_period(2026, 11))
    assert (text(both, Measure.SESSIONS), text(both, Measure.VISITS)) == ("3", "約1,501")
    assert "mixed_estimates" in codes(both)
    asked = Asked(report=ReportCode.RESULTS, period=month_period(2026, 11))
    found = behind(desk, asked, TOTAL, "visits")
    assert [(each.record, each.count, each.detail) for each in found][-1] == ("result", 1500, "約1,500")
    write(desk, kinds.ResultVoided(), told)
    assert text(results(desk, month_period(2026, 11)), Measure.VISITS) == "1"


def test_a_result_that_reaches_beyond_the_period_is_left_out_and_told(desk: Desk) -> None:
    tell(desk, first_day="2026-10-20", last_day="2026-11-05", sessions=2)
    table = results(desk, month_period(2026, 11))
    assert text(table, Measure.SESSIONS) == "0"
    assert "results_left_out" in codes(table)
    assert text(results(desk, fiscal_year_period(2026)), Measure.SESSIONS) == "2"


def test_regular_sessions_told_as_a_kind_alone_are_in_their_own_report_too(desk: Desk) -> None:
    tell(desk, first_day="2026-11-01", last_day="2026-11-10", session_kind="regular", sessions=3)
    asked = Asked(report=ReportCode.REGULAR, period=month_period(2026, 11))
    assert text(report_table(desk, asked), Measure.SESSIONS) == "3"
    assert text(results(desk, month_period(2026, 11), Split.PROGRAMME), Measure.SESSIONS, "P04") == "3"


def test_counts_that_say_nothing_of_a_split_stand_behind_the_row_for_that(desk: Desk) -> None:
    told = tell(desk, first_day="2026-11-01", last_day="2026-11-10", visits=30)
    asked = Asked(report=ReportCode.RESULTS, period=month_period(2026, 11), split=Split.AGE_BAND)
    assert text(report_table(desk, asked), Measure.VISITS, NOWHERE) == "30"
    assert [each.record_id for each in behind(desk, asked, NOWHERE, "visits")] == [told]


def test_new_in_a_cut_month_is_who_came_on_record_within_the_days_asked_for(desk: Desk) -> None:
    """On record since the 21st."""
    person = write(desk, kinds.PersonRegistered(age_band="70s"), new_person_id())
    visit(desk, plan(desk, "2026-11-10"), "2026-11-10T22:10", person_id=person)
    whole, cut = month_period(2026, 11), free_period(date(2026, 11, 1), date(2026, 11, 15))
    for period, new in ((whole, "1"), (cut, "0")):
        asked = Asked(report=ReportCode.RESULTS, period=period, split=Split.MONTH)
        table = report_table(desk, asked)
        assert [text(table, Measure.NEW_VISITORS, row) for row in ("2026-11", TOTAL)] == [new, new]
        assert len(behind(desk, asked, "2026-11", "new_visitors")) == int(new)


def test_a_cut_off_leaves_out_the_days_after_it(desk: Desk) -> None:
    for day in ("2026-11-10", "2026-11-20"):
        visit(desk, plan(desk, day), f"{day}T22:10")
    moment = desk.clock.now().replace(day=15)
    table = results(desk, month_period(2026, 11), cut_off=moment)
    assert (text(table, Measure.VISITS), table.is_part) == ("1", True)
    assert table.cut_off.startswith("2026-11-15")


def test_what_is_kept_to_one_programme_holds_its_parts_and_a_part_alone_only_itself(desk: Desk) -> None:
    for programme in ("P04", "P05", "P05", None):
        visit(desk, plan(desk, "2026-11-10", programme=programme), "2026-11-10T22:10")
    period = month_period(2026, 11)
    whole = results(desk, period, Split.PROGRAMME, only=((Split.PROGRAMME, "P04"),))
    assert [(row.key, figure_text(row.cells[1])) for row in whole.rows] == [("P04", "3"), ("P05", "2"), (TOTAL, "3")]
    part = results(desk, period, Split.PROGRAMME, only=((Split.PROGRAMME, "P05"),))
    assert [(row.key, figure_text(row.cells[1])) for row in part.rows] == [("P05", "2"), (TOTAL, "2")]
    assert text(results(desk, period, only=((Split.PROGRAMME, "-"),)), Measure.SESSIONS) == "1"


def test_a_consultation_outside_sessions_is_counted_where_it_was_told(desk: Desk) -> None:
    case = {"at": "2026-11-10T11:00:00.000+09:00", "topic": "T05-01", "outcome": "O1", "minutes": 10}
    write(desk, msgspec.convert({**case, "channel": "phone"}, kinds.ConsultationRecorded))
    period = month_period(2026, 11)
    assert text(results(desk, period, Split.MUNICIPALITY), Measure.CONSULTATIONS, "132292") == "1"
    assert text(results(desk, period, Split.CHANNEL), Measure.CONSULTATIONS, "phone") == "1"
    assert text(results(desk, period, Split.VENUE), Measure.CONSULTATIONS, "-") == "1"


def test_a_period_in_which_nothing_was_is_a_table_of_nothing(desk: Desk) -> None:
    table = results(desk, free_period(date(1999, 1, 1), date(1999, 1, 2)), Split.VENUE)
    assert [row.key for row in table.rows] == [TOTAL]
    assert text(table, Measure.VISITS) == "0"
    assert behind(desk, Asked(report=ReportCode.RESULTS, period=table.period), TOTAL, "visits") == []
    assert behind(desk, Asked(report=ReportCode.RESULTS, period=table.period), TOTAL, "nothing") == []


def test_reports_of_another_kind_are_refused(desk: Desk) -> None:
    for report in (ReportCode.DAILY, ReportCode.CONDITIONS, ReportCode.UNRESOLVED):
        with pytest.raises(Problem) as refused:
            report_table(desk, Asked(report=report, period=month_period(2026, 11)))
        assert refused.value.code == "report_unknown"


def test_a_year_with_a_target_says_how_near_it_came(desk: Desk) -> None:
    for programme in ("P04", "P05", "P16"):
        visit(desk, plan(desk, "2023-11-10", programme=programme), "2023-11-10T22:10")
    tell(desk, first_day="2023-04-01", last_day="2023-04-30", programme="P01", visits=4498, estimated=["visits"])
    table = results(desk, fiscal_year_period(2023))
    notes = {note.code: note.ja for note in table.notes}
    [aim] = table.aims
    assert (figure_text(aim.reached), aim.target, aim.due) == ("約4,500", 22_500, "2024-03-31")
    asked = Asked(report=ReportCode.RESULTS, period=table.period)
    for charts in (report_charts(desk, asked), paper_charts(desk, asked, table)):
        told = [each for each in charts if isinstance(each, Progress)]
        assert [each.steps[0].told for each in told] == ["約4,500 / 22,500（20.0 ％）"]
    assert notes["target_K01"] == "支援対象者数の目標22,500に対して約4,500（20.0 ％）です。"
    assert "target_K01" not in codes(results(desk, fiscal_year_period(2024)))


def test_what_a_year_is_planned_for_stands_beside_what_was_counted(desk: Desk) -> None:
    """玖珠町: 36 lessons, and 600 receptions at the window. 松山市: 約40 sessions."""
    for programme, strand in (("P17", "P17-1"), ("P17", "P17-2"), ("P20", None), ("P04", None)):
        visit(desk, plan(desk, "2026-05-11", programme=programme, strand=strand), "2026-05-11T22:10")
    year = fiscal_year_period(2026)
    whole = results(desk, year, Split.PROGRAMME)
    assert [each.key for each in whole.columns[1:5]] == ["sessions", "planned_sessions", "koma", "visits"]
    told = {
        row.key: (whole.cell(row.key, "planned_sessions"), whole.cell(row.key, "planned_visits")) for row in whole.rows
    }
    assert {key: tuple(map(figure_text, cells)) for key, cells in told.items()} == {
        "P17": ("36", "600"),
        "P20": ("約40", "–"),
        "P04": ("–", "–"),
        TOTAL: ("–", "–"),
    }
    assert "の計画人数は「相談窓口」の分です" in " ".join(note.ja for note in whole.notes)
    parts = results(desk, year, Split.STRAND)
    assert [figure_text(parts.cell(key, "planned_sessions")) for key in ("P17-1", "P17-2")] == ["36", "–"]
    assert [figure_text(parts.cell(key, "planned_visits")) for key in ("P17-1", "P17-2")] == ["–", "600"]
    for table in (results(desk, month_period(2026, 5), Split.PROGRAMME), results(desk, year, Split.VENUE)):
        assert Measure.TARGET not in {each.measure for each in table.columns}
    assert (
        behind(desk, Asked(report=ReportCode.RESULTS, period=year, split=Split.PROGRAMME), "P17", "planned_visits")
        == []
    )


def test_who_came_to_several_courses_is_one_person_in_the_sums_and_every_line_has_a_name(desk: Desk) -> None:
    both, once = (write(desk, kinds.PersonRegistered(age_band="70s")) for _ in range(2))
    for programme, strand, people in (
        ("P25", "P25-1", (both, once)),
        ("P25", "P25-2", (both,)),
        ("P12", None, (both,)),
        ("P17", "P17-2", (once,)),
    ):
        session = plan(desk, "2026-05-11", session_kind="course", programme=programme, strand=strand)
        for who in people:
            visit(desk, session, "2026-05-11T22:10", person_id=who)
    asked = Asked(report=ReportCode.CATEGORIES, period=month_period(2026, 5))
    table = report_table(desk, asked)
    assert {row.ja: text(table, Measure.PERSONS, row.key) for row in table.rows} == {
        "地域学習者": "2",
        "自治会連合会": "1",
        "小計": "2",
        "総務省 デジタル活用支援推進事業 類型A（全国展開型）": "1",
        "スマートフォン使い方・活用講座と相談窓口（玖珠町）　相談窓口": "1",
        "総計": "2",
    }
    for row in table.rows:
        figure = table.cell(row.key, Measure.PERSONS)
        assert figure is not None
        assert figure.value == len(behind(desk, asked, row.key, Measure.PERSONS))


def test_visits_and_consultations_are_told_apart_by_weekday_and_hour(desk: Desk) -> None:
    """11 May 2026 is a Monday. Who came twice on Mondays is one person; sessions have no hour."""
    who = write(desk, kinds.PersonRegistered(age_band="70s"))
    for day, hour in (("2026-05-11", "09:10"), ("2026-05-18", "22:10"), ("2026-05-20", "22:40")):
        visit(desk, plan(desk, day), f"{day}T{hour}", person_id=who)
    tell(desk, first_day="2026-05-01", last_day="2026-05-31", session_kind="course", visits=5)
    days = results(desk, month_period(2026, 5), Split.WEEKDAY)
    assert [
        (row.ja, text(days, Measure.VISITS, row.key), text(days, Measure.PERSONS, row.key)) for row in days.rows
    ] == [
        ("月曜日", "2", "1"),
        ("水曜日", "1", "1"),
        ("内訳のわからない実績", "5", "–"),
        ("合計", "8", "1"),
    ]
    hours = results(desk, month_period(2026, 5), Split.HOUR)
    assert [(row.ja, text(hours, Measure.VISITS, row.key)) for row in hours.rows] == [
        ("9時台", "1"),
        ("22時台", "2"),
        ("内訳のわからない実績", "5"),
        ("合計", "8"),
    ]
    assert {Measure.SESSIONS, Measure.PERSONS}.isdisjoint(each.measure for each in hours.columns)
