"""How far the cells of an XLS file reach, looked at before it is opened: as for XLSX, one cell far away is too many.

An XLS file is a small file system (OLE2): sectors in chains. In the stream "Workbook" records follow one another.
"""

import struct
from collections.abc import Iterator

from core.problem import Problem
from core.tables.delimited import not_a_table
from desktop.devices.workbook_check import MOST_CELLS, damaged, too_large

_ENTRY = 128
_LAST = 0xFFFFFFFA
"""Sector numbers from here on are signs, such as the end of a chain."""
_IN_HEADER = 109
_STREAMS = ("workbook", "book")
_DIMENSIONS, _MOST_ROWS = 0x0200, 65_536
_CELLS = frozenset((0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E))
_SEVERAL_CELLS = frozenset((0x00BD, 0x00BE))
_BEGIN = frozenset((0x0009, 0x0209, 0x0409, 0x0809))


def check_old_workbook(data: bytes) -> None:
    """Raises Problem for a file that is damaged, or far too large once every cell is laid out."""
    try:
        rows = columns = 0
        stream = _workbook(data)
        for kind, row, column in _places(stream):
            if kind in _BEGIN:
                rows = columns = 0
                continue
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if rows * columns > MOST_CELLS:
                raise too_large()
    except Problem:
        raise
    except (struct.error, LookupError, ValueError) as error:
        raise damaged() from error


def _places(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Each record that begins a sheet or holds cells, with the row and the last column of its cells."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        at += 4
        if kind in _BEGIN:
            yield kind, 0, 0
        elif kind == _DIMENSIONS:
            yield kind, *_last_cell(stream[at : at + length])
        elif kind in _CELLS and length >= 4:
            yield kind, *struct.unpack_from("<HH", stream, at)
        elif kind in _SEVERAL_CELLS and length >= 6:
            yield kind, struct.unpack_from("<H", stream, at)[0], struct.unpack_from("<H", stream, at + length - 2)[0]
        at += length


def _last_cell(dimensions: bytes) -> tuple[int, int]:
    """What a sheet says of itself: calamine makes room for it unasked."""
    first, end, left, right = struct.unpack_from("<IIHH" if len(dimensions) >= 14 else "<HHHH", dimensions)
    if first > end or left > right or end > _MOST_ROWS:
        raise ValueError("no such sheet")
    return max(0, end - 1), max(0, right - 1)


def _workbook(data: bytes) -> bytes:
    """The stream of the sheets. Raises Problem where there is none, ValueError or struct.error for a broken file."""
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    (directory_at,) = struct.unpack_from("<I", data, 48)
    (least,) = struct.unpack_from("<I", data, 56)
    (small_table_at,) = struct.unpack_from("<I", data, 60)
    if shift not in (9, 12) or small_shift != 6:
        raise ValueError("no OLE2 file")
    size = 1 << shift
    table = _numbers(b"".join(_sector(data, number, size) for number in _table_sectors(data, size)))
    entries = _chain(data, directory_at, table, size)
    small: bytes = b""
    for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        name, kind, first, length = _entry(entries[at : at + _ENTRY])
        if kind == 5:
            small = _chain(data, first, table, size)
        elif kind == 2 and name in _STREAMS:
            if length >= least:
                return _chain(data, first, table, size)[:length]
            small_table = _numbers(_chain(data, small_table_at, table, size))
            return _chain(b"\0" * 64 + small, first, small_table, 64)[:length]
    raise not_a_table()


def _table_sectors(data: bytes, size: int) -> list[int]:
    """Where the table of chains itself is."""
    numbers = list(_numbers(data[76 : 76 + 4 * _IN_HEADER]))
    (further,) = struct.unpack_from("<I", data, 68)
    for _ in range(len(data) // size):
        if further >= _LAST:
            break
        more = _numbers(_sector(data, further, size))
        numbers += more[:-1]
        further = more[-1]
    return [number for number in numbers if number < _LAST]


def _chain(data: bytes, first: int, table: tuple[int, ...], size: int) -> bytes:
    """The sectors that follow one another; a ring of them ends."""
    parts: list[bytes] = []
    while first < _LAST and len(parts) <= len(table):
        parts.append(_sector(data, first, size))
        first = table[first]
    return b"".join(parts)


def _sector(data: bytes, number: int, size: int) -> bytes:
    """Sectors are counted behind the header, which takes one of them."""
    return data[(number + 1) * size : (number + 2) * size]


def _entry(entry: bytes) -> tuple[str, int, int, int]:
    (letters,) = struct.unpack_from("<H", entry, 64)
    first, length = struct.unpack_from("<II", entry, 116)
    return entry[: max(0, letters - 2)].decode("utf-16-le").lower(), entry[66], first, length


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
