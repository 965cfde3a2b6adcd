"""The portal's reports: the figures of the reports, each opening its records, as files, in both languages."""

import csv
import html
import io
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import pytest
import requests
import xlsxwriter
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from core import kinds
from core.clock import JAPAN
from core.reports.asking import Words, asked_for
from core.reports.figures import figure_text
from core.reports.table import ReportCode, ReportTable, figures_of
from tests.helpers.headquarters import Headquarters, headquarters
from tests.helpers.laptop import Laptop
from tests.helpers.readers import add_reader, signed_in
from tests.hq.counted import hold

YEAR = "fiscal-year=2025"
_LINK = re.compile(r'<a href="(/reports/\w+/behind\?[^"]*row=[^"]*)">([^<]*)</a>')


@dataclass(frozen=True)
class Portal:
    """Headquarters with records of three sites, and somebody of it who is signed in."""

    hq: Headquarters
    staff: requests.Session

    def get(self, path: str, status: int = 200) -> requests.Response:
        """A page."""
        answer = self.staff.get(self.hq.url + path, timeout=20)
        assert answer.status_code == status, answer.text[:2000]
        return answer

    def text(self, path: str, status: int = 200) -> str:
        """What it says, without tags."""
        return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", self.get(path, status).text).split()))


@pytest.fixture(scope="module")
def portal() -> Iterator[Portal]:
    """Sessions of two years in two municipalities, results told as 約, supporters, a report that was handed in."""
    with headquarters() as hq:
        for name, home in (("Ashi", "132292"), ("Hoshi", "132101")):
            laptop = Laptop()
            laptop.join(hq.url, hq.code(hq.add_site(name, home)))
            _live(laptop, home)
            hq.exchange(laptop)
        yield Portal(hq, signed_in(hq, add_reader("honbu")))


def _live(laptop: Laptop, home: str) -> None:
    person = laptop.visitor().entity_id
    for day, programme, kind, visits in (
        ("2024-06-10", "P05", "consultation", 2),
        ("2025-05-12", "P05", "consultation", 7),
        ("2025-06-16", "P04", "trial", 4),
        ("2025-06-17", "P26", "course", 6),
        ("2025-06-18", "P06", "standing", 1),
    ):
        session = hold(laptop, day, visits, programme=programme, session_kind=kind, municipality=home, venue="Hall")
        laptop.visit(session, person_id=person, at=f"{day}T14:30:00.000+09:00")
        for minute, topic in enumerate(("T02-01", "T05-01")):
            at = f"{day}T14:0{minute}:00.000+09:00"
            told = kinds.ConsultationRecorded(at=at, topic=topic, outcome="O1", minutes=20, session_id=session)
            laptop.write(told)
    counts = {"sessions": 3, "visits": 40, "estimated": ("visits",)}
    laptop.write(kinds.ResultEntered(first_day="2025-07-01", last_day="2025-09-30", programme="P05", **counts))  # type: ignore[arg-type]  # counts by name
    laptop.write(kinds.SupporterRegistered(display_name="Kiku", age_band="60s", registered_on="2025-04-03"))


def counted(code: str, **words: object) -> ReportTable:
    """The same by the report itself."""
    from hq.reports.tables import report_table

    now = datetime.now(JAPAN)
    return report_table(asked_for(ReportCode(code), Words(fiscal_year="2025", **words), now.date()), now)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def in_japanese(portal: Portal) -> None:
    """As it is before anybody asks for English."""
    portal.staff.cookies.set("language", "ja")


def test_records_are_promised_where_a_figure_has_some(portal: Portal) -> None:
    promise = "数字を選ぶと、もとになった記録が開きます。"
    assert promise in portal.text("/reports/r3?fiscal-year=2025")
    assert promise not in portal.text("/reports/r3?fiscal-year=2010")


