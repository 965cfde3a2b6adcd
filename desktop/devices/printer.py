"""Paper from a PDF: QPdfDocument draws each page, in strips, onto a QPrinter.

Every function here may be called from a worker thread, and `print_pdf` must be: a printer that is stuck,
out of paper or asleep can hold it for as long as it likes. The caller runs it as a background job, so that
reception never waits. A QGuiApplication must exist. Documents and painters stay in the calling thread.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QSize, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from core.problem import Problem
from desktop.devices.paper_sizes import Sheet, fitting_sheet

FINEST = 600  # dots an inch: beyond it small Japanese type gains nothing
_STRIP = 1_000_000  # pixels held at once: more would keep the window waiting for tenths of a second, strip by strip
_LAP = 8
_POINTS = 72
_STILL = (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error)


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


def print_pdf(
    pdf: bytes, printer_name: str, copies: int = 1, *, insist: bool = False, stop: Event | None = None
) -> None:
    """Hand a document to a printer, each page in its own size. Returns when the spooler has it.

    Nothing is ever scaled: a page for which the printer has no paper stands on the next larger one. `insist` sends
    even where the system says that the printer stands still; `stop` ends the work between two pages.

    Raises Problem `printer_missing` when no printer has that name, `printer_still` when it stands still,
    `printer_paper` when its paper is too small, `printer_refused` when it takes nothing, `printing_stopped` after
    `stop`, `paper_unreadable` when the bytes are no PDF.
    """
    info = QPrinterInfo.printerInfo(printer_name)
    if info.isNull():
        raise Problem(
            "printer_missing",
            "選んだプリンターが見つかりません。",
            "電源とケーブルを確かめるか、ほかのプリンターを選ぶか、「PDFで保存」を選んでください。",
        )
    if not insist and info.state() in _STILL:
        raise Problem(
            "printer_still",
            "プリンターが止まっています。",
            "電源、用紙、紙づまりを確かめて「もう一度」を押してください。ほかのプリンターや「PDFで保存」も選べます。",
        )
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setCopyCount(copies)
    printer.setCollateCopies(True)
    printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
    any_size = info.supportsCustomPageSizes() or not info.supportedPageSizes()
    _print(pdf, printer, () if any_size else _sheets(info), stop or Event())


def print_pdf_to_file(pdf: bytes, path: Path, sheets: tuple[Sheet, ...] = (), stop: Event | None = None) -> None:
    """Print onto a file instead of paper, by the same road: to see what a printer with these sheets would get."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    _print(pdf, printer, sheets, stop or Event())


def _sheets(info: QPrinterInfo) -> tuple[Sheet, ...]:
    points = (size.size(QPageSize.Unit.Point) for size in info.supportedPageSizes())
    return tuple((each.width(), each.height()) for each in points)


def _print(pdf: bytes, printer: QPrinter, sheets: tuple[Sheet, ...], stop: Event) -> None:
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
        _print_pages(document, printer, sheets, stop)
    finally:
        document.close()


def _print_pages(document: QPdfDocument, printer: QPrinter, sheets: tuple[Sheet, ...], stop: Event) -> None:
    layouts = [_page_layout(document.pagePointSize(page), sheets) for page in range(document.pageCount())]
    printer.setPageLayout(layouts[0])
    painter = QPainter()
    if not painter.begin(printer):
        raise _refused()
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)  # else fine type is blurred by JPEG
    try:
        for page, layout in enumerate(layouts):
            if stop.is_set():
                printer.abort()
                raise Problem(
                    "printing_stopped", "印刷を取りやめました。", "途中の紙が出ていないか、確かめてください。"
                )
            if page:
                printer.setPageLayout(layout)
                if not printer.newPage():
                    raise _refused()
            _draw_page(painter, document, page, printer.resolution())
    except Problem:
        painter.end()
        raise
    if not painter.end() or printer.printerState() in _STILL:
        raise _refused()


def _page_layout(points: QSizeF, sheets: tuple[Sheet, ...]) -> QPageLayout:
    """The page's own size, always given upright; a wide page is turned, as printers expect."""
    upright = (min(points.width(), points.height()), max(points.width(), points.height()))
    sheet = fitting_sheet(upright, sheets)
    if sheet is None:
        raise Problem(
            "printer_paper",
            "このプリンターには、この大きさの用紙がありません。",
            "ほかの大きさを選ぶか、ほかのプリンターを選ぶか、「PDFで保存」を選んでください。",
        )
    is_wide = points.width() > points.height()
    turned = QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait
    size = QPageSize(QSizeF(*sheet), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    layout = QPageLayout(size, turned, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def _draw_page(painter: QPainter, document: QPdfDocument, page: int, resolution: int) -> None:
    size = (document.pagePointSize(page) * resolution / _POINTS).toSize()
    for strip in _strips(size):
        options = QPdfDocumentRenderOptions()
        options.setScaledSize(size)
        # QPdfDocument takes the rectangle's last pixel for its end, and would stretch the page by a pixel a strip.
        options.setScaledClipRect(strip.adjusted(0, 0, 1, 1))
        image = document.render(page, strip.size(), options)
        painter.drawImage(strip.topLeft(), _on_white(image))


def _strips(size: QSize) -> Iterator[QRect]:
    """From the top; each laps over the one above, or a light seam would part them in a PDF."""
    height = max(1, _STRIP // size.width())
    for begin in range(0, size.height(), height):
        top, bottom = max(0, begin - _LAP), min(begin + height, size.height())
        yield QRect(0, top, size.width(), bottom - top)


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
        "電源、用紙、紙づまりを確かめて、もう一度印刷してください。「PDFで保存」もできます。",
    )
