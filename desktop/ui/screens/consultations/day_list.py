"""Today's consultations, two lines each: newest above, voided ones struck out and named so."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.clock import time_of_day
from desktop.app.waiting import LogLine
from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.screens.consultations.model import Titles, line_detail, line_spoken, line_state, line_title
from desktop.ui.theme.tokens import SIZES, Role

_Index = QModelIndex | QPersistentModelIndex
_LINE = Qt.ItemDataRole.UserRole
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[LogLine] = ()
        self.titles = Titles({}, {})

    def show(self, lines: Sequence[LogLine], titles: Titles) -> None:
        self.beginResetModel()
        self.lines, self.titles = lines, titles
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line_spoken(line, self.titles)
        return line if role == _LINE else None


class DayList(QListView):
    """`opened(LogLine)` on a touch or Enter."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("今日の相談"))
        self._lines = _Lines()
        self._lines.setParent(self)
        self.setModel(self._lines)
        self.setItemDelegate(_TwoLines(self))
        self.setUniformItemSizes(True)
        self.setStyleSheet("QListView { border: none; }")
        self.setMinimumHeight(theme.px(200))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._open)

    def show_lines(self, lines: Sequence[LogLine], titles: Titles) -> None:
        """Show these."""
        self.setAccessibleName(tr("今日の相談"))
        self._lines.show(lines, titles)

    def lines(self) -> Sequence[LogLine]:
        """What is shown."""
        return self._lines.lines

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._lines.lines[index.row()])


class _TwoLines(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, 2 * QFontMetrics(theme.font(SIZES.body)).lineSpacing() + theme.px(20))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, _Lines)
        line, titles = model.lines[index.row()], model.titles
        area: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(area, theme.color("selected" if selected else "surface"))
        painter.setPen(theme.color("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        self._words(painter, area.adjusted(theme.px(8), theme.px(8), -theme.px(16), -theme.px(8)), line, titles)
        painter.restore()

    def _words(self, painter: QPainter, area: QRect, line: LogLine, titles: Titles) -> None:
        gone = bool(line.consultation.voided)
        first, second = QRect(area), QRect(area)
        first.setHeight(area.height() // 2)
        second.setTop(first.bottom() + 1)
        strong, quiet = theme.font(SIZES.body, bold=True), theme.font(SIZES.caption)
        column = theme.px(64)
        _write(painter, _left(first, column), line.ticket or "-", strong, "muted" if gone else "key")
        _write(painter, _left(second, column), time_of_day(line.consultation.at), quiet, "muted")
        state = line_state(line.consultation)
        if state:
            width = QFontMetrics(strong).horizontalAdvance(state)
            _write(painter, first.adjusted(first.width() - width, 0, 0, 0), state, strong, "error" if gone else "muted")
            first.setRight(first.right() - width - theme.px(8))
        title = QFont(strong)
        title.setStrikeOut(gone)
        _write(painter, first.adjusted(column, 0, 0, 0), line_title(line, titles), title, "muted" if gone else "strong")
        _write(painter, second.adjusted(column, 0, 0, 0), line_detail(line, titles), quiet, "muted")


def _left(area: QRect, width: int) -> QRect:
    return QRect(area.left(), area.top(), width, area.height())


def _write(painter: QPainter, area: QRect, text: str, font: QFont, role: Role) -> None:
    painter.setFont(font)
    painter.setPen(theme.color(role))
    painter.drawText(area, _LEFT, QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width()))