@pytest.mark.parametrize(
    ("code", "query", "words"),
    [
        ("r7", "&by=municipality", {"by": "municipality"}),
        ("r7", "&by=kind&only=channel%3Din_person", {"by": "kind", "only": ("channel=in_person",)}),
        ("r1", "", {}),
        ("r3", "", {}),
        ("r4", "", {}),
    ],
)
def test_figures_are_those_of_the_report_and_open_their_records(
    portal: Portal, code: str, query: str, words: dict[str, object]
) -> None:
    table = counted(code, **words)
    page = portal.get(f"/reports/{code}?{YEAR}{query}").text
    links = [(html.unescape(address), text) for address, text in _LINK.findall(page)]
    units = [column.unit for row in table.rows for column in table.columns]
    cells = [cell for row in table.rows for cell in row.cells]
    told = [figure_text(cell) + unit for cell, unit in zip(cells, units, strict=True) if cell is not None]
    assert [text for _, text in links] == [each for each in told if each]
    assert links
    added_up = {"sessions", "visits", "anonymous", "persons", "consultations", "minutes", "registered"}
    opened = 0
    for (address, text), (row, column, figure) in zip(links, figures_of(table), strict=True):
        if column.measure.value not in added_up or row.level.value == "line":
            continue
        behind = portal.text(address)
        assert text in behind, address
        if figure.value:
            assert f"数の合計 {figure.value} " in behind, (address, behind)
        opened += 1
    assert opened


def test_a_figure_that_is_no_sum_of_its_records_says_so(portal: Portal) -> None:
    venues, sessions = (portal.text(f"/reports/r7/behind?{YEAR}&row=&column={each}") for each in ("venues", "sessions"))
    for text, adds_up in ((venues, False), (sessions, True)):
        assert ("数の合計 " in text) is adds_up
        assert ("行の数の合計ではありません" in text) is not adds_up


def test_a_figure_of_the_year_before_opens_its_own_records(portal: Portal) -> None:
    page = portal.get(f"/reports/r7?{YEAR}&by=month&compare=1").text
    lines = page.count('rowspan="3"')
    assert lines == len(counted("r7", by="month").rows)
    assert [page.count(f'class="of">{each}</th>') for each in ("この期間", "前の年", "増減")] == [lines] * 3
    assert page.count("会場数</th>") == 1  # a column a measure: three of each would be wider than a screen
    before = next(html.unescape(a) for a, text in _LINK.findall(page) if "of=before" in a and text == "6人")
    behind = portal.text(before)
    assert "6月10日（月）" in behind
    assert "2025年" not in behind
    assert "令和6年度" in behind


def test_files_hold_what_is_shown(portal: Portal, caplog: pytest.LogCaptureFixture) -> None:
    table = counted("r7", by="month")
    caplog.set_level(logging.INFO, "hq.audit")

    def file(form: str) -> requests.Response:
        answer = portal.get(f"/reports/r7/file?{YEAR}&by=month&format={form}")
        name = f"r7_20250401-20260331{'_cp932' if form == 'csv_cp932' else ''}.{form.partition('_')[0]}"
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert f"file taken: {name} r7 2025-04-01/2026-03-31 of すべての拠点 by honbu" in caplog.text
        return answer

    total = table.rows[-1].cells[table.columns.index(next(c for c in table.columns if c.key == "visits"))]
    assert total is not None
    for form, encoding in (("csv", "utf-8-sig"), ("csv_cp932", "cp932")):
        rows = list(csv.reader(io.StringIO(file(form).content.decode(encoding))))
        assert figure_text(total) in next(row for row in rows if "合計" in row)
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(file("xlsx").content))
    values = [value for row in sheets.get_sheet_by_index(0).to_python() for value in row]
    assert float(total.value) in values
    told = json.loads(file("json").content)
    assert {cell["column"]: cell["value"] for cell in told["rows"][-1]["cells"]}["visits"] == total.value
    paper = "".join(page.extract_text() for page in PdfReader(io.BytesIO(file("pdf").content)).pages)
    assert f"{total.value:,}" in paper
    assert all(words in paper for words in ("相談の内容ごと", "曜日と時間ごとの来場", "月ごと", "年代ごと"))
    shown = io.BytesIO(portal.get(f"/reports/r7/file?{YEAR}&publish=1&format=pdf").content)
    assert "曜日と時間ごと" not in "".join(page.extract_text() for page in PdfReader(shown).pages)
    portal.get(f"/reports/r7/file?{YEAR}&format=exe", 404)


