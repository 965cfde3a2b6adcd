"""R8 設置条件 as it is handed out, the same on the laptop and at headquarters: each finding with its week, in words."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

import msgspec

from core.clock import stamp
from core.conditions.values import Finding, Rule
from core.conditions.words import RULE, sentence, state_words, until_words
from core.problem import Problem
from core.programme_parts import Condition, StaffingRule
from core.programmes import Programmes
from core.reports.csv_text import csv_text as as_csv
from core.reports.table import ReportCode
from core.reports.workbook import Value, workbook

COLUMNS = (
    "週",
    "はじめの日",
    "おわりの日",
    "拠点",
    "事業の番号",
    "事業",
    "会場",
    "会",
    "条件",
    "いま",
    "予定",
    "必要",
    "ようす",
    "内容",
    "いつまで",
    "いつまでの記録か",
)
LONGEST = 370
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)


class FindingRow(msgspec.Struct, frozen=True, kw_only=True):
    """One finding. `week` is an ISO week; `state` is met, at_risk or broken; `until` is a date or null."""

    rule: str
    condition: str
    condition_ja: str
    condition_en: str
    state: str
    state_ja: str
    state_en: str
    week: str
    first_day: str
    last_day: str
    site_id: str
    site: str
    programme: str
    programme_ja: str
    programme_en: str
    venue: str
    session_id: str
    title: str
    should: int
    actual: int
    planned: int
    missing: int
    until: str | None
    until_ja: str
    until_en: str
    ja: str
    en: str

    @property
    def is_of_year(self) -> bool:
        """Whether it is on a planned volume, whose days are a fiscal year and no week."""
        return self.rule in (Rule.RECEPTIONS, Rule.SESSIONS)


class ConditionsTable(msgspec.Struct, frozen=True, kw_only=True):
    """The report. `cut_off` is when it was looked at; broken ones first."""

    report: str
    first_day: str
    last_day: str
    cut_off: str
    scope: str
    rule: str
    findings: tuple[FindingRow, ...]


def conditions_table(
    findings: Iterable[Finding],
    programmes: Programmes,
    days: tuple[date, date],
    now: datetime,
    scope: str,
    site_name: Callable[[str], str],
) -> ConditionsTable:
    """Names beside codes, and each finding in words."""
    return ConditionsTable(
        report=ReportCode.CONDITIONS.value,
        first_day=days[0].isoformat(),
        last_day=days[1].isoformat(),
        cut_off=stamp(now),
        scope=scope,
        rule=RULE,
        findings=tuple(_row(each, programmes, site_name) for each in findings),
    )


def asked_days(first: date | None, last: date | None, today: date) -> tuple[date, date]:
    """The days to judge: whole weeks, this one where nothing is said. Raises Problem for a period that is none."""
    begin = first or last or today
    end = last or max(today, begin)
    if not (EARLIEST <= begin <= end <= LATEST) or (end - begin).days > LONGEST:
        raise Problem(
            "period", "その期間では集計できません。", "はじめの日と、そこから1年までのおわりの日を入れてください。"
        )
    return begin, end


def rows(table: ConditionsTable) -> Iterator[tuple[Value, ...]]:
    """A row a finding, under `COLUMNS`."""
    for each in table.findings:
        yield (
            each.week,
            each.first_day,
            each.last_day,
            each.site,
            each.programme,
            each.programme_ja,
            each.venue,
            each.title,
            each.condition_ja,
            each.actual,
            each.planned,
            each.should,
            each.state_ja,
            each.ja,
            each.until,
            table.cut_off,
        )


def csv_text(table: ConditionsTable) -> str:
    """As CSV."""
    return as_csv((COLUMNS, *rows(table)))


def xlsx(table: ConditionsTable) -> bytes:
    """As a workbook, with what it is by on a sheet of its own."""
    notes = (
        ("集計", "R8 設置条件"),
        ("範囲", table.scope),
        ("期間", f"{table.first_day} から {table.last_day}"),
        ("見かた", table.rule),
        ("いつまでの記録か", table.cut_off),
    )
    return workbook(COLUMNS, rows(table), notes)


def in_words(table: ConditionsTable) -> str:
    """As lines for people."""
    head = f"設置条件 {table.first_day}～{table.last_day} {table.scope}"
    lines = (
        "\t".join(
            (each.week, each.state_ja, f"{each.programme} {each.programme_ja}", each.venue, each.ja, each.until_ja)
        )
        for each in table.findings
    )
    return "\n".join((head, *lines))


def _row(finding: Finding, programmes: Programmes, site_name: Callable[[str], str]) -> FindingRow:
    programme = programmes.find(finding.programme)
    rules: tuple[Condition | StaffingRule, ...] = (*programme.conditions, *programme.staffing) if programme else ()
    condition = next((each for each in rules if each.code == finding.code), None)
    (state_ja, state_en), (ja, en), (until_ja, until_en) = (
        state_words(finding),
        sentence(finding),
        until_words(finding),
    )
    return FindingRow(
        rule=finding.rule.value,
        condition=finding.code,
        condition_ja=condition.ja if condition else "今年度の予定",
        condition_en=condition.en if condition else "planned for this fiscal year",
        state=finding.state.value,
        state_ja=state_ja,
        state_en=state_en,
        week=finding.week,
        first_day=finding.span.first.isoformat(),
        last_day=finding.span.last.isoformat(),
        site_id=finding.site_id,
        site=site_name(finding.site_id),
        programme=finding.programme,
        programme_ja=programme.ja if programme else finding.programme,
        programme_en=programme.en if programme else finding.programme,
        venue=finding.venue,
        session_id=finding.session_id,
        title=finding.title,
        should=finding.should,
        actual=finding.actual,
        planned=finding.planned,
        missing=finding.missing,
        until=finding.until.isoformat() if finding.until else None,
        until_ja=until_ja,
        until_en=until_en,
        ja=ja,
        en=en,
    )
