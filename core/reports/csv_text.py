"""CSV that spreadsheets read as it was meant: marked as UTF-8, or in CP932 for older programs; no cell is a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.reports.workbook import Value

GETA = "〓"
"""Stands for what an encoding lacks, as typesetters do."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# The same signs under other numbers, as Windows chose them for CP932.
_OF_WINDOWS = str.maketrans("〜−—‖–¢£¬", "～－―∥－￠￡￢")


class Encoding(StrEnum):
    """How a CSV file is written."""

    UTF_8 = "utf-8"
    CP932 = "cp932"


@dataclass(frozen=True, slots=True)
class Encoded:
    """A file's bytes, and the characters that its encoding lacks, each once: 〓 stands there."""

    data: bytes
    missing: tuple[str, ...] = ()


def safe(value: Value) -> Value:
    """Words that a spreadsheet would take for a formula get the mark by which it knows text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def csv_text(rows: Iterable[Sequence[Value]]) -> str:
    """Rows as text, with the line ends of RFC 4180."""
    text = io.StringIO()
    csv.writer(text).writerows(map(safe, row) for row in rows)
    return text.getvalue()


def encoded(text: str, encoding: Encoding = Encoding.UTF_8) -> Encoded:
    """The text as a file."""
    if encoding is Encoding.UTF_8:
        return Encoded(text.encode("utf-8-sig"))
    settled = text.translate(_OF_WINDOWS)
    lacking = {each for each in set(settled) if not _is_in_cp932(each)}
    missing = tuple(each for each in dict.fromkeys(settled) if each in lacking)
    written = "".join(GETA if each in lacking else each for each in settled)
    return Encoded(written.encode("cp932"), missing)


def _is_in_cp932(character: str) -> bool:
    try:
        character.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True
