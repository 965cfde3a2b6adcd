"""A paper before it is printed. QtPdf is loaded with the first preview.

Keys: PageUp and PageDown turn the page, Ctrl and +, -, 0 change the size; the wheel scrolls and then turns, with Ctrl
it changes the size; two fingers do too, and one pushes the page about.
"""

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMargins, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QGestureEvent, QHBoxLayout, QPinchGesture, QScroller, QVBoxLayout, QWidget

from desktop.ui.i18n import tr
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.text import Text

_ZOOM_STEP = 1.25
_SMALLEST, _LARGEST = 0.25, 4.0
_ROUNDED, _AIR = 3, 6  # pixels
_ZOOM_KEYS = {
    Qt.Key.Key_Plus: _ZOOM_STEP,
    Qt.Key.Key_Semicolon: _ZOOM_STEP,  # + without Shift on a Japanese keyboard
    Qt.Key.Key_Equal: _ZOOM_STEP,
    Qt.Key.Key_Minus: 1 / _ZOOM_STEP,
    Qt.Key.Key_0: 0.0,
}
_TURNING_KEYS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class PdfPreview(QWidget):
    """Shows a PDF from bytes, page by page. Import this module when the preview is opened, not before."""

    drawn = Signal(int)
    """A page, counted from 1, is drawn and about to be seen: QtPdf draws on a thread of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.document, self.view = QPdfDocument(self), QPdfView(self)
        self.is_drawn = False
        """Whether the page that is seen was drawn as large as it is seen now."""
        self._bytes = QBuffer(self)
        self._page = Text("", "muted", wrap=False)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.SinglePage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitInView)
        self.view.setDocumentMargins(QMargins(_AIR, 0, _AIR, 0))  # above and below, a fitting page would have to scroll
        self.view.setPageSpacing(_AIR)
        self.view.pageNavigator().currentPageChanged.connect(lambda _page: self._tell())
        renderer = self.view.findChild(QPdfPageRenderer)
        assert isinstance(renderer, QPdfPageRenderer)
        renderer.pageRendered.connect(lambda page, size, *_rest: self._drawn(page, size))
        self.view.installEventFilter(self)
        self.view.viewport().installEventFilter(self)
        self.view.viewport().grabGesture(Qt.GestureType.PinchGesture)
        QScroller.grabGesture(self.view.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._tools())
        column.addWidget(self.view, 1)
        self._tell()

    def show_pdf(self, pdf: bytes) -> None:
        """Show this paper from its first page."""
        self.is_drawn = False
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

    def turn(self, step: int) -> bool:
        """Go on or back by so many pages; False where the paper ends."""
        goal = self.page() - 1 + step
        if not 0 <= goal < self.document.pageCount():
            return False
        self.view.pageNavigator().jump(goal, self.view.pageNavigator().currentLocation())
        self.view.verticalScrollBar().setValue(self.view.verticalScrollBar().maximum() if step < 0 else 0)
        return True

    def zoom(self, factor: float) -> None:
        """Larger or smaller, beginning at what is seen; 0 fits the page into the view."""
        present = self.scale()
        if factor:
            self.view.setZoomMode(QPdfView.ZoomMode.Custom)
            self.view.setZoomFactor(min(_LARGEST, max(_SMALLEST, present * factor)))
        else:
            self.view.setZoomMode(QPdfView.ZoomMode.FitInView)
        self.is_drawn = self.is_drawn and self.scale() == present

    def scale(self) -> float:
        """How large the page is seen; 1 is its own size. QPdfView does not tell it while it fits the page itself."""
        if self.view.zoomMode() is QPdfView.ZoomMode.Custom or not self.document.pageCount():
            return self.view.zoomFactor()
        page = self.document.pagePointSize(self.page() - 1) * self.logicalDpiX() / 72
        around, seen = self.view.documentMargins(), self.view.viewport().size()
        across = (seen.width() - around.left() - around.right()) / page.width()
        return min(across, (seen.height() - self.view.pageSpacing()) / page.height())  # as QPdfView reckons

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.view.viewport()
            and event.type() == QEvent.Type.Resize
            and self.view.zoomMode() is not QPdfView.ZoomMode.Custom
        ):
            self.is_drawn = False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if isinstance(event, QWheelEvent):
            return self._wheel(event)
        if isinstance(event, QGestureEvent):
            return self._pinch(event)
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._tell()

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and key in _ZOOM_KEYS:
            self.zoom(_ZOOM_KEYS[key])
            return True
        return key in _TURNING_KEYS and self._go(_TURNING_KEYS[key])

    def _wheel(self, event: QWheelEvent) -> bool:
        way = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if way:
                self.zoom(_ZOOM_STEP if way > 0 else 1 / _ZOOM_STEP)
            return True
        return bool(way) and self._go(-1 if way > 0 else 1)

    def _pinch(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        self.zoom(pinch.scaleFactor() or 1.0)
        return True

    def _go(self, step: int) -> bool:
        """Turn the page where there is nothing left to scroll; False lets the view scroll."""
        bar = self.view.verticalScrollBar()
        is_at_end = bar.value() == (bar.maximum() if step > 0 else bar.minimum())
        return is_at_end and self.turn(step)

    def _drawn(self, page: int, size: QSize) -> None:
        """What was asked for at another size or place is passed over."""
        wanted = self.document.pagePointSize(page).width() * self.scale() * self.logicalDpiX() / 72
        if page == self.page() - 1 and abs(size.width() - wanted * self.devicePixelRatioF()) <= _ROUNDED:
            self.is_drawn = True
            self.drawn.emit(page + 1)

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
        self.view.setAccessibleName(tr("紙の見本"))
        self.view.setAccessibleDescription(self._page.text())
