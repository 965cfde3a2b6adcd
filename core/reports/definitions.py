"""What each report counts, by what it is told apart, and the rule in words that stands beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from core.reports.splits import REGULAR_PROGRAMME
from core.reports.table import Column, Measure, ReportCode, Split

_HELD = "回数は開いた会（中止をのぞく）を数えます。"
_VISITS = "人数は延べです（取り消した受付と、同じ来場の重なりをのぞく）。"
_PLACES = "か所は会場の名前で、自治体ごとに数えます。"
_PERSONS = "実人員は登録者だけを、統合した記録は1人として、期間の中で1回だけ数えます。"
_NEW = "新規は、はじめて登録された日が期間の中にある登録者です。"
_CASES = "相談件数は取り消しをのぞき、1件を主な内容で1回数えます。相談者数は、登録者は1回、匿名は来場ごとに数えます。"
_KOMA = "コマは予定の時間を1コマの長さで割ったものです。"


_AS_PUBLISHED = {Measure.VISITS: ("延べ参加者数", "Visits", "人")}
_LESSONS = {Measure.SESSIONS: ("講座数", "Courses", "講座")}


@dataclass(frozen=True, slots=True)
class Definition:
    """One report. `split` is used where none is asked for; `only` always holds.

    `headings` are names and units of columns that the published table calls otherwise than other reports do.
    """

    code: ReportCode
    ja: str
    en: str
    split: Split
    measures: tuple[Measure, ...]
    rule: str
    only: tuple[tuple[Split, str], ...] = ()
    headings: Mapping[Measure, tuple[str, str, str]] = field(default_factory=dict)

    def headed(self, columns: Iterable[Column]) -> tuple[Column, ...]:
        """The columns under the headings of the published table."""
        return tuple(
            msgspec.structs.replace(each, ja=told[0], en=told[1], unit=told[2])
            if (told := self.headings.get(each.measure))
            else each
            for each in columns
        )


DEFINITIONS: Mapping[ReportCode, Definition] = {
    each.code: each
    for each in (
        Definition(
            ReportCode.REGULAR,
            "定期相談会 開催実績",
            "Regular consultation sessions",
            Split.MUNICIPALITY,
            (Measure.VENUES, Measure.SESSIONS, Measure.VISITS),
            f"定期相談会だけを数えます。{_HELD}{_VISITS}{_PLACES}",
            ((Split.PROGRAMME, REGULAR_PROGRAMME),),
            _AS_PUBLISHED,
        ),
        Definition(
            ReportCode.YEARS,
            "体験会・相談会の実績",
            "Trial and consultation sessions",
            Split.FISCAL_YEAR,
            (Measure.MUNICIPALITIES, Measure.SESSIONS, Measure.VISITS),
            f"体験会と相談会を年度ごとに数えます。相談会は定期相談会を含みます。{_HELD}{_VISITS}",
            headings=_AS_PUBLISHED,
        ),
        Definition(
            ReportCode.CATEGORIES,
            "講座実績",
            "Courses by category",
            Split.STRAND,
            (Measure.SESSIONS, Measure.VISITS, Measure.PERSONS),
            f"講座を事業の区分ごとに数えます。財源は区分とは別です。{_HELD}{_VISITS}{_PERSONS}",
            ((Split.KIND, "course"),),
            _AS_PUBLISHED | _LESSONS,
        ),
        Definition(
            ReportCode.SUPPORTERS,
            "サポーター登録状況",
            "Registered supporters",
            Split.NONE,
            (Measure.REGISTERED, Measure.SHARE),
            "期間の終わりまでに登録され、いま活動できるサポーターを数えます。割合は元の人数から計算します。",
        ),
        Definition(
            ReportCode.SESSION,
            "1回の実績",
            "One session",
            Split.NONE,
            (Measure.SUPPORTERS, Measure.CONSULTATION_PERSONS, Measure.CONSULTATIONS, Measure.VISITS),
            f"1回の会を数えます。サポーターは、その会の勤務か相談の記録にある人です。{_CASES}{_VISITS}",
        ),
        Definition(
            ReportCode.RESULTS,
            "実績報告",
            "Results",
            Split.NONE,
            (
                Measure.VENUES,
                Measure.SESSIONS,
                Measure.KOMA,
                Measure.VISITS,
                Measure.PERSONS,
                Measure.NEW_VISITORS,
                Measure.ANONYMOUS,
                Measure.COMPANIONS,
                Measure.CONSULTATIONS,
                Measure.CONSULTATION_PERSONS,
                Measure.MINUTES,
            ),
            f"{_HELD}{_KOMA}{_PLACES}{_VISITS}{_PERSONS}{_NEW}{_CASES}",
        ),
    )
}
_COLUMNS: Mapping[Measure, tuple[str, str, str]] = {
    Measure.MUNICIPALITIES: ("自治体数", "Municipalities", "自治体"),
    Measure.VENUES: ("会場数", "Venues", "か所"),
    Measure.SESSIONS: ("開催回数", "Sessions", "回"),
    Measure.KOMA: ("コマ数", "Lesson units", "コマ"),
    Measure.VISITS: ("延べ人数", "Visits", "人"),
    Measure.PERSONS: ("実人員", "Persons", "人"),
    Measure.NEW_VISITORS: ("うち新規", "New visitors", "人"),
    Measure.ANONYMOUS: ("うち匿名（延べ）", "Anonymous visits", "人"),
    Measure.COMPANIONS: ("付き添い", "Companions", "人"),
    Measure.CONSULTATIONS: ("相談件数", "Consultations", "件"),
    Measure.CONSULTATION_PERSONS: ("相談者数", "Persons who asked", "人"),
    Measure.MINUTES: ("相談時間", "Minutes of advice", "分"),
    Measure.SUPPORTERS: ("サポーター数", "Supporters", "人"),
    Measure.REGISTERED: ("登録者数", "Registered", "人"),
    Measure.SHARE: ("割合", "Share", "％"),
    Measure.TARGET: ("目標", "Target", "人"),
}


def column(measure: Measure, key: str = "", ja: str = "", en: str = "", unit: str = "") -> Column:
    """The column of a measure, under its usual names unless others are given."""
    usual = _COLUMNS[measure]
    return Column(
        key=key or measure.value, measure=measure, ja=ja or usual[0], en=en or usual[1], unit=unit or usual[2]
    )
