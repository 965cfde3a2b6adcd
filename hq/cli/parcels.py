"""`parcel take`: parcels from sticks, and the answers to carry back."""

import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from core.parcel import ParcelKind
from core.problem import Problem
from core.sealed_rest import SUFFIX
from hq.cli.output import Record, complain, show
from hq.intake.parcels import AnsweredParcel, WaitingParcel


def take(arguments: Namespace) -> int:
    """Files, or folders of them. One that cannot be taken never hinders the rest."""
    done = [_take(path, arguments.answer, arguments.json) for path in _files(arguments.files)]
    if not done:
        raise Problem("no_parcels", "取り込むファイルがありません。", "場所を確かめてください。")
    return 0 if all(done) else 1


def _files(paths: list[Path]) -> list[Path]:
    return [file for path in paths for file in (_parcels_in(path) if path.is_dir() else [path])]


def _parcels_in(folder: Path) -> list[Path]:
    suffixes = (ParcelKind.REQUEST.suffix, SUFFIX)
    return sorted(file for suffix in suffixes for file in folder.glob(f"[!.]*{suffix}"))


def _take(path: Path, folder: Path, as_json: bool) -> bool:
    try:
        with _reading(path) as file:
            parcel = WaitingParcel(file, path.stat().st_size)
            target = _free(folder / parcel.answer_name)
            with _writing(target) as sink:
                done = parcel.carry_out(sink)
    except Problem as problem:
        refused: Record = {"file": str(path), "refused": problem.code}
        if as_json:
            show(refused, True)
        complain(f"{path}: {problem}")
        return False
    _tell(path, target, done, as_json)
    return True


def _tell(path: Path, target: Path, done: AnsweredParcel, as_json: bool) -> None:
    record: Record = {
        "file": str(path),
        "site_id": done.device.site_id,
        "letter": done.device.letter,
        "stored": done.stored,
        "duplicate": done.duplicate,
        "quarantined": done.quarantined,
        "relayed": done.relayed,
        "answer": str(target),
        "refused": None,
    }
    words = f"{path}: 新しい記録 {done.stored}件、保留 {done.quarantined}件。返事: {target}"
    show(record, as_json, words)


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
