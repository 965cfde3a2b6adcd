"""What can go wrong with the file, as sentences."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlcipher3 import dbapi2 as sqlcipher

from core.problem import Problem


class StoreProblem(Problem):
    """The store cannot do what was asked; nothing was changed."""


def damaged() -> StoreProblem:
    """The file cannot be read, though its key is right."""
    return StoreProblem(
        "database_damaged",
        "記録のファイルが壊れているため、開けません。ファイルには手を付けていません。",
        "いちばん新しい控え（バックアップ）から戻せます。",
    )


def too_new() -> StoreProblem:
    """The file was written by a newer program."""
    return StoreProblem(
        "database_too_new",
        "この記録は、新しい版の窓口で作られています。",
        "窓口を新しい版にしてから、もう一度開いてください。",
    )


def disk_full() -> StoreProblem:
    """No room is left; the last action is not recorded."""
    return StoreProblem(
        "disk_full",
        "パソコンの空き容量がなくなり、いまの操作は記録できませんでした。それまでの記録は残っています。",
        "不要なファイルを消してから、もう一度同じ操作をしてください。",
    )


def busy() -> StoreProblem:
    """Another program holds the file."""
    return StoreProblem(
        "database_busy",
        "記録のファイルを、ほかのプログラムが使っています。",
        "窓口がもう一つ開いていないか確かめて、もう一度操作してください。",
    )


@contextmanager
def told() -> Iterator[None]:
    """Turn the database's own errors into sentences; unknown ones pass through."""
    try:
        yield
    except sqlcipher.DatabaseError as error:
        known = _known(str(error).lower())
        if known is None:
            raise
        raise known from error


def _known(message: str) -> StoreProblem | None:
    if "disk is full" in message or "disk i/o error" in message:
        return disk_full()
    if "locked" in message:
        return busy()
    if "malformed" in message or "not a database" in message or "hmac check" in message:
        return damaged()
    return None