def test_days_that_are_no_period_stay_in_the_form(portal: Portal) -> None:
    page = portal.get("/reports/r7?from=2026-03-31&to=2025-04-01", 400).text
    assert 'value="2026-03-31"' in page
    assert 'value="2025-04-01"' in page
    assert 'name="from"' not in portal.get("/reports/r7?from=2026-03-31&to=soon", 400).text


def test_what_is_published_hides_small_figures_on_the_page_and_in_the_file(portal: Portal) -> None:
    shown = f"{YEAR}&by=municipality&publish=1"
    page = portal.get(f"/reports/r7?{shown}").text
    assert "＊" in page
    assert "publish" not in "".join(address for address, _ in _LINK.findall(page))
    file = portal.get(f"/reports/r7/file?{shown}&format=csv")
    assert "＊" in file.content.decode("utf-8-sig")
    assert "_public.csv" in file.headers["Content-Disposition"]


def _form(name: str) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet("様式")
        book.define_name(name, "=様式!$B$3")
    return file.getvalue()


def _post(portal: Portal, data: bytes) -> requests.Response:
    address = f"{portal.hq.url}/reports/r7?{YEAR}"
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', portal.staff.get(address, timeout=20).text)
    assert token is not None
    sent = {"file": ("様式.xlsx", data)}
    told = {"csrfmiddlewaretoken": token[1]}
    return portal.staff.post(f"{portal.hq.url}/reports/r7/form?{YEAR}", data=told, files=sent, timeout=20)


def test_the_clients_form_comes_back_filled(portal: Portal) -> None:
    answer = _post(portal, _form("合計.延べ人数"))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_name("様式")
    total = counted("r7").rows[-1].cells[3]
    assert total is not None
    assert sheet.to_python(skip_empty_area=False)[2][1] == total.value
    for wrong, why in ((_form("べつの.名前"), "名前の付いたセルが、様式にありません"), (b"x", "様式として使える")):
        refused = _post(portal, wrong)
        assert refused.status_code == 400
        assert why in refused.text


_ODD = (
    ("r7?month=2026-13", "その期間はありません。", "There is no such period."),
    ("r7?from=2026-05-01&to=2026-04-01", "その期間はありません。", "There is no such period."),
    ("r7?month=2026-04&year=2026", "期間が2つ以上あります。", "More than one period was given."),
    ("r7?until=0001-01-01", "その期間はありません。", "There is no such period."),
    ("r7?fiscal-year=9998", "その期間はありません。", "There is no such period."),
    ("r7?by=weather", "その分け方はありません。", "There is no such split."),
    ("r7?by=topic&only=age_band%3D60s", "この2つを重ねた集計はできません。", "These two cannot be counted together."),
    ("r4?by=venue", "その分け方では集計できません。", "This report cannot be split like that."),
    ("r5?session=nobody", "その会は見つかりません。", "This session was not found."),
)


def test_what_cannot_be_counted_is_told_with_a_way_on(portal: Portal) -> None:
    for address, sentence, english in _ODD:
        page = portal.text(f"/reports/{address}", 400)
        assert sentence in page, address
        assert "表示" in page
        portal.get(f"/reports/{address}&format=csv".replace("?", "/file?"), 400)
        portal.staff.cookies.set("language", "en")
        assert english in portal.text(f"/reports/{address}", 400), address
        portal.staff.cookies.set("language", "ja")
    for address in ("r8", "r7?only=topic%3DV01%40nobody", "r7?site=nobody", "r7/behind?row=x&column=visits", "../x"):
        portal.get(f"/reports/{address}", 404)


def test_days_that_are_no_weeks_stay_in_the_form(portal: Portal) -> None:
    page = portal.get("/conditions?from=2025-06-20&to=2025-06-01", 400).text
    assert 'value="2025-06-20"' in page
    assert 'value="2025-06-01"' in page


def test_one_session_is_chosen_from_a_list(portal: Portal) -> None:
    page = portal.get("/reports/r5?month=2025-06").text
    address = next(html.unescape(each) for each in re.findall(r'href="(\?[^"]*session=[^"]*)"', page))
    assert "相談件数" in portal.text(f"/reports/r5{address}")


