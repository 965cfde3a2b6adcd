"""The tables of the public documents, figure by figure, out of raw events, on both databases."""

from datetime import date, datetime
from pathlib import Path

import msgspec

from core import kinds
from core.clock import JAPAN
from core.ids import new_entity_id, new_person_id
from core.reports.period import day_period, fiscal_year_period, free_period, month_period
from core.reports.spread import shown_columns
from core.reports.table import TOTAL, Asked, Measure, ReportCode, ReportTable, Split
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop
from tests.hq.counted import counted, hold, printed, texts

REGULAR = {
    "132101": ("小金井市", 1, 16, 125),
    "132292": ("西東京市", 1, 14, 103),
    "131113": ("大田区", 11, 65, 433),
    "131148": ("中野区", 1, 14, 102),
    "131075": ("墨田区", 1, 27, 214),
    "131202": ("練馬区", 15, 66, 383),
}
END_OF_FEBRUARY = datetime(2023, 2, 28, 18, 0, tzinfo=JAPAN)
AGES = {"18-19": 2, "20s": 9, "30s": 9, "40s": 15, "50s": 27, "60s": 46, "70s": 67, "80plus": 7}
"""182 supporters of whom 25 % are in their sixties and 37 % in their seventies, as the document's drawing says."""
MONTHS = {"2022-12": 40, "2023-01": 52, "2023-02": 58, "2023-03": 32}


def write_regular(laptop: Laptop) -> None:
    """定期相談会 until the end of February 2023, and other sessions that must not be among them."""
    for code, (name, venues, sessions, visits) in REGULAR.items():
        for number in range(sessions):
            day = f"2022-{10 + number % 3}-{1 + number // 3:02}"
            share = visits // sessions + (number < visits % sessions)
            hold(laptop, day, share, venue=f"{name}会場{number % venues}", municipality=code, programme="P05")
    hold(laptop, "2022-11-01", 9, municipality="132101", programme="P04")
    hold(laptop, "2023-03-01", 9, municipality="132101", programme="P05")


def tell(laptop: Laptop, year: int, kind: str, **counts: int) -> None:
    """What is known of a year as counts alone, told as 約."""
    days = {"first_day": f"{year}-04-01", "last_day": f"{year}-12-31", "session_kind": kind}
    told = {**days, **counts, "estimated": ("sessions", "visits")}
    laptop.write(msgspec.convert(told, kinds.ResultEntered))


def headings(table: ReportTable) -> list[str]:
    """As they stand on paper."""
    return [each.heading for each in shown_columns(table)]


def test_r1_regular_sessions_by_municipality(hq: Headquarters, tmp_path: Path) -> None:
    laptop = hq.enrolled()
    write_regular(laptop)
    with counted(hq, laptop, tmp_path, END_OF_FEBRUARY) as both:
        table = both.table(Asked(report=ReportCode.REGULAR, period=fiscal_year_period(2022)))
        whole = both.table(Asked(report=ReportCode.RESULTS, period=fiscal_year_period(2022), split=Split.PROGRAMME))
    assert texts(table) == {
        name: (f"{venues}", f"{sessions}", f"{visits}") for name, venues, sessions, visits in REGULAR.values()
    } | {"合計": ("30", "202", "1,360")}
    assert headings(table) == ["会場数（か所）", "開催回数（回）", "延べ参加者数（人）"]
    assert (table.is_part, [note.code for note in table.notes]) == (True, ["part"])
    visits = {row.ja: whole.cell(row.key, Measure.VISITS) for row in whole.rows}
    assert {name: cell.value for name, cell in visits.items() if cell} == {
        "スマホ相談会": 1369,
        "うち定期相談会": 1360,
        "合計": 1369,
    }


def test_r2_trial_and_consultation_sessions_by_year(hq: Headquarters, tmp_path: Path) -> None:
    laptop = hq.enrolled()
    tell(laptop, 2021, "trial", municipalities=43, sessions=500, visits=3500)
    tell(laptop, 2021, "consultation", municipalities=24, sessions=140, visits=1200)
    tell(laptop, 2022, "trial", municipalities=51, sessions=1699, visits=10_980)
    hold(laptop, "2023-01-10", 20, session_kind="trial", municipality="132101")
    tell(laptop, 2022, "consultation", municipalities=34, sessions=688, visits=4491)
    hold(laptop, "2023-01-11", 4, session_kind="consultation", programme="P04", municipality="132101")
    hold(laptop, "2023-01-12", 5, session_kind="consultation", programme="P05", municipality="132101")
    hold(laptop, "2023-01-13", 7, session_kind="social", municipality="132101")
    asked = Asked(report=ReportCode.YEARS, period=fiscal_year_period(2022), compares=True)
    with counted(hq, laptop, tmp_path, END_OF_FEBRUARY) as both:
        table = both.table(asked)
    assert headings(table) == ["自治体数（自治体）", "開催回数（回）", "延べ参加者数（人）"]
    assert printed(table) == [
        ("令和4年度（2月28日まで）", "体験会", "52", "約1,700", "約11,000"),
        ("令和4年度（2月28日まで）", "相談会", "35", "約690", "約4,500"),
        ("令和3年度", "体験会", "43", "約500", "約3,500"),
        ("令和3年度", "相談会", "24", "約140", "約1,200"),
    ]
    assert {"part", "part_beside_whole", "mixed_estimates"} == {note.code for note in table.notes}


