"""A chart on the screen: the very drawing of the paper, its letters as large as the text, its figures spoken."""

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.reports.charts import Chart, chart_svg, chart_words
from desktop.ui import theme
from desktop.ui.i18n import language

_ZOOM = 1.55
"""The smallest letters of the drawing are 8 points of paper: 12 pixels and more here."""
_NARROWEST = 300


class ChartPicture(QWidget):
    """`show_chart` draws another; it is as high as its width needs. Who hears the screen gets every figure."""

    def __init__(self) -> None:
        super().__init__()
        self._chart: Chart | None = None
        self._svg = QSvgRenderer(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_chart(self, chart: Chart | None) -> None:
        """None hides it."""
        self._chart = chart
        self.setVisible(chart is not None)
        self._draw()

    def sizeHint(self) -> QSize:
        width = theme.px(_NARROWEST)
        return QSize(width, self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        size = self._svg.defaultSize()
        return round(size.height() * self._zoom()) if self._chart is not None and size.isValid() else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LanguageChange):
            self._draw()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._chart is not None:
            size = self._svg.defaultSize()
            self._svg.render(QPainter(self), QRectF(0, 0, size.width() * self._zoom(), size.height() * self._zoom()))

    def _draw(self) -> None:
        """Anew for each width: words are not stretched, bars are."""
        if self._chart is None:
            return
        self.setAccessibleName(self._chart.title)
        self.setAccessibleDescription(chart_words(self._chart, english=language() == "en"))
        width = max(self.width(), theme.px(_NARROWEST)) / self._zoom()
        self._svg.load(QByteArray(chart_svg(self._chart, width, families=theme.FAMILY)))
        self.updateGeometry()
        self.update()

    def _zoom(self) -> float:
        return _ZOOM * theme.scale()
