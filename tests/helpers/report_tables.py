"""Reports as values, with the figures of the public documents (R1, R2, R3) and one that fills several pages."""

import msgspec

from core.reports.figures import difference
from core.reports.period import Period, fiscal_year_period
from core.reports.table import (
    TOTAL,
    Cell,
    Column,
    Figure,
    Measure,
    Note,
    ReportCode,
    ReportTable,
    Row,
    RowLevel,
    Split,
)

CUT_OFF = "2023-03-15T17:00:00+09:00"
VENUES = Column(key="venues", measure=Measure.VENUES, ja="会場", en="Venues", unit="か所")
SESSIONS = Column(key="sessions", measure=Measure.SESSIONS, ja="開催回数", en="Sessions", unit="回")
VISITS = Column(key="visits", measure=Measure.VISITS, ja="相談者数", en="Visits", unit="人")
PERSONS = Column(key="persons", measure=Measure.PERSONS, ja="実人員", en="Persons", unit="人")
SHARE = Column(key="share", measure=Measure.SHARE, ja="割合", en="Share", unit="％")
MUNICIPALITIES = Column(
    key="municipalities", measure=Measure.MUNICIPALITIES, ja="自治体", en="Municipalities", unit="自治体"
)
REGISTERED_ONLY = Note(
    code="registered_only",
    ja="実人員は、登録者のみ・匿名12人を除く。",
    en="Persons are registered visitors only; 12 anonymous are left out.",
)
ESTIMATED = Note(code="estimated", ja="約の付く数は、おおよその数として入力されたものです。", en="約 marks estimates.")
PART = Note(code="part", ja="一部期間（令和5年3月15日まで）の数です。", en="A part of the period.")

_R1 = (
    ("132101", "小金井市", 1, 16, 125),
    ("132292", "西東京市", 1, 14, 103),
    ("131113", "大田区", 11, 65, 433),
    ("131148", "中野区", 1, 14, 102),
    ("131075", "墨田区", 1, 27, 214),
    ("131202", "練馬区", 15, 66, 383),
)


def cells(*values: int | None) -> tuple[Cell, ...]:
    """Exact figures; None is unknown."""
    return tuple(None if each is None else Figure(value=each) for each in values)


def about(*values: int) -> tuple[Cell, ...]:
    """Figures told as 約, but for the first."""
    return tuple(Figure(value=each, approximate=bool(place)) for place, each in enumerate(values))


def r1() -> ReportTable:
    """定期相談会 by municipality."""
    rows = (Row(key=key, ja=ja, en=key, cells=cells(*values)) for key, ja, *values in _R1)
    total = Row(key=TOTAL, ja="合計", en="Total", cells=cells(None, 202, 1360), level=RowLevel.TOTAL)
    return _table(
        ReportCode.REGULAR, "定期相談会 開催実績", Split.MUNICIPALITY, (VENUES, SESSIONS, VISITS), (*rows, total)
    )


def r2(*, compares: bool = True) -> ReportTable:
    """体験会・相談会 of a part of 令和4年度, beside the whole 令和3年度."""
    now = (about(52, 1700, 11000), about(35, 690, 4500))
    before = (about(43, 500, 3500), about(24, 140, 1200))
    table = _years(fiscal_year_period(2022), now, is_part=True)
    if not compares:
        return table
    return msgspec.structs.replace(table, compared=_years(fiscal_year_period(2021), before))