def test_r3_courses_by_category(hq: Headquarters, tmp_path: Path) -> None:
    laptop = hq.enrolled()
    for strand, sessions, visits in (("P25-1", 40, 621), ("P25-2", 15, 218), ("P25-3", 9, 140)):
        for number in range(sessions):
            share = visits // sessions + (number < visits % sessions)
            plan = {"session_kind": "course", "programme": "P25", "strand": strand, "funding": "F06"}
            hold(laptop, f"2021-06-{1 + number % 30:02}", share, **plan)
    learners = [laptop.write(kinds.PersonRegistered(age_band="60s"), new_person_id()).entity_id for _ in range(113)]
    for number in range(39):
        session = hold(
            laptop, f"2021-07-{1 + number % 30:02}", 0, session_kind="course", programme="P26", funding="F06"
        )
        for place in range(550 // 39 + (number < 550 % 39)):
            who = learners[(number * 15 + place) % 113]
            laptop.visit(session, person_id=who, at=f"2021-07-{1 + number % 30:02}T13:05:00.000+09:00")
    told = {"sessions": 61, "visits": 900, "estimated": ("visits",), "programme": "P27", "strand": "P27-1"}
    days = {"first_day": "2021-04-01", "last_day": "2022-03-31", "session_kind": "course", "funding": "F09"}
    laptop.write(msgspec.convert(told | days, kinds.ResultEntered))
    asked = Asked(report=ReportCode.CATEGORIES, period=fiscal_year_period(2021))
    with counted(hq, laptop, tmp_path, END_OF_FEBRUARY) as both:
        table = both.table(asked)
        money = both.table(Asked(report=ReportCode.RESULTS, period=asked.period, split=Split.FUNDING))
    assert headings(table) == ["講座数（講座）", "延べ参加者数（人）", "実人員（人）"]
    assert printed(table) == [
        ("①", "地域学習者", "40", "621", "–"),
        ("①", "自治会連合会", "15", "218", "–"),
        ("①", "ドコモ体験", "9", "140", "–"),
        ("①", "小計", "64", "979", "–"),
        ("②", "介護予防サポーター", "39", "550", "113"),
        ("③", "公民館", "61", "約900", "–"),
        ("", "総計", "164", "2,429", "–"),
    ]
    assert "estimates_in_sum_visits" in {note.code for note in table.notes}
    paid = {row.key: money.cell(row.key, Measure.VISITS) for row in money.rows}
    assert {key: cell.value for key, cell in paid.items() if cell} == {"F06": 1529, "F09": 900, TOTAL: 2429}


def test_r4_supporters_by_age_and_month(hq: Headquarters, tmp_path: Path) -> None:
    laptop = hq.enrolled()
    ages = [band for band, number in AGES.items() for _ in range(number)]
    months = [month for month, number in MONTHS.items() for _ in range(number)]
    for number, (band, month) in enumerate(zip(ages, months, strict=True)):
        told = {"display_name": f"サポーター{number}", "age_band": band, "registered_on": f"{month}-15"}
        laptop.write(msgspec.convert(told, kinds.SupporterRegistered))
    laptop.write(kinds.SupporterRegistered(display_name="調整", role="coordinator", registered_on="2023-01-05"))
    laptop.write(kinds.SupporterRegistered(display_name="翌日", registered_on="2023-03-16"))
    asked = Asked(report=ReportCode.SUPPORTERS, period=free_period(date(2023, 1, 1), date(2023, 3, 15)))
    with counted(hq, laptop, tmp_path, datetime(2023, 3, 20, 12, 0, tzinfo=JAPAN)) as both:
        table = both.table(asked)
        assert both.table(msgspec.structs.replace(asked, split=Split.MONTH)).rows[-1].key == TOTAL
        before = both.table(msgspec.structs.replace(asked, period=month_period(2022, 12)))  # a year without a target
    assert headings(table) == ["登録者数（人）", "割合（％）", "累計（人）", "目標（人）"]
    assert headings(before) == headings(table)[:-1]
    shown = {row.key: texts(table)[row.ja] for row in table.rows}
    assert (shown["60s"][:2], shown["70s"][:2]) == (("46", "25.3"), ("67", "36.8"))
    assert [shown[month][2] for month in MONTHS] == ["40", "92", "150", "182"]
    assert shown[TOTAL][0] == "182"
    assert shown["K02"] == ("182", "18.2", "–", "1,000")
    assert [(each.reached.value, each.target, each.due) for each in table.aims] == [(182, 1_000, "2023-12-31")]


def test_r5_one_session(hq: Headquarters, tmp_path: Path) -> None:
    laptop = hq.enrolled()
    place = {"venue": "西東京市役所田無庁舎ロビー", "municipality": "132292", "programme": "P04"}
    session = hold(laptop, "2023-03-15", 0, **place)
    hold(laptop, "2023-03-15", 3)
    known = laptop.visitor().entity_id
    for number in range(27):
        at = f"2023-03-15T13:{10 + number}:00.000+09:00"
        person = known if number < 2 else None
        visit = laptop.visit(session, at=at, person_id=person, again=bool(number == 1)).entity_id
        for topic in ("T01-01", "T02-01") if number == 5 else ("T01-01",):
            case = {"at": at, "topic": topic, "outcome": "O1", "minutes": 7, "session_id": session}
            content = msgspec.convert({**case, "attendance_id": visit, "person_id": person}, kinds.ConsultationRecorded)
            laptop.write(content)
    for _ in range(4):
        started = kinds.DutyStarted(
            supporter_id=new_entity_id(), at="2023-03-15T12:45:00.000+09:00", session_id=session
        )
        laptop.write(started)
    asked = Asked(report=ReportCode.SESSION, period=day_period(date(2023, 3, 15)), session_id=session)
    with counted(hq, laptop, tmp_path, datetime(2023, 3, 16, 9, 0, tzinfo=JAPAN)) as both:
        table = both.table(asked)
    assert texts(table) == {
        "令和5年3月15日 13:00～16:00 西東京市役所田無庁舎ロビー": ("4", "26", "28", "27"),
    }
