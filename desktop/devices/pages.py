"""A document's pages as pixels, by QtPdf: what a camera would see of the paper."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from core.problem import Problem

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS = 72


def pages_of(pdf: bytes, dpi: int = 150) -> "Iterator[Image]":
    """Each page in grey on white. Needs no window and no screen. Raises Problem when it is no PDF."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    if document.status() is not QPdfDocument.Status.Ready:
        raise Problem("paper_unreadable", "ページを読み取れませんでした。", "もう一度作ってください。")
    try:
        for page in range(document.pageCount()):
            yield _drawn(document, page, dpi)
    finally:
        document.close()


def _drawn(document: QPdfDocument, page: int, dpi: int) -> "Image":
    from PIL import Image

    size = (document.pagePointSize(page) * dpi / _POINTS).toSize()
    sheet = QImage(size, QImage.Format.Format_Grayscale8)
    sheet.fill(255)
    painter = QPainter(sheet)
    painter.drawImage(0, 0, document.render(page, size))
    painter.end()
    shape = (sheet.width(), sheet.height())
    return Image.frombytes("L", shape, bytes(sheet.constBits()), "raw", "L", sheet.bytesPerLine())
