"""`madoguchi-hq report r1` and so on; totals follow what comes in, and nobody sees more than was asked for."""

from datetime import date, datetime
from pathlib import Path

import msgspec
import pytest

from core import kinds
from core.clock import JAPAN
from core.problem import Problem
from core.reports.json_file import JsonReport
from core.reports.period import fiscal_year_period
from core.reports.table import TOTAL, Asked, Measure, ReportCode, ReportTable, Split
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop
from tests.hq.counted import hold

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=JAPAN)
RESULTS = Asked(report=ReportCode.RESULTS, period=fiscal_year_period(2026))


def table(asked: Asked = RESULTS, site_id: str | None = None, municipality: str | None = None) -> ReportTable:
    """Imported here: its models exist only once Django is set up."""
    from hq.reports.tables import report_table

    return report_table(asked, NOW, site_id, municipality)


def figure(found: ReportTable, row: str, measure: Measure) -> int | None:
    cell = found.cell(row, measure)
    return cell.value if cell else None


def two_sites(hq: Headquarters) -> list[Laptop]:
    """Each with a session in its own municipality; one visitor on record at each, received twice at the first."""
    laptops = [hq.enrolled(), hq.enrolled()]
    for laptop, code in zip(laptops, ("132101", "131113"), strict=True):
        session = hold(laptop, "2026-11-20", 3, municipality=code)
        known = laptop.visitor().entity_id
        laptop.visit(session, person_id=known, at="2026-11-20T14:00:00.000+09:00")
        hq.exchange(laptop)
    return laptops


def test_all_sites_are_added_and_a_scope_sees_its_own_alone(hq: Headquarters) -> None:
    first, _ = two_sites(hq)
    whole = table()
    assert [figure(whole, TOTAL, each) for each in (Measure.SESSIONS, Measure.VISITS, Measure.PERSONS)] == [2, 8, 2]
    assert "sites_added" in {note.code for note in whole.notes}
    one = table(site_id=first.site.site_id)
    assert (figure(one, TOTAL, Measure.VISITS), one.scope) == (4, "田無庁舎")
    assert "sites_added" not in {note.code for note in one.notes}
    place = table(msgspec.structs.replace(RESULTS, split=Split.MUNICIPALITY), municipality="131113")
    assert [row.ja for row in place.rows] == ["大田区", "合計"]
    sites = table(msgspec.structs.replace(RESULTS, split=Split.SITE))
    assert figure(sites, first.site.site_id, Measure.VISITS) == 4


def test_totals_follow_what_comes_in_and_what_is_taken_back(hq: Headquarters) -> None:
    from hq.reports.totals import refresh_totals

    first, second = two_sites(hq)
    assert figure(table(), TOTAL, Measure.VISITS) == 8
    assert refresh_totals() == 0
    late = first.visit("nowhere", at="2026-11-19T14:00:00.000+09:00")
    hq.exchange(first)
    assert figure(table(), TOTAL, Measure.VISITS) == 9
    first.write(kinds.AttendanceVoided(), late.entity_id)
    hq.exchange(first)
    assert figure(table(), TOTAL, Measure.VISITS) == 8
    second.visit("nowhere")
    hq.exchange(second)
    assert refresh_totals() == 1
    assert hq.query("SELECT count(*) FROM tally_stale") == [(0,)]


def test_what_is_not_committed_yet_keeps_its_mark(hq: Headquarters) -> None:
    """A report that is asked for while a laptop sends waits for nobody, and the next one has what was sent."""
    import psycopg

    from hq.reports.totals import refresh_totals

    first, _ = two_sites(hq)
    assert refresh_totals()
    with psycopg.connect(hq.database_url) as sending:
        told = "UPDATE fact_attendance SET voided = 1 WHERE site_id = %s AND person_id IS NULL"
        sending.execute(told, [first.site.site_id])
        assert figure(table(), TOTAL, Measure.VISITS) == 8
        sending.commit()
    assert figure(table(), TOTAL, Measure.VISITS) == 5