def r3() -> ReportTable:
    """講座実績 by category, with subtotals."""
    one, two, three = "① 地域連携・企業連携", "② 介護予防サポーター", "③ 公民館"
    rows = (
        Row(key="P25-1", ja="地域学習者", en="Learners", cells=cells(40, 621), group=one),
        Row(key="P25-2", ja="自治会連合会", en="Associations", cells=cells(15, 218), group=one),
        Row(key="P25-3", ja="ドコモ体験", en="Company trial", cells=cells(9, 140), group=one),
        Row(key="P25", ja="小計", en="Subtotal", cells=cells(64, 979), level=RowLevel.SUBTOTAL, group=one),
        Row(key="P26", ja="介護予防サポーター", en="Prevention", cells=cells(39, 550), group=two),
        Row(
            key="P27",
            ja="公民館",
            en="Halls",
            cells=about(61, 900),
            group=three,
        ),
        Row(key=TOTAL, ja="総計", en="Total", cells=cells(164, 2429), level=RowLevel.TOTAL),
    )
    columns = (Column(key="sessions", measure=Measure.SESSIONS, ja="講座", en="Courses", unit="回"), VISITS)
    return _table(ReportCode.CATEGORIES, "講座実績（分類別）", Split.STRAND, columns, rows)


def long_table(lines: int = 90) -> ReportTable:
    """More rows than a page has, with signs of every sort: △, 約, ※, ＊, – and a share."""
    rows = [
        Row(
            key=f"{number:06}",
            ja=f"{number}番目のとても長い名前の地区会館・第二集会室（旧庁舎）" if number % 7 == 0 else f"会館{number}",
            en=f"Hall {number}",
            cells=(
                Figure(value=number - 3),
                Figure(value=number * 40, approximate=number % 5 == 0),
                Figure(value=number, provisional=True) if number % 4 else Figure(value=0, suppressed=True),
                Figure(value=number * 11 % 1000, scale=1) if number % 9 else None,
            ),
        )
        for number in range(1, lines + 1)
    ]
    return _table(ReportCode.RESULTS, "実績報告", Split.VENUE, (SESSIONS, VISITS, PERSONS, SHARE), tuple(rows))


def wide_table(columns: int = 9) -> ReportTable:
    """A table that wants the page on its side."""
    ages = tuple(
        Column(key=f"age{number}", measure=Measure.VISITS, ja=f"{number}0代の来場者", en=f"{number}0s", unit="人")
        for number in range(1, columns)
    )
    total = Column(key="visits", measure=Measure.VISITS, ja="合計", en="Total", unit="人")
    rows = [
        Row(key=key, ja=ja, en=key, cells=cells(*[5 + place for place in range(len(ages))], 5 * len(ages) + 28))
        for key, ja, *_ in _R1
    ]
    return _table(ReportCode.RESULTS, "年代別の来場者", Split.MUNICIPALITY, (*ages, total), tuple(rows))


def change(table: ReportTable, row: str, column: str) -> Cell:
    """By how much a figure differs from the year before."""
    assert table.compared is not None
    return difference(table.cell(row, column), table.compared.cell(row, column))


def _years(period: Period, values: tuple[tuple[Cell, ...], ...], *, is_part: bool = False) -> ReportTable:
    kinds = (("trial", "体験会", "Trial sessions"), ("consultation", "相談会", "Consultation sessions"))
    rows = tuple(Row(key=key, ja=ja, en=en, cells=told) for (key, ja, en), told in zip(kinds, values, strict=True))
    return ReportTable(
        report=ReportCode.YEARS,
        ja="体験会・相談会の実績",
        en="Trial and consultation sessions",
        period=period,
        cut_off=CUT_OFF,
        split=Split.KIND,
        rule="開催した回と、受付をした延べ人数を数えます。",
        columns=(MUNICIPALITIES, SESSIONS, VISITS),
        rows=rows,
        scope="東京都",
        notes=(ESTIMATED, PART) if is_part else (ESTIMATED,),
        is_part=is_part,
    )


def _table(
    report: ReportCode, ja: str, split: Split, columns: tuple[Column, ...], rows: tuple[Row, ...]
) -> ReportTable:
    return ReportTable(
        report=report,
        ja=ja,
        en=ja,
        period=fiscal_year_period(2022),
        cut_off=CUT_OFF,
        split=split,
        rule="定期相談会は、同じ会場で続けて開いた相談会です。相談会の数に含まれ、重ねて足しません。",
        columns=columns,
        rows=rows,
        scope="西東京市 田無庁舎",
        notes=(REGISTERED_ONLY, ESTIMATED),
    )
