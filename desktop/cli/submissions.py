"""`report submit`, `report submitted list / show / paper / changes / replace`: reports that are handed in."""

import msgspec

from core.reports.asking import TITLES
from core.reports.changes import Change, change_in_words
from core.reports.files import FileFormat
from desktop.app.submissions import (
    HandedIn,
    changed_since,
    hand_in,
    replace_report,
    reports_handed_in,
    table_handed_in,
)
from desktop.cli.call import Call
from desktop.cli.counted_reports import asked_by, asking, show_table
from desktop.cli.output import Record
from desktop.cli.parser import Commands


class SubmissionLine(Record, frozen=True, kw_only=True):
    """One version as one laptop handed it in. `apart`: another laptop handed in the same number.

    `whole`: it is still what was handed in, byte by byte.
    """

    handed_in_id: str
    submission_id: str
    report: str
    title: str
    period_from: str
    period_to: str
    by: str | None
    version: int
    newest: int
    cut_off: str
    is_part: bool
    handed_to: str | None
    reason: str | None
    at: str
    device: str
    staff: str
    content_hash: str
    whole: bool
    apart: bool

    @property
    def text(self) -> str:
        marks = (
            "途中" if self.is_part else "",
            "差替え済み" if self.version < self.newest else "",
            "別の端末でも同じ版を提出" if self.apart else "",
            "" if self.whole else "中身が提出したときと違います",
        )
        told = (self.title, f"{self.period_from}～{self.period_to}", f"第{self.version}版", self.handed_to or "–")
        return "\t".join((*told, self.at, *filter(None, marks), self.handed_in_id))


class ChangeLine(Record, Change, frozen=True, kw_only=True):
    """One figure that changed since."""

    @property
    def text(self) -> str:
        return change_in_words(self)


def add(reports: Commands) -> None:
    """Put these commands beside the reports."""
    submitting = reports.add("submit", submit, "報告を提出する（いまの数字で固定）")
    submitting.add_argument("report", choices=list(TITLES), metavar="REPORT", help=f"集計（{', '.join(TITLES)}）")
    asking(submitting)
    submitting.add_argument("--handed-to", metavar="NAME", help="提出先")
    submitted = reports.group("submitted", "提出した報告")
    submitted.add("list", show_all, "一覧")
    showing = submitted.add("show", show_one, "提出したときのまま")
    showing.add_argument("id", metavar="ID")
    showing.add_argument("--format", choices=[each.value for each in FileFormat])
    showing.add_argument("--out", metavar="FILE")
    submitted.add("changes", show_changes, "提出したあとに変わった数字").add_argument("id", metavar="ID")
    replacing = submitted.add("replace", replace, "差替え版を提出する")
    replacing.add_argument("id", metavar="ID")
    replacing.add_argument("--reason", required=True, metavar="TEXT")
    replacing.add_argument("--handed-to", metavar="NAME", help="提出先（はじめは前の版と同じ）")


def submit(call: Call) -> None:
    """Hand in the report as it is counted now."""
    with call.desk() as desk:
        call.out.show(_line(hand_in(desk, asked_by(call, desk), call.text("handed_to")).handed_in))


def show_all(call: Call) -> None:
    """Every version by every laptop, the latest first."""
    with call.desk() as desk:
        for each in reports_handed_in(desk):
            call.out.show(_line(each))


def show_one(call: Call) -> None:
    """The very table that was handed in, also as a file."""
    with call.desk() as desk:
        table = table_handed_in(desk, call.get("id"))
    show_table(call, table)


def show_changes(call: Call) -> None:
    """A line a figure; none where nothing has changed."""
    with call.desk() as desk:
        for each in changed_since(desk, call.get("id")).changes:
            call.out.show(ChangeLine(**msgspec.structs.asdict(each)))


def replace(call: Call) -> None:
    """The same report as it is counted now, as the next version."""
    with call.desk() as desk:
        done = replace_report(desk, call.get("id"), call.text("reason") or "", call.text("handed_to"))
        call.out.show(_line(done.handed_in))


def _line(handed: HandedIn) -> SubmissionLine:
    told = handed.told
    return SubmissionLine(
        handed_in_id=handed.id,
        submission_id=handed.submission_id,
        report=told.report,
        title=handed.title,
        period_from=told.period_from,
        period_to=told.period_to,
        by=told.by,
        version=told.version,
        newest=handed.newest,
        cut_off=told.cut_off,
        is_part=handed.is_part,
        handed_to=told.handed_to,
        reason=told.reason,
        at=handed.who.at,
        device=handed.who.letter,
        staff=handed.who.staff,
        content_hash=told.content_hash,
        whole=handed.is_whole,
        apart=handed.is_apart,
    )
