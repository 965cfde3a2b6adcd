"""What sites handed in, at headquarters: as it was then, what has changed since, and what is not whole any more."""

import io
import json
import re

import pytest
from python_calamine import CalamineWorkbook

from core import kinds
from core.clock import stamp
from core.problem import Problem
from core.reports.handed_in import freeze
from core.reports.period import fiscal_year_period
from core.reports.table import Asked, ReportCode, Split
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop
from tests.helpers.readers import add_reader, signed_in, words_of
from tests.hq.counted import hold


@pytest.fixture
def laptop(hq: Headquarters) -> Laptop:
    """Five visits, handed in; then two more, and the second version; then one more."""
    from hq.reports.tables import report_table

    laptop = hq.enrolled()
    asked = Asked(report=ReportCode.RESULTS, period=fiscal_year_period(2025), split=Split.KIND)
    who = laptop.write(kinds.SupporterRegistered(display_name="山田 花")).entity_id
    for version, visits in ((1, 5), (2, 2)):
        hold(laptop, f"2025-06-1{version}", visits, session_kind="course")
        hq.exchange(laptop)
        frozen = freeze(report_table(asked, laptop.clock.now(), laptop.site.site_id))
        told = (kinds.ReportSubmitted, kinds.ReportReplaced)[version - 1](
            report="r7",
            period_from="2025-04-01",
            period_to="2026-03-31",
            by="kind",
            cut_off=stamp(laptop.clock.now()),
            version=version,
            content=frozen.content,
            content_hash=frozen.content_hash,
            handed_to="市のデジタル推進課",
            reason="届いた記録" if version > 1 else None,
        )
        laptop.write(told, staff_id=who)
        laptop.clock.advance(hours=1)
    hold(laptop, "2025-06-20", 1, session_kind="course")
    hq.exchange(laptop)
    return laptop


def test_a_report_is_shown_as_it_was_handed_in_and_what_has_changed(hq: Headquarters, laptop: Laptop) -> None:
    staff = signed_in(hq, add_reader("honbu"))
    page = staff.get(f"{hq.url}/handed-in", timeout=10)
    listed = words_of(page)
    assert "実績報告 会の種類ごと 令和7年度 田無庁舎 2 市のデジタル推進課" in listed
    assert "1 差替え済み 市のデジタル推進課" in listed
    assert "山田 花" in listed
    second, first = re.findall(r'href="(/handed-in/[^"]+)"', page.text)
    then = words_of(staff.get(hq.url + first, timeout=10))
    assert "提出したときの表: 実績報告" in then
    assert re.search(r"講座 .*?5人", then.split("提出したときの表")[1])
    assert "講座 延べ人数 5 8 +3" in then
    assert "届いた記録" in words_of(staff.get(hq.url + second, timeout=10))
    file = staff.get(f"{hq.url}{first}/file?format=xlsx", timeout=10)
    assert file.headers["Content-Disposition"] == 'attachment; filename="v1_r7_20250401-20260331.xlsx"'
    rows = CalamineWorkbook.from_filelike(io.BytesIO(file.content)).get_sheet_by_index(0).to_python()
    assert any(5.0 in row for row in rows)
    assert staff.get(f"{hq.url}{first}/file?format=x", timeout=10).status_code == 404


@pytest.mark.parametrize("spoilt", ["content = content || ' '", "content = '{}'", "content_hash = 'x'"])
def test_what_is_not_whole_any_more_is_told(hq: Headquarters, laptop: Laptop, spoilt: str) -> None:
    staff = signed_in(hq, add_reader("honbu"))
    hq.query(f"UPDATE fact_submission SET {spoilt} WHERE version = 1")
    first = re.findall(r'href="(/handed-in/[^"]+)"', staff.get(f"{hq.url}/handed-in", timeout=10).text)[1]
    answer = staff.get(hq.url + first, timeout=10)
    assert answer.status_code == 409
    assert "提出したときのものと同じではありません" in answer.text
    assert staff.get(f"{hq.url}{first}/file?format=csv", timeout=10).status_code == 404


def test_the_command_tells_the_same(hq: Headquarters, laptop: Laptop, capsys: pytest.CaptureFixture[str]) -> None:
    from hq.__main__ import make_parser
    from hq.cli.handed_in import show_handed_in

    def run(*words: str) -> list[str]:
        assert show_handed_in(make_parser().parse_args(("report", "handed-in", *words))) == 0
        return capsys.readouterr().out.splitlines()

    told = [json.loads(line) for line in run("--site", laptop.site.site_id, "--json")]
    assert [(each["version"], each["newest"], each["staff"]) for each in told] == [(2, 2, "山田 花"), (1, 2, "山田 花")]
    assert run("--municipality", "132101") == []
    assert any(line.startswith("講座\t") and "\t5\t" in line for line in run("--show", told[1]["submission_id"]))
    assert "講座\t延べ人数\t5 → 8" in run("--since", told[1]["submission_id"])
    with pytest.raises(Problem):
        run("--show", "nobody")
