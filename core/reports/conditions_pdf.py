"""R8 設置条件 as a paper to be handed in."""

from datetime import date

from core.conditions.values import Rule
from core.paper.tables import Column
from core.reports.conditions_table import ConditionsTable, FindingRow
from core.reports.listed_pdf import Listed, listed_pdf
from core.reports.pdf_head import Head
from core.reports.period_words import moment_words
from core.wareki import fiscal_year, fiscal_year_label, wareki

_COLUMNS = (
    Column("週", 14),
    Column("ようす", 14.5),
    Column("事業", 18),
    Column("会場・会", 16.5),
    Column("条件", 17),
    Column("いま", 5, "right"),
    Column("予定", 5, "right"),
    Column("必要", 5, "right"),
    Column("内容", 26.5),
    Column("いつまで", 11),
)


def pdf(table: ConditionsTable) -> bytes:
    """Each finding with its week, broken ones first."""
    days = "から".join(wareki(date.fromisoformat(each)) for each in (table.first_day, table.last_day)) + "まで"
    head = Head("設置条件", days, moment_words(table.cut_off, "ja"), table.scope)
    return listed_pdf(head, _COLUMNS, [Listed("", list(map(_cells, table.findings)))], [("見かた", table.rule)])


def _cells(row: FindingRow) -> tuple[str, ...]:
    return (
        _when(row),
        row.state_ja,
        row.programme_ja,
        "　".join(filter(None, (row.venue, row.title))),
        row.condition_ja,
        f"{row.actual:,}",
        f"{row.planned:,}" if row.rule == Rule.FREQUENCY else "",
        f"{row.should:,}",
        row.ja,
        row.until_ja,
    )


def _when(row: FindingRow) -> str:
    """The week with its days; of a planned volume the fiscal year that it is for."""
    first, last = date.fromisoformat(row.first_day), date.fromisoformat(row.last_day)
    if row.is_of_year:
        return fiscal_year_label(fiscal_year(first))
    return f"{row.week}\n{first.month}/{first.day}～{last.month}/{last.day}"
