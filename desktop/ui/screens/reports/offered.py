"""Which reports 報告 offers, and how each can be asked for. One with a table of its own kind has its own screen."""

from dataclasses import dataclass

from core.reports.period import PeriodKind
from core.reports.table import ReportCode, Split

PERIODS = (
    (PeriodKind.DAY, "日"),
    (PeriodKind.MONTH, "月"),
    (PeriodKind.QUARTER, "四半期"),
    (PeriodKind.FISCAL_YEAR, "年度"),
    (PeriodKind.CALENDAR_YEAR, "年（1月から）"),
    (PeriodKind.FREE, "期間を入れる"),
)
SPLITS = {
    Split.NONE: "分けない",
    Split.VENUE: "会場ごと",
    Split.MUNICIPALITY: "市区町村ごと",
    Split.PROGRAMME: "事業ごと",
    Split.KIND: "会の種類ごと",
    Split.FUNDING: "財源ごと",
    Split.TOPIC: "相談の内容ごと",
    Split.OUTCOME: "結果ごと",
    Split.AGE_BAND: "年代ごと",
    Split.CHANNEL: "相談の方法ごと",
    Split.WEEKDAY: "曜日ごと",
    Split.HOUR: "時間帯ごと",
    Split.MONTH: "月ごと",
    Split.DAY: "日ごと",
}


@dataclass(frozen=True, slots=True)
class Offered:
    """A report as it is offered. `usual` is the period that it is mostly asked for; of `splits` the first is.

    Choosing one with a `screen` goes there.
    """

    code: ReportCode
    title: str
    usual: PeriodKind
    splits: tuple[Split, ...] = ()
    compares: bool = False
    of_session: bool = False
    screen: str = ""


OFFERED: tuple[Offered, ...] = (
    Offered(
        ReportCode.RESULTS,
        "実績報告",
        PeriodKind.MONTH,
        tuple(SPLITS),
        compares=True,
    ),
    Offered(
        ReportCode.REGULAR,
        "定期相談会の実績",
        PeriodKind.FISCAL_YEAR,
        (Split.MUNICIPALITY, Split.VENUE, Split.MONTH),
        compares=True,
    ),
    Offered(ReportCode.YEARS, "年度の実績", PeriodKind.FISCAL_YEAR, compares=True),
    Offered(ReportCode.CATEGORIES, "講座の実績", PeriodKind.FISCAL_YEAR),
    Offered(ReportCode.SUPPORTERS, "サポーター", PeriodKind.FISCAL_YEAR),
    Offered(ReportCode.SESSION, "ひとつの会", PeriodKind.MONTH, of_session=True),
    Offered(ReportCode.CONDITIONS, "設置条件", PeriodKind.MONTH, screen="conditions"),
)
"""In the order of the list."""


def offered(code: str) -> Offered:
    """The report of that code; the first for one that is not offered."""
    return next((each for each in OFFERED if each.code.value == code), OFFERED[0])
