"""Words on several lines, with the distance between them that Japanese is read at: Qt sets its lines solid."""

from math import ceil

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption


def spaced(words: str, font: QFont, width: int, alignment: Qt.AlignmentFlag, pitch: float) -> QTextLayout:
    """The words broken into lines of this width, `pitch` heights of a line apart, ready to be drawn."""
    option = QTextOption(alignment)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    lines = QTextLayout(words.replace("\n", "\u2028"), font)
    lines.setTextOption(option)
    top = 0
    lines.beginLayout()
    while (line := lines.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += ceil(line.height() * pitch)
    lines.endLayout()
    return lines


def tall(lines: QTextLayout) -> int:
    """How high they stand; nothing is left above the first and below the last."""
    if not lines.lineCount():
        return 0
    last = lines.lineAt(lines.lineCount() - 1)
    return ceil(last.position().y() + last.height())
