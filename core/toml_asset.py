"""Read a TOML asset into frozen values; a broken one is told with its line, in Japanese."""

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Never, TypeVar

import msgspec

from core.problem import Problem

T = TypeVar("T")
Text = Annotated[str, msgspec.Meta(min_length=1)]
Version = Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]
"""Of a list that headquarters publishes: it must go into both databases, and onto the wire."""

_AT_LINE = re.compile(r"at line (\d+)")
_TABLE_IN_PATH = re.compile(r"\.([\w.]+)\[(\d+)\]")


class TomlAsset:
    """The text of one asset, so that whoever checks its meaning can name a line.

    `what` is its name for the user, such as 相談内容の一覧; `code` is the code of the Problem.
    """

    def __init__(self, source: Path | bytes, what: str, code: str) -> None:
        self._what = f"{what}（{source.name}）" if isinstance(source, Path) else what
        self._code = code
        try:
            self.text = (source.read_bytes() if isinstance(source, Path) else source).decode("utf-8")
        except OSError as error:
            raise self._problem("を開けません。") from error
        except UnicodeDecodeError as error:
            raise self._problem("の文字コードがUTF-8ではありません。") from error

    def read(self, kind: type[T]) -> T:
        """The asset as a value of this kind; Problem with the line if it is not one."""
        try:
            tables: dict[str, Any] = tomllib.loads(self.text)
            return msgspec.convert(tables, kind)
        except tomllib.TOMLDecodeError as error:
            found = _AT_LINE.search(str(error))
            line = int(found[1]) if found else self.text.count("\n") + 1
            raise self._problem(f"の{line}行目の書き方が正しくありません。") from error
        except msgspec.ValidationError as error:
            line = self._line_of_table(str(error))
            raise self._problem(f"の{line}行目からの項目が正しくありません。") from error
        except (ValueError, RecursionError) as error:  # a number of a thousand digits, brackets a thousand deep
            raise self._problem("の書き方が正しくありません。") from error

    def reject(self, value: str, reason: str) -> Never:
        """Raise the Problem at the last line that holds this value in quotes; `reason` is Japanese."""
        lines = [number for number, line in enumerate(self.text.splitlines(), 1) if f'"{value}"' in line]
        where = f"の{lines[-1]}行目" if lines else ""
        raise self._problem(f"{where}の「{value}」{reason}")

    def reject_table(self, path: str, reason: str) -> Never:
        """Raise the Problem at the heading that a path such as `$.groups[1].topics[0]` names; `reason` is Japanese."""
        raise self._problem(f"の{self._line_of_table(path)}行目からの項目{reason}")

    def _line_of_table(self, message: str) -> int:
        """The line of the innermost `[[table]]` that msgspec's path (`$.groups[1].topics[0]`) names."""
        name, line = "", 0
        lines = self.text.splitlines()
        for part, index in _TABLE_IN_PATH.findall(message):
            name = f"{name}.{part}".lstrip(".")
            headings = [at for at, each in enumerate(lines, 1) if each.strip() == f"[[{name}]]" and at > line]
            if int(index) >= len(headings):
                break
            line = headings[int(index)]
        return max(line, 1)

    def _problem(self, what_is_wrong: str) -> Problem:
        return Problem(
            self._code,
            f"{self._what}{what_is_wrong}",
            "配布されたファイルを入れ直してください。直らないときは本部にご連絡ください。",
        )
