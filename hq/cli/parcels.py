"""`parcel take`: parcels from sticks, and the answers to carry back; `segments import` is its earlier name."""

import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from core import sealed_rest, segment
from core.parcel import ParcelKind
from core.problem import Problem
from hq.cli.output import Record, complain, show
from hq.cli.parser import Commands
from hq.portal.parcel_words import WORDS

if TYPE_CHECKING:
    from hq.intake.parcels import Taken

_SUFFIXES = (ParcelKind.REQUEST.suffix, sealed_rest.SUFFIX, segment.SUFFIX)


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    for group, verb, summary in (
        ("parcel", "take", "受け渡しファイル"),
        ("segments", "import", "parcel take の、前からの呼び名"),
    ):
        taking = commands.group(group, summary).add(verb, take, "端末のファイルを取り込み、返事を書く")
        taking.add_argument("files", nargs="+", type=Path)
        taking.add_argument("--answer", type=Path, help="返事を置くフォルダー（なければ、ファイルと同じ場所）")


def take(arguments: Namespace) -> int:
    """Files, or folders of them. One that cannot be taken never hinders the rest."""
    done = [_take(path, arguments.answer or path.parent, arguments.json) for path in _files(arguments.files)]
    if not done:
        raise Problem("no_parcels", "取り込むファイルがありません。", "場所を確かめてください。")
    return 0 if all(done) else 1


def _files(paths: list[Path]) -> list[Path]:
    return [file for path in paths for file in (_parcels_in(path) if path.is_dir() else [path])]


def _parcels_in(folder: Path) -> list[Path]:
    return sorted(file for suffix in _SUFFIXES for file in folder.glob(f"[!.]*{suffix}"))


def _take(path: Path, folder: Path, as_json: bool) -> bool:
    try:
        with _reading(path) as file:
            done, answer = _carried_out(file, path.stat().st_size, folder)
    except Problem as problem:
        if as_json:
            show({"file": str(path), "refused": problem.code}, True)
        complain(f"{path}: {WORDS.get(problem.code, str(problem))}")
        return False
    show(_record(path, done, answer), as_json, f"{path}: {_sentence(done, answer)}")
    return done.refused is None


def _carried_out(file: BinaryIO, size: int, folder: Path) -> "tuple[Taken, Path | None]":
    """What came of the file, and where its answer lies: nothing answers a single segment. Raises Problem."""
    from hq.intake.parcels import WaitingParcel, take_single

    start = file.read(len(segment.MAGIC))
    file.seek(0)
    if start == segment.MAGIC:
        return take_single(file.read(segment.MAX_SEGMENT + 1)), None
    parcel = WaitingParcel(file, size)
    target = _free(folder / parcel.answer_name)
    with _writing(target) as sink:
        return parcel.carry_out(sink), target


def _record(path: Path, done: "Taken", answer: Path | None) -> Record:
    return {
        "file": str(path),
        "site_id": done.site_id,
        "letter": done.letter,
        "stored": done.stored,
        "duplicate": done.duplicate,
        "quarantined": done.quarantined,
        "relayed": done.relayed,
        "answer": str(answer) if answer else None,
        "refused": done.refused,
    }


def _sentence(done: "Taken", answer: Path | None) -> str:
    from hq.quarantine.reasons import reason_of

    if done.refused:
        return f"保留にしました（{reason_of(done.refused).name}）。"
    answered = f"返事: {answer}" if answer else ""
    return f"新しい記録 {done.stored}件、保留 {done.quarantined}件。{answered}"


def _free(path: Path) -> Path:
    """An older answer is never written over."""
    names = (path.with_stem(f"{path.stem} ({place})") if place else path for place in range(1000))
    return next(name for name in names if not name.exists())


@contextmanager
def _reading(path: Path) -> Iterator[BinaryIO]:
    try:
        if not path.is_file():
            raise OSError
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise Problem("no_file", "ファイルを読めません。", "場所を確かめてください。") from error


@contextmanager
def _writing(path: Path) -> Iterator[BinaryIO]:
    """Whole under its name, or not there: what was stored is stored, and the parcel can be taken once more."""
    unfinished = path.parent / f".{path.name}.part"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise Problem(
            "file_not_written",
            "返事のファイルを保存できませんでした。",
            "場所と空き容量を確かめて、もう一度取り込んでください。",
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
