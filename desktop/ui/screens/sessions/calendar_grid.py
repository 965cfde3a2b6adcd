"""A month or a week to look at: arrow keys walk from day to day, also over its edge; Enter and a touch choose."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.app.calendar import CalendarDay, Span
from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.screens.sessions.calendar_model import day_view, weekday_names
from desktop.ui.screens.sessions.calendar_painter import DAY, DayPainter, height_of
from desktop.ui.widgets.reveal import reveal_area

_Index = QModelIndex | QPersistentModelIndex
_WEEK = 7
_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole, DAY)


class CalendarGrid(QTableView):
    """`picked(date)` when another day is current, `opened(date)` on Enter; `strayed(date)` when a key leads out of it.

    A month has a column for each weekday; a week has a row for each day, so that it can be read with large text.
    """

    picked = Signal(object)
    opened = Signal(object)
    strayed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._days = _Days(self)
        self.setModel(self._days)
        self.setItemDelegate(DayPainter(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        self.clicked.connect(lambda index: self.picked.emit(self._days.date_at(index)))
        self._speak()

    def show_span(self, span: Span, columns: int, wanted: date | None = None) -> None:
        """Show these days. The current one is the wanted, else it stays, else it is today or the anchor."""
        current = self.day()
        self._days.show(span, columns)
        self.horizontalHeader().setVisible(columns > 1)
        self._measure()
        likely = (day for day in (wanted, current, span.today) if day is not None and _is_own(span, day))
        self.go_to(next(likely, span.anchor))

    def day(self) -> date | None:
        """The current one."""
        return self._days.date_at(self.currentIndex())

    def go_to(self, day: date) -> None:
        """Make a day the current one, without telling."""
        index = self._days.index_of(day)
        if index.isValid():
            self.setCurrentIndex(index)

    def spoken(self, day: date) -> str:
        """What a screen reader says of a day."""
        return str(self._days.index_of(day).data(Qt.ItemDataRole.AccessibleTextRole))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        day, by = self.day(), self._days.step(Qt.Key(event.key()))
        if day is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif by:
            self._walk(day + timedelta(days=by))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(day)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()
        elif event.type() == QEvent.Type.StyleChange:
            self._measure()

    def _walk(self, day: date) -> None:
        if self._days.index_of(day).isValid():
            self.go_to(day)
            self.picked.emit(day)
            reveal_area(self.viewport(), self.visualRect(self.currentIndex()))
        else:
            self.strayed.emit(day)

    def _speak(self) -> None:
        self.setAccessibleName(tr("予定のカレンダー"))

    def _measure(self) -> None:
        """A month fills the room that there is; a week's days are as high as what stands in them."""
        rows, header = self._days.rowCount(), self.verticalHeader()
        heights = [height_of(self._days.sessions_in(row)) for row in range(rows)]
        header.setMinimumSectionSize(min(heights, default=1))
        is_month = self._days.columnCount() > 1
        mode = QHeaderView.ResizeMode.Stretch if is_month else QHeaderView.ResizeMode.Fixed
        header.setSectionResizeMode(mode)
        for row in range(0 if is_month else rows):
            self.setRowHeight(row, heights[row])
        least = rows * height_of(0) if is_month else sum(heights)
        top = self.horizontalHeader().sizeHint().height() if is_month else 0
        self.setMinimumHeight(least + top + 2 * self.frameWidth() + theme.px(2))


class _Days(QAbstractTableModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._span: Span | None = None
        self._columns = 1

    def show(self, span: Span, columns: int) -> None:
        self.beginResetModel()
        self._span, self._columns = span, columns
        self.endResetModel()

    @property
    def _all(self) -> Sequence[CalendarDay]:
        return self._span.days if self._span else ()

    def date_at(self, index: _Index) -> date | None:
        return self._at(index).day if index.isValid() else None

    def index_of(self, day: date) -> QModelIndex:
        place = (day - self._all[0].day).days if self._all else -1
        return self.index(*divmod(place, self._columns)) if 0 <= place < len(self._all) else QModelIndex()

    def step(self, key: Qt.Key) -> int:
        """How many days a key goes on."""
        down, aside = (_WEEK, 1) if self._columns > 1 else (1, _WEEK)
        steps = {Qt.Key.Key_Left: -aside, Qt.Key.Key_Right: aside, Qt.Key.Key_Up: -down, Qt.Key.Key_Down: down}
        return steps.get(key, 0)

    def sessions_in(self, row: int) -> int:
        """Of a week's day, at least one line; of a month's week none, since it shows as many as there is room for."""
        return max(1, len(self._all[row].sessions)) if self._columns == 1 else 0

    def rowCount(self, parent: _Index | None = None) -> int:
        return len(self._all) // self._columns

    def columnCount(self, parent: _Index | None = None) -> int:
        return self._columns if self._span else 0

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._span is None or not index.isValid():
            return None
        if role not in _ROLES:
            return None
        view = day_view(self._at(index), self._span, wide=self._columns == 1)
        if role == DAY:
            return view
        return view.number if role == Qt.ItemDataRole.DisplayRole else view.spoken

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        across = orientation == Qt.Orientation.Horizontal and self._columns > 1
        return weekday_names()[section] if across and role == Qt.ItemDataRole.DisplayRole else None

    def _at(self, index: _Index) -> CalendarDay:
        return self._all[index.row() * self._columns + index.column()]


def _is_own(span: Span, day: date) -> bool:
    found = span.day(day)
    return found is not None and not found.is_aside
