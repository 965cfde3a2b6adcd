"""CSV and its kin: whichever encoding and separator an office's program writes."""

import csv
import io
from collections import Counter

from core.problem import Problem
from core.tables.cells import REPLACEMENT, Row, Sheet

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_ENCODINGS = ("utf-8", "cp932", "euc_jp")
_ESCAPE_JIS = b"\x1b$"
_SEPARATORS = ",\t;"
_LONGEST_CELL = 100_000
_SAMPLE = 50
_MANY_LOST = 0.02


def read_delimited(data: bytes, name: str) -> Sheet:
    """The table in a text file. Rows are counted as Excel does: a cell with line breaks is in one row.

    Raises Problem for what is no text, and where a quotation mark is never closed: it would swallow rows.
    """
    text = decoded(data)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    rows: list[Row] = []
    lines_before = last_lines = 0
    try:
        for number, cells in enumerate(reader, 1):
            rows.append(Row(number, tuple(cells)))
            last_lines, lines_before = reader.line_num - lines_before, reader.line_num
    except csv.Error as error:  # a cell is far too long
        raise (_unclosed() if '"' in text else not_a_table()) from error
    if last_lines > 1 and text.count('"') % 2:
        raise _unclosed()
    return Sheet(name, tuple(rows))


def decoded(data: bytes) -> str:
    """The text of a file: by its mark, else UTF-8, else what Japanese Excel writes. Raises Problem for no text."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace").replace("\0", "")
    if b"\0" in data:
        raise not_a_table()
    encodings = ("iso2022_jp", *_ENCODINGS) if _ESCAPE_JIS in data else _ENCODINGS
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    text = data.decode("cp932", "replace")
    if text.count(REPLACEMENT) > max(10, len(text) * _MANY_LOST):
        raise not_a_table()
    return text


def not_a_table() -> Problem:
    """For a file of another sort."""
    return Problem(
        "not_a_table",
        "このファイルは、表として読めません。",
        "Excel で開いて、「Excel ブック（.xlsx）」か「CSV」で保存し直してください。",
    )


def _separator(text: str) -> str:
    """What stands most often outside quotation marks in the first lines."""
    sample = "".join(text.splitlines(keepends=True)[:_SAMPLE]) if len(text) < 10_000_000 else text[:20_000]
    outside = "".join(sample.split('"')[::2])
    counted = Counter(each for each in outside if each in _SEPARATORS)
    return max(_SEPARATORS, key=lambda sign: counted[sign])


def _unclosed() -> Problem:
    return Problem(
        "table_quotes",
        'この CSV は、引用符（"）が閉じていないため、行の区切りが分かりません。',
        "Excel で開いて、「Excel ブック（.xlsx）」で保存し直してください。",
    )
