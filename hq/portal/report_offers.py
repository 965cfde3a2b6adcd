"""What reports the portal offers, and how each can be asked for."""

from dataclasses import dataclass

from core.reports.period import PeriodKind
from core.reports.table import ReportCode, Split

PERIODS = {
    PeriodKind.DAY: "日",
    PeriodKind.MONTH: "月",
    PeriodKind.QUARTER: "四半期",
    PeriodKind.FISCAL_YEAR: "年度",
    PeriodKind.CALENDAR_YEAR: "年（1月から）",
    PeriodKind.FREE: "期間を入れる",
}
SPLITS = {
    Split.NONE: "分けない",
    Split.SITE: "拠点ごと",
    Split.MUNICIPALITY: "市区町村ごと",
    Split.VENUE: "会場ごと",
    Split.PROGRAMME: "事業ごと",
    Split.STRAND: "分類ごと",
    Split.KIND: "会の種類ごと",
    Split.FUNDING: "財源ごと",
    Split.TOPIC: "相談の内容ごと",
    Split.OUTCOME: "結果ごと",
    Split.AGE_BAND: "年代ごと",
    Split.CHANNEL: "相談の方法ごと",
    Split.WEEKDAY: "曜日ごと",
    Split.HOUR: "時間ごと",
    Split.MONTH: "月ごと",
    Split.DAY: "日ごと",
    Split.FISCAL_YEAR: "年度ごと",
}
CORNERS = {
    Split.NONE: "区分",
    Split.SITE: "拠点",
    Split.MUNICIPALITY: "市区町村",
    Split.VENUE: "会場",
    Split.PROGRAMME: "事業",
    Split.STRAND: "分類",
    Split.KIND: "会の種類",
    Split.FUNDING: "財源",
    Split.TOPIC: "相談内容",
    Split.OUTCOME: "結果",
    Split.AGE_BAND: "年代",
    Split.CHANNEL: "相談の方法",
    Split.WEEKDAY: "曜日",
    Split.HOUR: "時間帯",
    Split.MONTH: "月",
    Split.DAY: "日付",
    Split.FISCAL_YEAR: "年度",
}
HELD_IN = "開催地（市区町村）"
FILTERS = (Split.PROGRAMME, Split.KIND, Split.FUNDING, Split.TOPIC, Split.AGE_BAND, Split.CHANNEL)
"""What can be chosen from lists that all sites share."""
_PLACES = (Split.MUNICIPALITY, Split.SITE, Split.VENUE, Split.MONTH)


@dataclass(frozen=True, slots=True)
class Offer:
    """A report: what it is good for in a line, its splits (the first is the usual one) and its filters."""

    code: ReportCode
    title: str
    about: str
    usual: PeriodKind = PeriodKind.FISCAL_YEAR
    splits: tuple[Split, ...] = ()
    filters: tuple[Split, ...] = ()
    compares: bool = False


OFFERS = {
    each.code: each
    for each in (
        Offer(
            ReportCode.RESULTS,
            "実績報告",
            "会場・回数・コマ・人数・相談件数を、事業や月などで分けて数えます。",
            splits=tuple(SPLITS),
            filters=FILTERS,
            compares=True,
        ),
        Offer(
            ReportCode.REGULAR,
            "定期相談会の実績",
            "定期相談会の会場数・回数・人数を、市区町村ごとに数えます。",
            splits=_PLACES,
            compares=True,
        ),
        Offer(
            ReportCode.YEARS,
            "年度の実績",
            "体験会と相談会を、年度ごとにならべます。",
            filters=(Split.FUNDING,),
            compares=True,
        ),
        Offer(
            ReportCode.CATEGORIES,
            "講座の実績",
            "講座を、事業の区分ごとに小計を付けて数えます。",
            filters=(Split.FUNDING,),
        ),
        Offer(
            ReportCode.SUPPORTERS,
            "サポーター",
            "登録されているサポーターを、年代と登録した月で数えます。",
            splits=(Split.NONE, Split.AGE_BAND, Split.MONTH),
        ),
        Offer(
            ReportCode.SESSION,
            "ひとつの会",
            "1回の会の、サポーターと相談者と相談件数です。",
            PeriodKind.MONTH,
        ),
    )
}
"""In the order of the list."""


def told() -> set[str]:
    """Every text of these."""
    texts = {text for each in OFFERS.values() for text in (each.title, each.about)}
    return texts | {HELD_IN, *PERIODS.values(), *SPLITS.values(), *CORNERS.values()}
