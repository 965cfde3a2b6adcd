"""How commands speak: a plain line for people, or one JSON object a line."""

import sys
import traceback
from dataclasses import dataclass
from pathlib import PurePath

import msgspec

from core.problem import Problem


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One object of a command's answer: its fields are the JSON keys, its text is for people."""

    @property
    def text(self) -> str:
        """The line for people; by default the values side by side."""
        return "\t".join(map(_plain, msgspec.structs.astuple(self)))


class Refused(Record, frozen=True, kw_only=True):
    """Why nothing was done, on standard error."""

    code: str
    sentence: str
    next_step: str

    @property
    def text(self) -> str:
        return f"{self.sentence}{self.next_step}"


@dataclass(frozen=True)
class Output:
    """Standard output and error of one call."""

    as_json: bool

    def show(self, record: Record) -> None:
        """One line, seen at once: a script may be waiting for it."""
        sys.stdout.write(self._line(record))
        sys.stdout.flush()

    def write(self, text: str) -> None:
        """A table that was asked for as it stands, such as CSV."""
        sys.stdout.write(text)
        sys.stdout.flush()

    def refuse(self, problem: Problem) -> None:
        """The sentence and the next step, on standard error."""
        told = Refused(code=problem.code, sentence=problem.sentence, next_step=problem.next_step)
        sys.stderr.write(self._line(told))

    def _line(self, record: Record) -> str:
        line = msgspec.json.encode(record).decode() if self.as_json else record.text
        return f"{line}\n"


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return "、".join(map(_plain, value))
    return "" if value is None else str(value)


def speak_utf8() -> None:
    """Japanese goes out as UTF-8 everywhere, also into pipes on Windows."""
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8")


def report_of(error: BaseException) -> Problem:
    """A bug as something to copy to the makers: types and lines, no text and no value that may be personal."""
    frames = traceback.extract_tb(error.__traceback__)
    places = "".join(f"\n  {PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
    return Problem(
        "unexpected",
        "予期しない問題が起きました。記録済みの内容は残っています。",
        f"次の行を管理者にお知らせください。\n{type(error).__name__}{places}",
    )
