"""R8 設置条件 as a paper to be handed in."""

from datetime import date

from core.paper.tables import Column
from core.reports.conditions_table import ConditionsTable
from core.reports.listed_pdf import Listed, listed_pdf
from core.reports.pdf_head import Head
from core.reports.period_words import moment_words
from core.wareki import wareki

_COLUMNS = (
    Column("週", 11),
    Column("ようす", 9),
    Column("事業", 16),
    Column("会場・会", 17),
    Column("条件", 16),
    Column("いま", 5, "right"),
    Column("予定", 5, "right"),
    Column("必要", 5, "right"),
    Column("内容", 26),
    Column("いつまで", 11),
)


def pdf(table: ConditionsTable) -> bytes:
    """Each finding with its week, broken ones first."""
    rows = [
        (
            each.week,
            each.state_ja,
            each.programme_ja,
            "　".join(filter(None, (each.venue, each.title))),
            each.condition_ja,
            f"{each.actual:,}",
            f"{each.planned:,}",
            f"{each.should:,}",
            each.ja,
            each.until_ja,
        )
        for each in table.findings
    ]
    days = "から".join(wareki(date.fromisoformat(each)) for each in (table.first_day, table.last_day)) + "まで"
    head = Head("設置条件", days, moment_words(table.cut_off, "ja"), table.scope)
    return listed_pdf(head, _COLUMNS, [Listed("", rows)], [("見かた", table.rule)])
