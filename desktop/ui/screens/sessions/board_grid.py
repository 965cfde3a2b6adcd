"""The board as a table: a row for each time, a column for each table; arrow keys walk, Enter and a touch choose."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from core.bookings import Place
from desktop.app.booking_board import Board
from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.screens.sessions.board_model import CellView, cell
from desktop.ui.theme.icons import pixmap
from desktop.ui.theme.tokens import SIZES

_VIEW = Qt.ItemDataRole.UserRole
_ROW, _COLUMN, _ICON, _EDGE = 52, 128, 20, 3
_Index = QModelIndex | QPersistentModelIndex


class BoardGrid(QTableView):
    """`chosen(Place)`. The current cell and what is seen stay where they are when the board is shown anew."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._cells = _Cells(self)
        self.setModel(self._cells)
        self.setItemDelegate(_CellPainter(self))
        self._corner = self.findChild(QAbstractButton)
        self._speak()
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        self.clicked.connect(self._choose)
        self._measure()

    def show_board(self, board: Board, moving: bool = False) -> None:
        """Show these places."""
        self._cells.show(board, moving)
        if self.place() is None:
            self.go_to(next(iter(board.places), None))

    def place(self) -> Place | None:
        """The current cell."""
        return self._cells.place(self.currentIndex())

    def go_to(self, place: Place | None) -> None:
        """Make a cell the current one."""
        index = self._cells.index_of(place)
        if index.isValid():
            self.setCurrentIndex(index)

    def view_at(self, place: Place) -> CellView:
        """How a cell looks."""
        view = self._cells.index_of(place).data(_VIEW)
        assert isinstance(view, CellView)
        return view

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()
        elif event.type() == QEvent.Type.StyleChange:
            self._measure()

    def _speak(self) -> None:
        self.setAccessibleName(tr("予約の表"))
        if self._corner is not None:
            self._corner.setAccessibleName(tr("予約の表"))

    def _choose(self, index: QModelIndex) -> None:
        place = self._cells.place(index)
        if place is not None:
            self.chosen.emit(place)

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        self.horizontalHeader().setMinimumSectionSize(theme.px(_COLUMN))
        self.setMinimumHeight(theme.px(5 * _ROW))


class _Cells(QAbstractTableModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._board: Board | None = None
        self._moving = False
        self._slots: Sequence[str] = ()
        self._tables = 0

    def show(self, board: Board, moving: bool) -> None:
        """The same cells stay where they are seen; only another session's begin anew."""
        slots = tuple(dict.fromkeys(place.slot for place in board.places))
        tables = max((place.table for place in board.places), default=0)
        is_same = (slots, tables) == (self._slots, self._tables) and bool(slots)
        if not is_same:
            self.beginResetModel()
        self._board, self._moving, self._slots, self._tables = board, moving, slots, tables
        if is_same:
            self.dataChanged.emit(self.index(0, 0), self.index(len(slots) - 1, tables - 1))
        else:
            self.endResetModel()

    def place(self, index: _Index) -> Place | None:
        return Place(self._slots[index.row()], index.column() + 1) if index.isValid() else None

    def index_of(self, place: Place | None) -> QModelIndex:
        if place is None or place.slot not in self._slots or place.table > self._tables:
            return QModelIndex()
        return self.index(self._slots.index(place.slot), place.table - 1)

    def rowCount(self, parent: _Index | None = None) -> int:
        return len(self._slots)

    def columnCount(self, parent: _Index | None = None) -> int:
        return self._tables

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        place = self.place(index)
        if self._board is None or place is None:
            return None
        view = cell(self._board, place, self._moving)
        if role == Qt.ItemDataRole.DisplayRole:
            return view.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return view.spoken
        return view if role == _VIEW else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        across = orientation == Qt.Orientation.Horizontal
        return tr("席{n}", n=section + 1) if across else self._slots[section]


class _CellPainter(QStyledItemDelegate):
    """Fill, icon, who, and below it what; the current cell has an edge."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(theme.px(_COLUMN), theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = index.data(_VIEW)
        area: QRect = option.rect.adjusted(2, 2, -2, -2)
        painter.save()
        painter.fillRect(area, theme.color(view.fill))
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        width = _EDGE if is_current else 1
        painter.setPen(QPen(theme.color("key" if is_current else "line"), width))
        inset = width // 2
        painter.drawRect(area.adjusted(inset, inset, -inset - 1, -inset - 1))
        side = theme.px(_ICON)
        gap = theme.px(6)
        icon_area = QRect(area.left() + gap, area.center().y() - side // 2, side, side)
        painter.drawPixmap(icon_area, pixmap(view.icon, view.ink, _ICON))
        self._write(painter, area.adjusted(2 * gap + side, gap // 2, -gap // 2, -gap // 2), view)
        painter.restore()

    def _write(self, painter: QPainter, area: QRect, view: CellView) -> None:
        painter.setPen(theme.color(view.ink))
        lines = [(view.title, theme.font(SIZES.body, bold=view.fill != "surface"))]
        if view.caption:
            lines.append((view.caption, theme.font(SIZES.caption)))
        height = area.height() // len(lines)
        for place, (text, font) in enumerate(lines):
            painter.setFont(font)
            cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            line = QRect(area.left(), area.top() + place * height, area.width(), height)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
