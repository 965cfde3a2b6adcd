"""`parcel write / take / list`: the exchange as files; `segments export / import`: earlier names of the first two."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from core.clock import day_and_time, in_japan
from core.problem import Problem
from desktop.app.carrying.words import STATES
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
    """`parcel take`: what one file brought. `refused` is a code; what stands in its way is told on standard error."""

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
        return f"{self.path}\t{'取り込めません' if self.refused else '　'.join(self._brought())}"

    def _brought(self) -> Iterator[str]:
        yield f"新しい記録 {self.new_events}件"
        if self.is_answer:
            yield f"本部に届いた記録 {self.confirmed}件"
        if self.quarantined:
            yield f"本部が保留にした記録 {self.quarantined}件"
        if self.apart:
            yield f"別にしてあるまとまり {self.apart}個"
        if self.again:
            yield "もう一度書き出してください"


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

    @property
    def text(self) -> str:
        state = STATES[self.state] + (f"（{_moment(self.answered_at)}）" if self.answered_at else "")
        parts = (_moment(self.written_at), self.medium, f"記録 {self.events}件", state, self.written_by, self.file)
        return "\t".join(parts)


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    parcels = commands.group("parcel", "記録をファイルで運ぶ")
    _add_both(parcels, "write", "take")
    parcels.add("list", show, "何をどこに書き出したか")
    _add_both(commands.group("segments", "parcel write と parcel take の、前からの呼び名"), "export", "import")


def _add_both(group: Commands, writing: str, taking: str) -> None:
    """The two ways, under one pair of names."""
    to = group.add(writing, write, "まだ届いていない記録を、一つのファイルに書き出す")
    to.add_argument("folder", metavar="DIR")
    to.add_argument("--all", action="store_true", help="届いた記録も")
    from_ = group.add(taking, take, "ほかの端末のファイルや、本部の返事を取り込む")
    from_.add_argument("files", nargs="+", metavar="FILE")


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

    problems: list[Problem] = []
    with call.desk() as desk:
        for path in files_among([Path(name) for name in call.get("files")]):
            try:
                took = _take(here(desk), path)
                problems += [_kept_apart(took.apart)] if took.apart else []
            except Problem as problem:
                took = _refused(path, problem)
                problems.append(problem)
            call.out.show(took)
    for each in problems:
        call.out.refuse(each)
    return 1 if problems else 0


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


def _moment(text: str) -> str:
    return day_and_time(in_japan(text))


def _kept_apart(count: int) -> Problem:
    return Problem(
        "kept_apart",
        f"{count}個のまとまりは、確かめられないため、別にしてあります。",
        "理由とすることは、madoguchi apart list で確かめてください。",
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
