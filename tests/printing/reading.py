"""Reading a paper back as its users do: its text, and the QR codes in its pixels."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

DPI = 150
_MM = 25.4
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


@dataclass(frozen=True, slots=True)
class Seen:
    """A QR found on a page: its text, its middle from the page's top left corner, its side and a module's."""

    text: str
    x_mm: float
    y_mm: float
    side_mm: float
    module_mm: float


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    return "\n".join(pages_of(pdf))


def size_in_mm(pdf: bytes, page: int = 0) -> tuple[float, float]:
    box = PdfReader(BytesIO(pdf)).pages[page].mediabox
    return float(box.width) * _MM / 72, float(box.height) * _MM / 72


def pixels_of(pdf: bytes, page: int = 0, dpi: int = DPI) -> NDArray[np.uint8]:
    """A page in grey, on white."""
    data = QByteArray(pdf)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    size = (document.pagePointSize(page) * dpi / 72).toSize()
    sheet = QImage(size, QImage.Format.Format_Grayscale8)
    sheet.fill(255)
    painter = QPainter(sheet)
    painter.drawImage(0, 0, document.render(page, size))
    painter.end()
    return _bytes_of(sheet)


def qr_codes(pdf: bytes, page: int = 0) -> list[Seen]:
    """Every QR on a page, from top to bottom, then from left to right."""
    found = zxingcpp.read_barcodes(pixels_of(pdf, page), formats=_QR)
    return sorted(map(_seen, found), key=lambda code: (round(code.y_mm / 5), code.x_mm))


def assert_quiet_zones(pdf: bytes, page: int = 0) -> None:
    """Nothing dark within four modules around any QR (ISO/IEC 18004)."""
    pixels = pixels_of(pdf, page)
    codes = qr_codes(pdf, page)
    assert codes
    for code in codes:
        symbol = _cut_out(pixels, code, code.side_mm / 2 + 0.5 * code.module_mm)
        with_zone = _cut_out(pixels, code, code.side_mm / 2 + 3.8 * code.module_mm)
        assert np.count_nonzero(with_zone < 128) == np.count_nonzero(symbol < 128) > 0


def _seen(code: zxingcpp.Barcode) -> Seen:
    at = code.position
    corners = (at.top_left, at.top_right, at.bottom_left, at.bottom_right)
    to_mm = _MM / DPI
    side = (at.top_right.x - at.top_left.x) * to_mm
    return Seen(
        code.text,
        sum(corner.x for corner in corners) / 4 * to_mm,
        sum(corner.y for corner in corners) / 4 * to_mm,
        side,
        side / _modules(code),
    )


def _modules(code: zxingcpp.Barcode) -> int:
    """Modules along a side: 21 in version 1 and four more in each following one."""
    told: Any = code.extra
    return 17 + 4 * int(told["Version"])


def _cut_out(pixels: NDArray[np.uint8], code: Seen, reach_mm: float) -> NDArray[np.uint8]:
    scale = DPI / _MM
    left, right = (round((code.x_mm + sign * reach_mm) * scale) for sign in (-1, 1))
    top, bottom = (round((code.y_mm + sign * reach_mm) * scale) for sign in (-1, 1))
    assert min(left, top) >= 0
    return pixels[top:bottom, left:right]


def _bytes_of(grey: QImage) -> NDArray[np.uint8]:
    """A copy: the image's own memory goes with the image."""
    flat = np.frombuffer(grey.constBits(), dtype=np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return flat[:, : grey.width()].copy()
