"""A paper before it is printed. QtPdf is loaded with the first preview."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.text import Text

_ZOOM_STEP = 1.25


class PdfPreview(QWidget):
    """Shows a PDF from bytes, page by page. Import this module when the preview is opened, not before."""

    def __init__(self) -> None:
        super().__init__()
        self.document, self.view = QPdfDocument(self), QPdfView(self)
        self._bytes = QBuffer(self)
        self._page = Text("", "muted", wrap=False)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.SinglePage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitInView)
        self.view.setAccessibleName("PDF")
        self.view.pageNavigator().currentPageChanged.connect(lambda _page: self._tell())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._tools())
        column.addWidget(self.view, 1)

    def show_pdf(self, pdf: bytes) -> None:
        """Show this paper from its first page."""
        self.document.close()
        self._bytes.close()
        self._bytes.setData(QByteArray(pdf))
        self._bytes.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._bytes)
        self.turn(1 - self.page())
        self._tell()

    def page(self) -> int:
        """The page that is seen, from 1."""
        return self.view.pageNavigator().currentPage() + 1

    def turn(self, step: int) -> None:
        """Go on or back by so many pages, within the paper."""
        goal = self.page() - 1 + step
        if 0 <= goal < self.document.pageCount():
            self.view.pageNavigator().jump(goal, self.view.pageNavigator().currentLocation())

    def zoom(self, factor: float) -> None:
        """Larger or smaller; 0 fits the page into the view."""
        if not factor:
            self.view.setZoomMode(QPdfView.ZoomMode.FitInView)
            return
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(4.0, max(0.25, self.view.zoomFactor() * factor)))

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._back = IconButton("前のページ", lambda: self.turn(-1), icon="chevron_left")
        self._next = IconButton("次のページ", lambda: self.turn(1), icon="chevron_right")
        for part in (self._back, self._page, self._next):
            row.addWidget(part)
        row.addStretch()
        row.addWidget(IconButton("小さく", lambda: self.zoom(1 / _ZOOM_STEP), icon="zoom_out"))
        row.addWidget(IconButton("大きく", lambda: self.zoom(_ZOOM_STEP), icon="zoom_in"))
        row.addWidget(Button("全体を表示", lambda: self.zoom(0)))
        return row

    def _tell(self) -> None:
        self._page.say("{page} / {pages} ページ", page=self.page(), pages=self.document.pageCount())
        self._back.setEnabled(self.page() > 1)
        self._next.setEnabled(self.page() < self.document.pageCount())