def test_english_is_complete(portal: Portal) -> None:
    portal.staff.cookies.set("language", "en")
    pages = (
        "/reports",
        f"/reports/r7?{YEAR}&by=month&compare=1",
        f"/reports/r7?{YEAR}&by=topic",
        f"/reports/r1?{YEAR}",
        f"/reports/r2?{YEAR}&compare=1",
        f"/reports/r4?{YEAR}",
        "/reports/r5?month=2025-06",
        f"/reports/r7/behind?{YEAR}&row=&column=visits",
        "/conditions?from=2025-05-01&to=2025-06-30",
        "/handed-in",
    )
    names = ("会", "日本語")
    for path in pages:
        page = re.sub(r'<p class="names"[^>]*>.*?</p>', "", portal.get(path).text, flags=re.DOTALL)
        text = re.sub(r"<[^>]+>", " ", page)
        for name in names:
            text = text.replace(name, "")
        assert not re.findall(r"\w*[ぁ-んァ-ヶ]\w*", text), path
    assert " June 2025 " in portal.text(f"/reports/r7?{YEAR}&by=month")


def test_charts_are_drawn_without_style_and_told_as_tables(portal: Portal) -> None:
    page = portal.get(f"/reports/r7?{YEAR}&by=month").text
    charts = portal.get(f"/reports/r7/charts?{YEAR}&compare=1").text
    assert (page.count("<svg xmlns"), charts.count("<svg xmlns")) == (1, 4)
    assert "style=" not in page + charts
    assert "<script" not in page + charts
    told = portal.text(f"/reports/r7/charts?{YEAR}")
    assert "火 12 2 水" in told  # at 13 and 14 o'clock
    kept = portal.get(f"/reports/r7/charts?{YEAR}&only=age_band%3D70s").text
    assert "グラフにする数字がありません" in kept


def test_a_year_with_a_target_has_a_bar_with_its_deadline_but_not_where_it_is_published(portal: Portal) -> None:
    for code, due in (("r7?fiscal-year=2023", "令和6年3月31日まで"), ("r4?year=2023", "令和5年12月31日まで")):
        page = portal.get(f"/reports/{code}").text
        assert page.count("<title>目標までの進みぐあい</title>") == 1
        assert due in page
        assert "<title>目標までの進みぐあい</title>" in portal.get(f"/reports/{code.replace('?', '/charts?')}").text
        assert "目標までの進みぐあい" not in portal.get(f"/reports/{code}&publish=1").text
    assert "目標までの進みぐあい" not in portal.get("/reports/r7?fiscal-year=2022").text


def test_conditions_of_weeks_with_what_is_missing_first(portal: Portal) -> None:
    from hq.reports.conditions import conditions_report

    days = "from=2025-06-16&to=2025-06-22"
    now = datetime.now(JAPAN)
    table = conditions_report(now, date(2025, 6, 16), date(2025, 6, 22))
    page = portal.text(f"/conditions?{days}")
    assert table.findings
    assert [page.index(each.ja) for each in table.findings] == sorted(page.index(each.ja) for each in table.findings)
    broken = sum(each.state == "broken" for each in table.findings)
    assert f"満たしていない条件 {broken} " in page
    rows = list(csv.reader(io.StringIO(portal.get(f"/conditions/file?{days}&format=csv").content.decode("utf-8-sig"))))
    assert len(rows) == len(table.findings) + 1
    book = portal.get(f"/conditions/file?{days}&format=xlsx")
    assert book.headers["Content-Disposition"] == 'attachment; filename="r8_2025-06-16_2025-06-22.xlsx"'
    assert CalamineWorkbook.from_filelike(io.BytesIO(book.content)).sheet_names
    assert portal.get(f"/conditions/file?{days}&format=pdf").content.startswith(b"%PDF")
    for wrong in ("from=yesterday", "from=2025-06-16&to=2025-06-01", "from=2020-01-01&to=2025-06-01"):
        assert "期間" in portal.text(f"/conditions?{wrong}", 400)
    portal.get(f"/conditions/file?{days}&format=exe", 404)
    portal.get("/conditions/file?from=yesterday&format=csv", 404)


def test_a_period_without_anything_says_what_to_try(portal: Portal) -> None:
    empty = "この期間に数えるものはありません。"
    assert empty in portal.text("/reports/r7?fiscal-year=2010&by=month")
    assert empty not in portal.text(f"/reports/r7?{YEAR}&by=month")
