"""One of many: a box that opens a list, and whose entries can be typed."""

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox

from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.theme.icons import pixmap

_ICON, _EDGE = 20, 8


class DropDown(QComboBox):
    """`label` is spoken. The wheel scrolls the page and never changes what is chosen."""

    def __init__(self, label: str, *, letters: int = 8) -> None:
        super().__init__()
        self._label = label
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(letters)
        self.setAccessibleName(tr(label))

    def value(self) -> str:
        """The data of the chosen entry; empty for none."""
        return str(self.currentData() or "")

    def set_value(self, value: str) -> None:
        """Choose without telling; an unknown value chooses the first entry."""
        self.setCurrentIndex(max(0, self.findData(value)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """What is too long ends in …: Qt would cut through a letter."""
        super().initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        width = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width()
        width -= theme.px(_EDGE) + (option.iconSize.width() if not option.currentIcon.isNull() else 0)
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, width)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme.px(_ICON)
        place = QRect(self.width() - side - theme.px(_EDGE), (self.height() - side) // 2, side, side)
        QPainter(self).drawPixmap(place, pixmap("chevron_down", "text", _ICON))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(tr(self._label))
        super().changeEvent(event)