def test_making_all_facts_anew_makes_the_totals_anew(hq: Headquarters) -> None:
    from tests.hq.any_order import make_anew

    two_sites(hq)
    before = table()
    hq.query("UPDATE tally_visit SET visits = 99")
    make_anew()
    assert table().rows == before.rows


def test_the_command_answers_as_the_laptops_does(
    hq: Headquarters, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from hq.__main__ import make_parser
    from hq.cli.counted_reports import show_report

    laptop, _ = two_sites(hq)

    def run(*words: str) -> str:
        assert show_report(make_parser().parse_args(["report", *words])) == 0
        return capsys.readouterr().out

    asked = ("r7", "--day", "2026-11-20", "--site", laptop.site.site_id)
    told = msgspec.json.decode(run(*asked, "--json"), type=JsonReport)
    visits = next(cell.value for cell in told.rows[-1].cells if cell.column == "visits")
    assert (told.period.first_day, visits) == ("2026-11-20", 4)
    assert "合計\t1\t1\t3\t4\t1" in run(*asked)
    assert run(*asked, "--format", "csv").startswith("期間,")
    assert len(run(*asked, "--behind", "total", "visits", "--json").splitlines()) == 4
    assert "session" in run(*asked, "--behind", "total", "sessions")
    assert run("r7", "--day", "2026-11-20", "--municipality", "131113").count("全拠点") == 0
    out = tmp_path / "r7.xlsx"
    assert msgspec.json.decode(run(*asked, "--out", str(out), "--json"))["bytes"] == out.stat().st_size
    for words, code in ((("--month", "2026-13"), "period"), (("--by", "weather"), "split")):
        with pytest.raises(Problem) as refused:
            run("r7", *words)
        assert refused.value.code == code


def test_a_year_before_stands_beside_up_to_the_same_day(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    for day, visits in (("2025-11-20", 2), ("2025-12-20", 5), ("2026-11-20", 3)):
        hold(laptop, day, visits, municipality="132101")
    hq.exchange(laptop)
    found = table(msgspec.structs.replace(RESULTS, split=Split.MONTH, compares=True))
    assert found.compared is not None
    assert [row.key for row in found.rows] == [row.key for row in found.compared.rows]
    assert figure(found.compared, "2026-11", Measure.VISITS) == 2
    assert figure(found.compared, TOTAL, Measure.VISITS) == 2
    assert found.compared.period.last == date(2025, 11, 21)
    assert "part_compared" in {note.code for note in found.notes}


def test_a_sites_own_topics_stay_apart_from_those_of_others(hq: Headquarters) -> None:
    laptops = [hq.enrolled(), hq.enrolled()]
    for laptop, title in zip(laptops, ("しろ丸ペイ", "図書館アプリ"), strict=True):
        laptop.write(kinds.TopicDefined(topic="V01-01", ja=title, reading="よみ", en="Own", valid_from="2026-04-01"))
        for topic in ("V01-01", "T05-01"):
            at = "2026-11-20T10:00:00.000+09:00"
            laptop.write(kinds.ConsultationRecorded(at=at, topic=topic, outcome="O1", minutes=10))
        hq.exchange(laptop)
    asked = msgspec.structs.replace(RESULTS, split=Split.TOPIC)
    found = table(asked)
    assert {row.ja: figure(found, row.key, Measure.CONSULTATIONS) for row in found.rows} == {
        "LINE": 2,
        "しろ丸ペイ（田無庁舎）": 1,
        "図書館アプリ（田無庁舎）": 1,
        "合計": 4,
    }
    own = next(row.key for row in found.rows if row.ja.startswith("図書館"))
    only = table(msgspec.structs.replace(RESULTS, only=((Split.TOPIC, own),)))
    assert figure(only, TOTAL, Measure.CONSULTATIONS) == 1
    assert [row.ja for row in table(asked, laptops[1].site.site_id).rows] == ["LINE", "図書館アプリ", "合計"]
