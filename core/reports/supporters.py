"""R4 supporters: how many are registered, by age band and month by month, and how near that is to the target."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from core.clock import stamp
from core.problem import Problem
from core.programme_parts import Target
from core.reports.counting import Report
from core.reports.definitions import DEFINITIONS, column
from core.reports.figures import share_of
from core.reports.notes import part_notes
from core.reports.table import TOTAL, Behind, Cell, Column, Figure, Measure, ReportTable, Row, RowLevel, Split
from core.reports.targets import aim_of

REGISTERED = "t.active = 1 AND t.role <> 'coordinator' AND t.registered_on <= :last"
"""The supporters that count, as an SQL condition in both databases."""
_SUPPORTERS = f"""
SELECT t.age_band, substr(t.registered_on, 1, 7), count(*) FROM fact_supporter AS t {{homes}}
WHERE {REGISTERED} {{only}} GROUP BY 1, 2
"""
_LIST = f"""
SELECT {{site}}, t.supporter_id, t.registered_on, t.display_name, t.age_band FROM fact_supporter AS t {{homes}}
WHERE {REGISTERED} {{only}} AND {{row}} ORDER BY t.registered_on, t.supporter_id LIMIT :most
"""
_SAID = {Split.SITE: "{site}", Split.MUNICIPALITY: "{home}", Split.AGE_BAND: "t.age_band"}
_ALL = "1 = 1"
AGES, MONTHS, TARGETS = "年代別", "月別", "目標"
"""The headings."""
_CUMULATIVE = "cumulative"
_COLUMNS: Mapping[Split, tuple[Column, ...]] = {
    Split.NONE: (
        column(Measure.REGISTERED),
        column(Measure.SHARE),
        column(Measure.REGISTERED, key=_CUMULATIVE, ja="累計", en="Cumulative"),
        column(Measure.TARGET),
    ),
    Split.AGE_BAND: (column(Measure.REGISTERED), column(Measure.SHARE)),
    Split.MONTH: (
        column(Measure.REGISTERED),
        column(Measure.REGISTERED, key=_CUMULATIVE, ja="累計", en="Cumulative"),
    ),
}


_Told = Mapping[str, Cell]


@dataclass
class _Counted:
    ages: Counter[str] = field(default_factory=Counter)
    months: Counter[str] = field(default_factory=Counter)


def supporters_table(report: Report) -> ReportTable:
    """Those who were registered by the end of the period and are active now. Problem for another split."""
    offered, definition = _COLUMNS.get(report.asked.split), DEFINITIONS[report.asked.report]
    if offered is None:
        raise Problem("split", "その分け方では集計できません。", "年代別か月別にしてください。")
    counted, targets = _count(report), tuple(_shown_targets(report))
    columns = tuple(each for each in offered if targets or each.measure is not Measure.TARGET)
    rows = (
        Row(key=key, ja=ja, en=en, cells=_cells(columns, told), group=group, level=level)
        for key, ja, en, group, level, told in _rows(report, counted, targets)
    )
    return ReportTable(
        report=definition.code,
        ja=definition.ja,
        en=definition.en,
        period=report.asked.period,
        cut_off=stamp(report.cut_off),
        split=report.asked.split,
        rule=definition.rule,
        columns=columns,
        rows=tuple(rows),
        scope=report.source.scope,
        notes=tuple(part_notes(report.is_part, report.last_day)),
        is_part=report.is_part,
        aims=tuple(aim_of(each, Figure(value=counted.ages.total())) for each in targets),
    )


def registered_behind(report: Report, row: str, column: str, most: int) -> list[Behind]:
    """The supporters of a line; of a cumulative figure all until that month."""
    only, values = _condition(report)
    is_band, is_month = row in report.names.order(Split.AGE_BAND), row[:1].isdigit() and row.count("-") == 1
    line = "t.age_band = :row" if is_band else _ALL
    if is_month and not is_band:
        line = f"substr(t.registered_on, 1, 7) {'<=' if column == _CUMULATIVE else '='} :row"
    told = {**values, "row": row, "most": most}
    return [
        Behind(record="supporter", record_id=key, site_id=site_id, day=day, time="", title=name, place="", detail=band)
        for site_id, key, day, name, band in report.source.read(_LIST, told, only=only, row=line)
    ]


def _condition(report: Report) -> tuple[str, Mapping[str, object]]:
    """Whose supporters, as a condition with its values. Problem for what their records do not say."""
    if any(split not in _SAID for split, _ in report.asked.only):
        raise Problem("split", "サポーターの記録には、その区分がありません。", "拠点か自治体で選んでください。")
    only = " ".join(f"AND {_SAID[split]} = :only{number}" for number, (split, _) in enumerate(report.asked.only))
    values: dict[str, object] = {f"only{number}": value for number, (_, value) in enumerate(report.asked.only)}
    return only, {**values, "last": report.asked.period.until(report.last_day).last.isoformat()}


def _count(report: Report) -> _Counted:
    only, values = _condition(report)
    counted = _Counted()
    for band, month, number in report.source.read(_SUPPORTERS, values, only=only):
        counted.ages[band] += number
        counted.months[month] += number
    return counted


_Line = tuple[str, str, str, str, RowLevel, _Told]
"""Key, both names, heading, level, cells by the key of their column."""


def _rows(report: Report, counted: _Counted, targets: Iterable[Target]) -> Iterator[_Line]:
    number = counted.ages.total()
    if report.asked.split is not Split.MONTH:
        yield from _ages(report, counted.ages)
    if report.asked.split is not Split.AGE_BAND:
        yield from _months(report, counted.months)
    told: _Told = {Measure.REGISTERED: Figure(value=number), Measure.SHARE: share_of(number, number)}
    yield TOTAL, "合計", "Total", "", RowLevel.TOTAL, {**told, _CUMULATIVE: Figure(value=number)}
    for target in targets:
        reached: _Told = {Measure.REGISTERED: Figure(value=number), Measure.SHARE: share_of(number, target.number)}
        cells: _Told = {**reached, Measure.TARGET: Figure(value=target.number)}
        yield target.code, target.ja, target.en, TARGETS, RowLevel.PART, cells


def _ages(report: Report, ages: Counter[str]) -> Iterator[_Line]:
    order, whole = report.names.order(Split.AGE_BAND), ages.total()
    for band in sorted(ages, key=lambda each: (order.get(each, len(order)), each)):
        cells: _Told = {Measure.REGISTERED: Figure(value=ages[band]), Measure.SHARE: share_of(ages[band], whole)}
        yield band, *report.names.label(Split.AGE_BAND, band), AGES, RowLevel.LINE, cells


def _months(report: Report, months: Counter[str]) -> Iterator[_Line]:
    """Not lines: they tell the same people apart once more."""
    until = 0
    for month in sorted(months):
        until += months[month]
        cells: _Told = {Measure.REGISTERED: Figure(value=months[month]), _CUMULATIVE: Figure(value=until)}
        level = RowLevel.LINE if report.asked.split is Split.MONTH else RowLevel.PART
        yield month, *report.names.label(Split.MONTH, month), MONTHS, level, cells


def _shown_targets(report: Report) -> Iterator[Target]:
    """None beside a part of the supporters."""
    return _targets(report) if report.asked.split is Split.NONE and not report.source.is_share else iter(())


def _targets(report: Report) -> Iterator[Target]:
    """Those whose year has this day."""
    day = min(report.asked.period.last, report.last_day)
    return (
        each
        for each in report.names.programmes.targets
        if each.measure == "supporters" and each.first_day <= day <= each.due
    )


def _cells(columns: tuple[Column, ...], told: _Told) -> tuple[Cell, ...]:
    return tuple(told.get(each.key) for each in columns)
