"""`send`, `segments export / import`."""

from pathlib import Path

from core.problem import Problem
from core.segment import MAX_SEGMENT
from desktop.app.desk import Desk
from desktop.app.files import existing_folder, read_file, write_file
from desktop.app.segment_files import SUFFIX, segment_files, take_in_segment
from desktop.cli.apart import told
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands


class Sent(Record, frozen=True, kw_only=True):
    """`send`: segments sent and read; events stored, known already, kept apart; what still waits.

    `told` are sentences on copied disks and restored backups that this exchange met.
    """

    sent: int
    stored: int
    duplicate: int
    quarantined: int
    pulled: int
    pending: int
    told: list[str]

    @property
    def text(self) -> str:
        apart = f"　本部が保留にした記録 {self.quarantined}件" if self.quarantined else ""
        first = f"本部へ送りました。新しい記録 {self.stored}件　残り {self.pending}件{apart}"
        return "\n".join([first, *self.told])


class Exported(Record, frozen=True, kw_only=True):
    """`segments export`: one written file."""

    path: str
    epoch: int
    first_seq: int
    last_seq: int
    confirmed: bool

    @property
    def text(self) -> str:
        return self.path


class Imported(Record, frozen=True, kw_only=True):
    """`segments import`: what one file brought."""

    path: str
    segment_hash: str | None
    new_events: int
    refused: str | None

    @property
    def text(self) -> str:
        outcome = f"取り込めません（{self.refused}）" if self.refused else f"新しい記録 {self.new_events}件"
        return f"{self.path}\t{outcome}"


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    commands.add("send", send, "本部へ送る")
    segments = commands.group("segments", "記録をファイルで受け渡す")
    exporting = segments.add("export", export, "まだ届いていない記録を書き出す")
    exporting.add_argument("folder", metavar="DIR")
    exporting.add_argument("--all", action="store_true", help="届いた記録も")
    importing = segments.add("import", take_in, "この拠点の記録を取り込む")
    importing.add_argument("files", nargs="+", metavar="FILE")


def send(call: Call) -> None:
    """Send and read until nothing is left."""
    from desktop.app.sending import send_now  # requests costs 0.1 s

    with call.desk() as desk:
        report = send_now(desk)
        counts = {name: getattr(report, name) for name in Sent.__struct_fields__ if name != "told"}
        call.out.show(Sent(**counts, told=told(desk)[: len(report.surprises)]))


def export(call: Call) -> None:
    """Stored segments into a folder, each file whole or not there."""
    folder = existing_folder(call.get("folder"))
    with call.desk() as desk:
        for file in segment_files(desk, delivered_too=call.get("all", False)):
            path = write_file(folder / file.name, file.data)
            call.out.show(
                Exported(
                    path=str(path),
                    epoch=file.epoch,
                    first_seq=file.first_seq,
                    last_seq=file.last_seq,
                    confirmed=file.confirmed,
                )
            )


def take_in(call: Call) -> int:
    """Files, or folders of them; one that cannot be taken never hinders the rest."""
    with call.desk() as desk:
        lines = [_take(desk, path) for name in call.get("files") for path in _files(Path(name))]
    for line in lines:
        call.out.show(line)
    if not lines:
        raise Problem("no_segments", "取り込むファイルがありません。", "場所を確かめてください。")
    refused = sum(line.refused is not None for line in lines)
    if refused:
        call.out.refuse(_some_refused(refused))
    return 1 if refused else 0


def _files(path: Path) -> list[Path]:
    return sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]


def _take(desk: Desk, path: Path) -> Imported:
    try:
        taken = take_in_segment(desk, read_file(path, MAX_SEGMENT))
    except Problem as problem:
        return Imported(path=str(path), segment_hash=None, new_events=0, refused=problem.code)
    return Imported(path=str(path), segment_hash=taken.segment_hash, new_events=taken.new_events, refused=taken.refused)


def _some_refused(count: int) -> Problem:
    return Problem(
        "segments_refused",
        f"{count}個のファイルは取り込めませんでした。ほかのファイルは取り込みました。",
        "もとのファイルを残して、本部の担当者にお知らせください。",
    )
