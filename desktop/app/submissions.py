"""提出: reports that were handed in, as they were then; what has changed since; versions that take their place."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.events import OpenedEvent
from core.facts import Submission
from core.ids import submission_id
from core.kinds import ReportFields, ReportReplaced, ReportSubmitted
from core.problem import Problem
from core.reports.changes import Change, changes
from core.reports.handed_in import asked_again, asked_by, freeze, is_whole, thaw
from core.reports.table import Asked, ReportTable
from desktop.app.desk import Changed, Desk, guarded
from desktop.app.paper import Paper
from desktop.app.paper_requests import HandedInRequest
from desktop.app.report_papers import table_paper
from desktop.app.reporting import report_table
from desktop.app.versions import Version, Versions
from desktop.storage.journal import Draft


@dataclass(frozen=True)
class HandedIn:
    """One version as one laptop handed it in. `id` is its event's.

    `is_apart`: another laptop handed in a version of the same number. `is_whole`: it is still what was handed in.
    `newest` is the version that counts now.
    """

    id: str
    submission_id: str
    told: ReportFields
    who: Version
    title: str
    title_en: str
    is_part: bool
    is_whole: bool
    is_apart: bool
    newest: int

    @property
    def is_replaced(self) -> bool:
        """Whether a later version took its place."""
        return self.told.version < self.newest


@dataclass(frozen=True)
class SubmissionWritten:
    """What was handed in."""

    handed_in: HandedIn
    changed: Changed


@dataclass(frozen=True)
class Since:
    """What has changed since it was handed in: the table of then, the table of now, and the figures that differ."""

    handed_in: HandedIn
    before: ReportTable
    after: ReportTable
    changes: tuple[Change, ...]


def hand_in(desk: Desk, asked: Asked, to: str | None = None) -> SubmissionWritten:
    """Freeze the report as it is counted now. Raises Problem where one of it was handed in before: that is replaced."""
    period, by = _period(asked), asked_by(asked)
    if _versions(desk, asked.report, period, by):
        raise Problem(
            "submission_there",
            "この報告は、もう提出してあります。",
            "「提出した報告」で変わったところを見て、差替え版を出してください。",
        )
    return _write(desk, asked, ReportSubmitted, 1, to, None)


def replace_report(desk: Desk, handed_id: str, reason: str, to: str | None = None) -> SubmissionWritten:
    """差替え版: the same report as it is counted now, with why. The earlier ones stay as they are. Raises Problem."""
    before = the_report_handed_in(desk, handed_id)
    if not reason.strip():
        raise Problem("reason_needed", "差し替える理由がありません。", "理由をひとこと入れてください。")
    told = before.told
    asked = asked_again(told.report, told.period_from, told.period_to, told.by)
    return _write(desk, asked, ReportReplaced, before.newest + 1, to or told.handed_to, reason)


def reports_handed_in(desk: Desk) -> list[HandedIn]:
    """Every version by every laptop, the latest first."""
    rows = desk.store.facts.where(Submission, "1", order="submitted_at DESC")
    newest: dict[tuple[str, str, str, str], int] = {}
    for row in rows:
        newest[_of(row)] = max(row.version, newest.get(_of(row), 0))
    found = [each for row in rows for each in _handings(desk, row, newest[_of(row)])]
    return sorted(found, key=lambda each: (each.who.at, each.told.version), reverse=True)


def the_report_handed_in(desk: Desk, handed_id: str) -> HandedIn:
    """By its own id or that of its version. Raises Problem."""
    found = next((each for each in reports_handed_in(desk) if handed_id in (each.id, each.submission_id)), None)
    if found is None:
        raise Problem("submission_unknown", "その報告は見つかりません。", "提出した報告の一覧から選んでください。")
    return found


def table_handed_in(desk: Desk, handed_id: str) -> ReportTable:
    """As it was handed in. Raises Problem where its content is not that any more."""
    told = the_report_handed_in(desk, handed_id).told
    return thaw(told.content, told.content_hash)


def paper_handed_in(desk: Desk, handed_id: str) -> Paper:
    """The paper of that very table. Raises Problem likewise."""
    return table_paper(table_handed_in(desk, handed_id), HandedInRequest(handed_id))


def changed_since(desk: Desk, handed_id: str) -> Since:
    """差分 to the records of now. Raises Problem."""
    handed = the_report_handed_in(desk, handed_id)
    told = handed.told
    before = thaw(told.content, told.content_hash)
    after = report_table(desk, asked_again(told.report, told.period_from, told.period_to, told.by))
    return Since(handed, before, after, changes(before, after))


def _handings(desk: Desk, row: Submission, newest: int) -> Iterator[HandedIn]:
    events = [
        each for each in desk.store.journal.events_of(row.submission_id) if isinstance(each.payload, ReportFields)
    ]
    for each in events:
        yield _handed(desk, each, newest, is_apart=len(events) > 1)


def _handed(desk: Desk, opened: OpenedEvent, newest: int, *, is_apart: bool) -> HandedIn:
    told = opened.payload
    assert isinstance(told, ReportFields)
    whole = is_whole(told.content, told.content_hash)
    table = thaw(told.content, told.content_hash) if whole else None
    return HandedIn(
        id=opened.event.event_id,
        submission_id=opened.event.entity_id,
        told=told,
        who=Versions(desk).of_event(opened.event),
        title=table.ja if table is not None else told.report,
        title_en=table.en if table is not None else told.report,
        is_part=table is not None and table.is_part,
        is_whole=whole,
        is_apart=is_apart,
        newest=newest,
    )


def _write(
    desk: Desk, asked: Asked, kind: type[ReportFields], version: int, to: str | None, reason: str | None
) -> SubmissionWritten:
    table = report_table(desk, asked)
    frozen, by = freeze(table), asked_by(asked)
    entity = submission_id(desk.identity.site_id, asked.report, _period(asked), by, version)
    told = kind(
        report=asked.report,
        period_from=asked.period.first.isoformat(),
        period_to=asked.period.last.isoformat(),
        cut_off=table.cut_off,
        version=version,
        content_hash=frozen.content_hash,
        by=by,
        content=frozen.content,
        handed_to=guarded(to),
        reason=guarded(reason),
    )
    done = desk.record(Draft(entity, told))
    return SubmissionWritten(the_report_handed_in(desk, done.event_ids[0]), done.changed)


def _versions(desk: Desk, report: str, period: str, by: str | None) -> list[Submission]:
    first, last = period.split("/")
    asked = [report, first, last, by or ""]
    where = "report = ? AND period_from = ? AND period_to = ? AND coalesce(by, '') = ?"
    return desk.store.facts.where(Submission, where, asked)


def _of(row: Submission) -> tuple[str, str, str, str]:
    return row.report, row.period_from, row.period_to, row.by or ""


def _period(asked: Asked) -> str:
    return f"{asked.period.first.isoformat()}/{asked.period.last.isoformat()}"
