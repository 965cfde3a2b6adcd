"""Paper from a PDF: QPdfDocument draws each page, in strips, onto a QPrinter.

Every function here may be called from a worker thread, and `print_pdf` must be: a printer that is stuck,
out of paper or asleep can hold it for as long as it likes. The caller runs it as a background job, so that
reception never waits. A QGuiApplication must exist. Documents and painters stay in the calling thread.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QSize, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from core.problem import Problem

FINEST = 600  # dots an inch: beyond it small Japanese type gains nothing
_STRIP = 8_000_000  # pixels held at once, 32 MB: a whole A4 page at 600 dpi would take 139 MB
_POINTS = 72


@dataclass(frozen=True, slots=True)
class PrinterInfo:
    """A printer as the operating system names it."""

    name: str
    description: str
    is_default: bool


def list_printers() -> list[PrinterInfo]:
    """The printers of this computer, the default one first. May ask the network, so not on the UI thread."""
    found = [
        PrinterInfo(info.printerName(), info.description(), info.isDefault())
        for info in QPrinterInfo.availablePrinters()
    ]
    return sorted(found, key=lambda printer: not printer.is_default)


def print_pdf(pdf: bytes, printer_name: str, copies: int = 1) -> None:
    """Hand a document to a printer, each page in its own size. Returns when the spooler has it.

    Raises Problem `printer_missing` when no printer has that name, `printer_refused` when it takes nothing,
    `paper_unreadable` when the bytes are no PDF.
    """
    if QPrinterInfo.printerInfo(printer_name).isNull():
        raise Problem(
            "printer_missing",
            f"プリンター「{printer_name}」が見つかりません。",
            "電源とケーブルを確かめるか、ほかのプリンターを選ぶか、「ファイルに保存」を選んでください。",
        )
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(printer_name)
    printer.setCopyCount(copies)
    _print(pdf, printer)


def print_pdf_to_file(pdf: bytes, path: Path) -> None:
    """Print onto a file instead of paper, by the same road: to see what a printer would get."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    _print(pdf, printer)


def _print(pdf: bytes, printer: QPrinter) -> None:
    data = QByteArray(pdf)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    if document.status() is not QPdfDocument.Status.Ready:
        raise Problem("paper_unreadable", "ページを読み取れませんでした。", "もう一度印刷してください。")
    printer.setResolution(min(printer.resolution(), FINEST))
    printer.setFullPage(True)
    try:
        _print_pages(document, printer)
    finally:
        document.close()


def _print_pages(document: QPdfDocument, printer: QPrinter) -> None:
    printer.setPageLayout(_page_layout(document.pagePointSize(0)))
    painter = QPainter()
    if not painter.begin(printer):
        raise _refused()
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)  # else fine type is blurred by JPEG
    try:
        for page in range(document.pageCount()):
            if page:
                printer.setPageLayout(_page_layout(document.pagePointSize(page)))
                if not printer.newPage():
                    raise _refused()
            _draw_page(painter, document, page, printer.resolution())
    finally:
        painter.end()


def _page_layout(points: QSizeF) -> QPageLayout:
    """The page's own size, always given upright; a wide page is turned, as printers expect."""
    upright = QSizeF(min(points.width(), points.height()), max(points.width(), points.height()))
    is_wide = points.width() > points.height()
    turned = QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait
    size = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    layout = QPageLayout(size, turned, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def _draw_page(painter: QPainter, document: QPdfDocument, page: int, resolution: int) -> None:
    size = (document.pagePointSize(page) * resolution / _POINTS).toSize()
    for strip in _strips(size):
        options = QPdfDocumentRenderOptions()
        options.setScaledSize(size)
        options.setScaledClipRect(strip)
        image = document.render(page, strip.size(), options)
        painter.drawImage(strip.topLeft(), _on_white(image))


def _strips(size: QSize) -> Iterator[QRect]:
    height = max(1, _STRIP // size.width())
    for top in range(0, size.height(), height):
        yield QRect(0, top, size.width(), min(height, size.height() - top))


def _on_white(image: QImage) -> QImage:
    """Paper is white: printer drivers make black of what is transparent."""
    sheet = QImage(image.size(), QImage.Format.Format_RGB32)
    sheet.fill(0xFFFFFFFF)
    painter = QPainter(sheet)
    painter.drawImage(0, 0, image)
    painter.end()
    return sheet


def _refused() -> Problem:
    return Problem(
        "printer_refused",
        "プリンターが受け付けませんでした。",
        "電源、用紙、紙づまりを確かめて、もう一度印刷してください。「ファイルに保存」もできます。",
    )
