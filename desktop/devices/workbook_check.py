"""What a workbook holds, looked at before it is opened: one cell far away would have calamine fill all the memory."""

import io
import lzma
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.parsers import expat

from core.problem import Problem
from core.tables.delimited import not_a_table

MOST_CELLS = 6_000_000
"""A hundred thousand people with sixty columns."""
MOST_UNPACKED = 500_000_000
_MOST_STYLES = 20_000_000
_CHUNK = 1 << 20
_WORKBOOK, _LINKS, _TEXTS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"
_ABOUT = "約"
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
_ROW = re.compile(r"[1-9][0-9]{0,6}", re.ASCII)
_MOST_ROWS = 1_048_576
_LINK_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, expat.ExpatError, ElementTree.ParseError,
    EOFError, OSError, RuntimeError, LookupError, ValueError,
)  # fmt: skip
"""What the standard library raises for archives and XML that are none."""


@dataclass
class SheetExtent:
    """How far a sheet's cells reach; in which of them a formula failed, which show 約 (row and column from 0)."""

    rows: int = 0
    columns: int = 0
    failed: list[tuple[int, int]] = field(default_factory=list)
    about: list[tuple[int, int]] = field(default_factory=list)

    @property
    def cells(self) -> int:
        """How many there are when all of them are laid out."""
        return self.rows * self.columns


def check_workbook(data: bytes) -> dict[str, SheetExtent]:
    """The extent of each sheet by its name. Raises Problem for what is no workbook or far too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if _WORKBOOK not in archive.namelist():
                raise not_a_table()
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
                raise too_large()
            about = _about_styles(archive)
            extents = {name: _extent(archive, name, about) for name in archive.namelist() if name.endswith(".xml")}
            paths = _paths(archive)
    except _DAMAGE as error:
        raise damaged() from error
    if any(extent.cells > MOST_CELLS for extent in extents.values()):
        raise too_large()
    return {name: extents.get(path, SheetExtent()) for name, path in paths.items()}


def too_large() -> Problem:
    """More than any office's list."""
    return Problem(
        "table_too_large",
        "表が大きすぎて読めません。",
        "使う行と列だけを新しいファイルに写して、もう一度取り込んでください。",
    )


def damaged() -> Problem:
    """Begins like a workbook and is none."""
    return Problem(
        "table_damaged",
        "この Excel ファイルは壊れているため、読めません。",
        "Excel で開いて保存し直すか、もとのファイルをもう一度受け取ってください。",
    )


def _about_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    """The styles by which a number is shown with 約 before it."""
    if _STYLES not in archive.namelist() or archive.getinfo(_STYLES).file_size > _MOST_STYLES:
        return frozenset()
    text = archive.read(_STYLES)
    if b"<!DOCTYPE" in text or _ABOUT.encode() not in text:
        return frozenset()
    styles = ElementTree.fromstring(text)
    formats = {each.get("numFmtId") for each in styles.iter() if _ABOUT in each.get("formatCode", "")}
    looks = next((each for each in styles if each.tag.endswith("}cellXfs")), ())
    return frozenset(str(place) for place, look in enumerate(looks) if look.get("numFmtId") in formats)


def _extent(archive: zipfile.ZipFile, name: str, about: frozenset[str]) -> SheetExtent:
    """Reads an entry to its end, so that none is larger than it says. Of the texts only the beginning is looked at."""
    walk, is_first = _Walk(about), True
    with archive.open(name) as entry:
        while chunk := entry.read(_CHUNK):
            if name != _TEXTS or is_first:
                walk.parser.Parse(chunk, False)
            is_first = False
    return walk.extent


class _Walk:
    """Follows rows and cells; both may leave out where they are, and then come after the one before."""

    def __init__(self, about: frozenset[str]) -> None:
        self.extent = SheetExtent()
        self._about_styles = about
        self._row = self._column = -1
        self._failed = self._about = False
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.StartElementHandler = self._begin
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        match tag.rpartition("}")[2]:
            case "row":
                self._row, self._column = self._row + 1, -1
                if "r" in attributes:
                    self._row = _row_of(attributes["r"])
            case "c":
                self._about = attributes.get("s") in self._about_styles
                self._enter(attributes.get("r"), attributes.get("t") == "e")
            case "v" | "is":
                self._holds_something()
            case "t" | "si" | "f":
                pass
            case _:
                if any(_is_huge(attributes.get(name, "")) for name in ("count", "uniqueCount")):
                    raise damaged()  # calamine makes room for as many unasked

    def _enter(self, told: str | None, failed: bool) -> None:
        self._column += 1
        self._failed = failed
        if told is None:
            return
        place = _PLACE.fullmatch(told)
        if place is None:
            raise damaged()
        self._column, self._row = _number(place[1]) - 1, _row_of(place[2])

    def _holds_something(self) -> None:
        if self._row < 0 or self._column < 0:
            return
        self.extent.rows = max(self.extent.rows, self._row + 1)
        self.extent.columns = max(self.extent.columns, self._column + 1)
        if self._failed and len(self.extent.failed) < MOST_CELLS:
            self.extent.failed.append((self._row, self._column))
        if self._about and len(self.extent.about) < MOST_CELLS:
            self.extent.about.append((self._row, self._column))

    def _refuse(self, *_declaration: object) -> None:
        """No spreadsheet program writes one; entities in it can grow without end."""
        raise damaged()


def _row_of(told: str) -> int:
    """From 0. Raises Problem for what Excel has no row of: other readers take it for one far away."""
    if not _ROW.fullmatch(told) or int(told) > _MOST_ROWS:
        raise damaged()
    return int(told) - 1


def _is_huge(count: str) -> bool:
    return count.isascii() and count.isdigit() and int(count[:20]) > MOST_CELLS


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _paths(archive: zipfile.ZipFile) -> dict[str, str]:
    """Where each sheet's cells are in the archive."""
    links = {link.get("Id"): link.get("Target", "") for link in ElementTree.fromstring(archive.read(_LINKS))}
    sheets = [
        element for element in ElementTree.fromstring(archive.read(_WORKBOOK)).iter() if element.tag.endswith("}sheet")
    ]
    return {sheet.get("name", ""): _whole(links.get(sheet.get(_LINK_ID), "")) for sheet in sheets}


def _whole(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
