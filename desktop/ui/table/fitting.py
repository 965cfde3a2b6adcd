"""Text as large as its place allows, upright or turned for who sits across the table."""

import re
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from desktop.ui import theme

if TYPE_CHECKING:  # loaded with the first page of the table
    from budoux import Parser

LEAST = 8
"""Logical pixels: smaller letters are drawn nowhere, however long the text."""
_TALLEST = 0.62
"""Of the height: one short word does not fill the whole place."""
_WORTH_WHOLE = 0.75
"""Phrases are kept whole where the letters need not shrink below this share for it."""
_JOINER = "\u2060"
_WITHIN = re.compile(r"(?<=\S)(?=\S)")
_WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignCenter)
_ONE_LINE = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)


def letters(pixels: int, *, bold: bool = True) -> QFont:
    """The typeface in so many logical pixels: places for large words do not follow the text size."""
    font = QFont(theme.FAMILY)
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font


def fitting_pixels(text: str, place: QRectF, *, wrapped: bool = True, bold: bool = True) -> int:
    """The largest letters in which the whole text stands in its place; `LEAST` where none are small enough."""
    low, high = LEAST, max(LEAST, int(place.height() * (_TALLEST if wrapped else 1)))
    while low < high:
        tried = (low + high + 1) // 2
        if _fits(text, place, tried, wrapped=wrapped, bold=bold):
            low = tried
        else:
            high = tried - 1
    return low


def draw_wrapped(painter: QPainter, place: QRectF, text: str, ink: QColor) -> None:
    """The text in the middle of its place, in as many lines as make it largest; phrases stay whole if they can."""
    pixels, whole = fitting_pixels(text, place), in_phrases(text)
    pixels_whole = fitting_pixels(whole, place)
    keeps = pixels_whole >= pixels * _WORTH_WHOLE
    painter.setFont(letters(pixels_whole if keeps else pixels))
    painter.setPen(ink)
    painter.drawText(place, _WRAPPED, whole if keeps else text)


def in_phrases(text: str) -> str:
    """The text with an invisible joiner wherever a line would part a phrase."""
    lines = (_parser().parse(line) if line else [""] for line in text.split("\n"))
    return "\n".join("".join(map(_joined, phrases)) for phrases in lines)


def draw_line(painter: QPainter, place: QRectF, text: str, ink: QColor, *, bold: bool = True) -> None:
    """The text on one line from the left."""
    painter.setFont(letters(fitting_pixels(text, place, wrapped=False, bold=bold), bold=bold))
    painter.setPen(ink)
    painter.drawText(place, _ONE_LINE, text)


def turn(painter: QPainter, whole: QRect) -> None:
    """Whatever is drawn from now on stands on its head."""
    painter.translate(whole.width(), whole.height())
    painter.rotate(180)


def _joined(phrase: str) -> str:
    return phrase if phrase.isascii() else _WITHIN.sub(_JOINER, phrase)


@cache
def _parser() -> "Parser":
    from budoux import load_default_japanese_parser

    return load_default_japanese_parser()


def _fits(text: str, place: QRectF, pixels: int, *, wrapped: bool, bold: bool) -> bool:
    metrics = QFontMetricsF(letters(pixels, bold=bold))
    taken = metrics.boundingRect(place, _WRAPPED if wrapped else _ONE_LINE, text)
    return taken.width() <= place.width() and taken.height() <= place.height()
