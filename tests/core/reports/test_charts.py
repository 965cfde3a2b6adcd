"""Charts: what they show stands in words too, in the drawing and for screen readers; shade alone tells nothing."""

from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.assets import asset_path
from core.catalogue import load_catalogue
from core.reports.chart_drawing import _TYPE, drawn
from core.reports.charts import (
    Bar,
    Bars,
    Chart,
    HeatMap,
    Line,
    Trend,
    bars_of,
    chart_drawing,
    chart_svg,
    chart_words,
    charts_of,
    hours_chart,
    trend_of,
)
from core.reports.progress import Progress, Step, progress_of
from core.reports.suppression import suppressed
from core.reports.table import Aim, Figure, Split
from tests.helpers.report_tables import r1, r2

_SVG = "{http://www.w3.org/2000/svg}"
BARS = Bars(
    "相談の内容",
    (
        Bar("Wi-Fi", Figure(value=120)),
        Bar("決済", Figure(value=90, approximate=True)),
        Bar("防災", Figure(value=0, suppressed=True)),
        Bar("𠮷田<&>", None),
    ),
    "件",
)
HEAT = hours_chart("曜日と時間", [(1, 9, 4), (1, 9, 1), (3, 11, 40), (7, 10, 0)], "人")
TREND = Trend(
    "月ごとの来場",
    ("4月", "5月"),
    Line("令和4年度", (Figure(value=1200), None)),
    Line("令和3年度", (Figure(value=800), Figure(value=1700, approximate=True))),
    "人",
)
AIMS = Progress(
    "目標までの進みぐあい",
    (
        Step("支援対象者数　令和6年3月31日まで", "約4,500 / 22,500（20.0 ％）", 0.2),
        Step("𠮷田<&>の目標", "1,200 / 1,000（120.0 ％）", 1.0),
        Step("まだ", "0 / 10（0.0 ％）", 0.0),
    ),
)
every_chart = pytest.mark.parametrize("chart", [BARS, HEAT, TREND, AIMS], ids=["bars", "heat", "trend", "aims"])


def _texts(svg: bytes) -> list[str]:
    return ["".join(each.itertext()) for each in ElementTree.fromstring(svg).iter(f"{_SVG}text")]


def test_words_tell_every_figure_with_its_marks() -> None:
    assert chart_words(BARS) == "相談の内容。Wi-Fi 120件、決済 約90件、防災 ＊件、𠮷田<&> –件。"
    assert chart_words(TREND) == (
        "月ごとの来場。令和4年度、4月 1,200人、5月 –人。令和3年度、4月 800人、5月 約1,700人。"
    )
    assert chart_words(HEAT).startswith("曜日と時間。月、9時 5人、10時 0人、11時 0人。火、")


def test_words_in_english_are_parted_as_english_is() -> None:
    chart = hours_chart("Visits", [(2, 9, 4)], english=True)
    assert chart_words(chart, english=True).startswith("Visits. Mon, 9:00 0. Tue, 9:00 4. Wed")


def test_every_weekday_and_every_hour_between_is_there() -> None:
    assert [row.label for row in HEAT.rows] == list("月火水木金土日")
    assert HEAT.columns == ("9時", "10時", "11時")
    assert HEAT.rows[0].cells[0] == Figure(value=5)
    assert hours_chart("", []).columns == ()


@every_chart
def test_the_drawing_as_svg_names_itself_and_holds_every_figure_as_text(chart: Chart) -> None:
    svg = chart_svg(chart)
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == chart_words(chart)
    assert [title.text for title in root.iter(f"{_SVG}title")] == [chart.title]
    shown = "".join(_texts(svg))
    for part in chart_words(chart).split("。")[1:-1]:
        for figure in part.split("、"):
            assert figure.split()[-1].removesuffix(chart.unit) in shown


@every_chart
def test_a_browser_is_told_typefaces_that_show_japanese(chart: Chart) -> None:
    root = ElementTree.fromstring(chart_svg(chart))
    assert root.get("font-family", "").startswith("BIZ UDPGothic, 'BIZ UDPゴシック', 'Yu Gothic UI'")
    assert ElementTree.fromstring(chart_svg(chart, families="BIZ UDPGothic")).get("font-family") == "BIZ UDPGothic"
    assert len({each.get("text-anchor") for each in root.iter(f"{_SVG}text")}) > 1  # aligned by the browser
    assert any(each.get("font-weight") == "bold" for each in root.iter(f"{_SVG}text"))


def test_words_are_escaped() -> None:
    assert "𠮷田<&>" in _texts(chart_svg(BARS))


@every_chart
@given(width=st.floats(160, 900))
def test_nothing_stands_outside_of_the_drawing(chart: Chart, width: float) -> None:
    drawing = drawn(chart, width)
    left, bottom, right, top = drawing.getBounds()
    assert left >= -1
    assert bottom >= -1
    assert right <= width + 40  # the figure behind the longest bar
    assert top <= drawing.height + 1


@pytest.mark.parametrize("width", [360, 520, 640])
def test_every_topic_stands_whole_beside_its_bar(width: float) -> None:
    for topic in load_catalogue(asset_path("catalogue", "topics.toml")).topics():
        for name in (topic.ja, topic.en):
            written = "".join(_texts(chart_svg(Bars("", (Bar("LINE", Figure(value=9)), Bar(name, None))), width)))
            assert name.replace(" ", "") in written.replace(" ", "")


