"""`parcel write / take / list`: the exchange as files."""

from pathlib import Path
from typing import TYPE_CHECKING

from core.problem import Problem
from desktop.app.files import existing_folder
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands

if TYPE_CHECKING:
    from desktop.app.carrying.media import Medium
    from desktop.app.sending import OnDesk


class Wrote(Record, frozen=True, kw_only=True):
    """`parcel write`: the file, its number on this laptop, own records in it, its size."""

    path: str
    serial: int
    events: int
    bytes: int
    waits_for_answer: bool

    @property
    def text(self) -> str:
        return f"{self.path}\t記録 {self.events}件"


class Took(Record, frozen=True, kw_only=True):
    """`parcel take`: what one file brought."""

    path: str
    letter: str | None
    is_answer: bool
    new_events: int
    apart: int
    confirmed: int
    quarantined: int
    again: bool
    refused: str | None

    @property
    def text(self) -> str:
        if self.refused:
            return f"{self.path}\t取り込めません（{self.refused}）"
        confirmed = f"　本部に届いた記録 {self.confirmed}件" if self.is_answer else ""
        again = "　もう一度書き出してください" if self.again else ""
        return f"{self.path}\t新しい記録 {self.new_events}件{confirmed}{again}"


class Carried(Record, frozen=True, kw_only=True):
    """`parcel list`: what was written where, and whether an answer came back."""

    serial: int
    written_at: str
    written_by: str
    file: str
    medium: str
    events: int
    first_day: str | None
    last_day: str | None
    bytes: int
    state: str
    answered_at: str | None
    answered_by: str


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    parcels = commands.group("parcel", "記録をファイルで運ぶ")
    writing = parcels.add("write", write, "まだ届いていない記録を、一つのファイルに書き出す")
    writing.add_argument("folder", metavar="DIR")
    writing.add_argument("--all", action="store_true", help="届いた記録も")
    taking = parcels.add("take", take, "ほかの端末のファイルや、本部の返事を取り込む")
    taking.add_argument("files", nargs="+", metavar="FILE")
    parcels.add("list", show, "何をどこに書き出したか")


def write(call: Call) -> None:
    """One parcel into a folder, whole or not there."""
    from desktop.app.carrying.writing import here, write_parcel  # parcels speak the exchange, whose import costs

    folder = existing_folder(call.get("folder"))
    with call.desk() as desk:
        done = write_parcel(here(desk), folder, str(folder), delivered_too=call.get("all", False))
    assert done is not None, "nobody stops it here"
    call.out.show(
        Wrote(path=str(done.path), serial=done.serial, events=done.events, bytes=done.size, waits_for_answer=done.waits)
    )


def take(call: Call) -> int:
    """Files, or folders of them; one that cannot be taken never hinders the rest."""
    from desktop.app.carrying.taking import files_among
    from desktop.app.carrying.writing import here

    refused: list[Problem] = []
    with call.desk() as desk:
        for path in files_among([Path(name) for name in call.get("files")]):
            try:
                call.out.show(_take(here(desk), path))
            except Problem as problem:
                refused.append(problem)
                call.out.show(_refused(path, problem))
    for each in refused:
        call.out.refuse(each)
    return 1 if refused else 0


def show(call: Call) -> None:
    """The newest first."""
    from desktop.app.carrying.media import media

    with call.desk() as desk:
        for each in media(desk):
            call.out.show(_line(each))


def _take(on_desk: "OnDesk", path: Path) -> Took:
    from desktop.app.carrying.taking import take_file

    done = take_file(on_desk, path)
    return Took(
        path=str(path),
        letter=done.letter or None,
        is_answer=done.is_answer,
        new_events=done.new_events,
        apart=done.apart,
        confirmed=done.confirmed,
        quarantined=done.refused,
        again=done.again,
        refused=None,
    )


def _refused(path: Path, problem: Problem) -> Took:
    return Took(
        path=str(path),
        letter=None,
        is_answer=False,
        new_events=0,
        apart=0,
        confirmed=0,
        quarantined=0,
        again=False,
        refused=problem.code,
    )


def _line(each: "Medium") -> Carried:
    return Carried(
        serial=each.serial,
        written_at=each.at.isoformat(),
        written_by=each.by,
        file=each.file,
        medium=each.medium,
        events=each.events,
        first_day=str(each.first) if each.first else None,
        last_day=str(each.last) if each.last else None,
        bytes=each.size,
        state=each.state,
        answered_at=each.answered_at.isoformat() if each.answered_at else None,
        answered_by=each.answered_by,
    )
