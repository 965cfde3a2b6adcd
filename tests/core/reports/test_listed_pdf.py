"""R8 and R9 as papers, read back: what each line says of its days, and headings that stay with their tables."""

from datetime import date, datetime
from io import BytesIO

from pypdf import PdfReader

from core.clock import JAPAN
from core.conditions.values import Finding, Rule, Span, State
from core.paper.tables import Column
from core.programmes import shipped_programmes
from core.reports.conditions_pdf import pdf
from core.reports.conditions_table import conditions_table
from core.reports.listed_pdf import Listed, listed_pdf
from core.reports.pdf_head import Head


def _pages(paper: bytes) -> list[list[str]]:
    return [page.extract_text().splitlines() for page in PdfReader(BytesIO(paper)).pages]


def _finding(rule: Rule, code: str, span: Span, programme: str, actual: int, planned: int, should: int) -> Finding:
    return Finding(rule, code, State.MET, span, "s", programme, should, actual, planned, venue="田無庁舎", title="会")


def test_a_week_stands_with_its_days_a_volume_with_its_year_and_visitors_are_no_plan() -> None:
    week, year = Span(date(2026, 11, 9), date(2026, 11, 15)), Span(date(2026, 4, 1), date(2027, 3, 31))
    found = (
        _finding(Rule.FREQUENCY, "three_a_week", week, "P06", 2, 71, 73),
        _finding(Rule.RATIO, "one_for_four", week, "P12", 4, 82, 3),
        _finding(Rule.RECEPTIONS, "receptions", year, "P17", 594, 0, 600),
    )
    days, now = (week.first, week.last), datetime(2026, 11, 15, 17, 0, tzinfo=JAPAN)
    (lines,) = _pages(pdf(conditions_table(found, shipped_programmes(), days, now, "田無庁舎", str)))
    assert (lines.count("2026-W46"), lines.count("11/9～11/15")) == (2, 2)
    assert lines.count("令和8年度") == 1
    assert not any("2027-W13" in each for each in lines)
    assert ("71" in lines, "82" in lines) == (True, False)


def test_a_heading_is_never_alone_at_the_foot_of_a_page() -> None:
    head, columns = Head("題", "期間", "いま"), (Column("名前", 1), Column("数", 1, "right"))
    for number in range(1, 24):
        parts = (Listed("前の週", [("前の行", "1")] * number), Listed("次の週", [("次の行", "2")] * 3))
        assert ["次の行" in page for page in _pages(listed_pdf(head, columns, parts, ())) if "次の週" in page] == [True]