def test_a_name_on_several_lines_keeps_clear_of_its_neighbours() -> None:
    long = "Health insurance card and certificate of eligibility"
    drawing = chart_drawing(Bars("", tuple(Bar(long, Figure(value=n)) for n in (3, 2, 1))), 300)
    lines = [each.y for each in drawing.contents if type(each).__name__ == "String" and each.textAnchor == "end"]
    assert len(lines) > 3
    assert all(above - below >= _TYPE for above, below in pairwise(lines))


def test_hidden_and_unknown_figures_have_no_bar() -> None:
    bars = [each for each in chart_drawing(BARS, 300).contents if type(each).__name__ == "Rect"]
    assert [round(each.width) > 0 for each in bars] == [True, True, False, False]


@given(st.integers(0, 60), st.integers(1, 60))
def test_a_number_can_be_read_on_every_shade(count: int, most: int) -> None:
    heat = hours_chart("", [(1, 9, min(count, most)), (2, 9, most)])
    parts = chart_drawing(heat, 300).contents
    boxes = [each for each in parts if type(each).__name__ == "Rect"]
    numbers = [each for each in parts if type(each).__name__ == "String"][-len(boxes) * 2 :][1::2]
    for box, number in zip(boxes, numbers, strict=True):
        assert _contrast(box.fillColor, number.fillColor) >= 4.5


def test_charts_come_from_reports() -> None:
    bars = bars_of(r1(), "visits")
    assert [bar.cell for bar in bars.bars][:2] == [Figure(value=125), Figure(value=103)]
    assert len(bars.bars) == 6  # the total is no bar
    trend = trend_of(r2(), "visits")
    assert trend.now.label == "令和4年度（一部期間）"
    assert trend.before is not None
    assert trend.before.cells[0] == Figure(value=3500, approximate=True)
    assert bars_of(r1(), "visits", english=True).title == "定期相談会 開催実績: Visits"


def test_reports_by_municipality_have_bars_and_others_none() -> None:
    assert charts_of(r1()) == (bars_of(r1(), "visits"),)
    assert charts_of(r2()) == ()
    assert charts_of(msgspec.structs.replace(r1(), rows=r1().rows[:1])) == ()
    months = tuple(msgspec.structs.replace(r1().rows[0], key=f"2026-{month:02}", ja="令和8年") for month in (4, 11))
    by_month = msgspec.structs.replace(r1(), split=Split.MONTH, rows=months)
    assert charts_of(by_month) == (trend_of(by_month, "visits"),)
    assert trend_of(by_month, "visits").months == ("4月", "11月")
    assert trend_of(by_month, "visits", english=True).months == ("Apr", "Nov")
    assert charts_of(msgspec.structs.replace(by_month, rows=months * 10)) == ()


def test_an_empty_chart_is_drawn_too() -> None:
    for chart in (Bars("", ()), HeatMap("", (), ()), Trend("", (), Line("", ()))):
        assert chart_svg(chart)


def _contrast(one: Any, other: Any) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Any) -> float:
    red, green, blue = (_linear(float(part)) for part in (colour.red, colour.green, colour.blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def test_a_target_is_a_box_filled_as_far_as_it_was_reached_with_its_figures_beside() -> None:
    parts = chart_drawing(AIMS, 300).contents
    boxes = [each for each in parts if type(each).__name__ == "Rect"]
    assert [round(each.width) for each in boxes] == [300, 60, 300, 300, 300, 0]
    assert chart_words(AIMS).startswith(
        "目標までの進みぐあい。支援対象者数　令和6年3月31日まで、約4,500 / 22,500（20.0 ％）。"
    )
    assert "約4,500 / 22,500（20.0 ％）" in _texts(chart_svg(AIMS, 640))


@given(st.integers(0, 10_000_000), st.integers(1, 10_000_000), st.booleans())
def test_no_bar_goes_past_its_target(reached: int, target: int, english: bool) -> None:
    aim = Aim(ja="目標", en="Target", reached=Figure(value=reached), target=target, due="2024-03-31")
    table = msgspec.structs.replace(r1(), aims=(aim,))
    [chart] = progress_of(table, english=english)
    [step] = chart.steps
    assert 0 <= step.part <= 1
    assert (step.part == 1) == (reached >= target)
    assert f"{reached:,} / {target:,}" in step.told
    assert ("31 Mar 2024" if english else "令和6年3月31日まで") in step.label
    assert suppressed(table).aims == ()
    assert progress_of(r1()) == ()


@pytest.mark.parametrize("english", [True, False])
def test_a_figure_that_is_hidden_has_no_bar_and_the_chart_says_so_in_words(english: bool) -> None:
    small = msgspec.structs.replace(r1().rows[0], cells=tuple(Figure(value=3) for _ in r1().columns))
    table = suppressed(msgspec.structs.replace(r1(), rows=(small, *r1().rows[1:])))
    chart = bars_of(table, "visits", english=english)
    (bar,) = (each for each in chart.bars if each.label == (small.en if english else small.ja))
    assert bar.cell == Figure(value=0, suppressed=True)
    words = "a hidden figure: it has no bar" if english else "かくした数です。棒はありません"
    assert words in chart_words(chart, english=english)
    assert any(words in each for each in _texts(chart_svg(chart, english=english)))
    assert words not in chart_words(bars_of(r1(), "visits", english=english), english=english)
