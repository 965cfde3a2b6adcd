"""A given workbook as an archive: its sheets, and where its names point."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import join, normpath
from xml.etree import ElementTree
from xml.parsers import expat

from core.problem import Problem

MOST_BYTES = 50_000_000
MOST_UNPACKED = 200_000_000
_MOST_OF_BOOK = 2_000_000
"""Bytes of what tells the sheets and names: a few kilobytes where no one means harm."""
_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LINK_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_LINK_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_TARGET = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!\[\]]+))!\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?[A-Z]{1,3}\$?\d{1,7})?$")
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, ElementTree.ParseError, LookupError, EOFError, OSError,
    RuntimeError, ValueError,
)  # fmt: skip
"""What the standard library raises for archives and XML that are none."""


@dataclass(frozen=True, slots=True)
class Target:
    """One cell: the archive's entry of its sheet, its column in letters and its row from 1."""

    sheet: str
    column: str
    row: int


@dataclass(frozen=True)
class GivenBook:
    """A workbook that somebody gave: its entries stay as they are but for what is written."""

    archive: zipfile.ZipFile
    targets: Mapping[str, Target]
    """Names of cells, in small letters: Excel tells none apart by case."""

    def read(self, entry: str) -> bytes:
        """The bytes of an entry. Raises Problem where they are damaged."""
        try:
            return self.archive.read(entry)
        except _DAMAGE as error:
            raise damaged() from error


def given_book(data: bytes) -> GivenBook:
    """Open it. Raises Problem for another program's file, a locked, damaged or far too large one."""
    if data.startswith(_OLD):
        raise _old_or_locked()
    if not data.startswith(_ZIP):
        raise _no_form()
    if len(data) > MOST_BYTES:
        raise too_large()
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        if _BOOK not in archive.namelist():
            raise _no_form()
        if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
            raise too_large()
        return GivenBook(archive, _targets(archive))
    except _DAMAGE as error:
        raise damaged() from error


def plain_xml(data: bytes) -> bytes:
    """XML as every spreadsheet program writes it. Raises Problem for one that declares entities or is not UTF-8."""
    if b"<!DOCTYPE" in data or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise damaged()
    return data


def damaged() -> Problem:
    """Begins like a workbook and is none."""
    return Problem(
        "form_damaged", "この様式のファイルは壊れているため、使えません。", "Excel で開いて保存し直してください。"
    )


def too_large() -> Problem:
    """More than any form."""
    return Problem(
        "form_too_large",
        "この様式のファイルは大きすぎて使えません。",
        "使っていない行とシートを消した写しを作ってください。",
    )


def _targets(archive: zipfile.ZipFile) -> dict[str, Target]:
    if any(archive.getinfo(each).file_size > _MOST_OF_BOOK for each in (_BOOK, _LINKS)):
        raise too_large()
    entries = set(archive.namelist())
    book = ElementTree.fromstring(plain_xml(archive.read(_BOOK)))
    links = {each.get("Id"): each.get("Target", "") for each in ElementTree.fromstring(archive.read(_LINKS))}
    sheets = {each.get("name", ""): _entry(links, each) for each in book.iter() if each.tag.endswith("}sheet")}
    found = {}
    for name in (each for each in book.iter() if each.tag.endswith("}definedName")):
        place = _TARGET.fullmatch((name.text or "").strip())
        sheet = sheets.get((place[1] or place[2]).replace("''", "'")) if place else None
        if place is not None and sheet is not None and sheet in entries:
            found[name.get("name", "").lower()] = Target(sheet, place[3], int(place[4]))
    return found


def _entry(links: Mapping[str | None, str], sheet: ElementTree.Element) -> str:
    target = links.get(sheet.get(_LINK_ID) or sheet.get(_STRICT_LINK_ID), "")
    return target.removeprefix("/") if target.startswith("/") else normpath(join("xl", target))


def _no_form() -> Problem:
    return Problem(
        "form_unreadable",
        "様式として使えるファイルではありません。",
        "Excel の .xlsx か .xlsm の様式を選んでください。",
    )


def _old_or_locked() -> Problem:
    return Problem(
        "form_old_or_locked",
        "古い形式（.xls）か、パスワードのかかったファイルです。",
        "Excel で開き、パスワードを外し、.xlsx で保存した写しを使ってください。",
    )
