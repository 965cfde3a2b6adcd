"""A read-only table of values: rows to walk with the arrow keys, Enter to open one."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedWidget, QTableView

from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.widgets.frames import EmptyState

T = TypeVar("T")
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """`title` is translated, what `text` gives is not. Numbers stand at the right; one column should stretch.

    Where there is too little room, columns with `gives_way` are left out: the highest number first.
    """

    title: str
    text: Callable[[T], str]
    number: bool = False
    stretch: bool = False
    gives_way: int = 0


class _Rows(QAbstractTableModel, Generic[T]):
    def __init__(self, columns: Sequence[Column[T]]) -> None:
        super().__init__()
        self._columns = columns
        self.rows: Sequence[T] = ()

    def show(self, rows: Sequence[T]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return len(self.rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        column = self._columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.text(self.rows[index.row()])
        return _alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(self._columns[section].title)
        return _alignment(self._columns[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None


class DataTable(QStackedWidget, Generic[T]):
    """`opened(row)` on Enter or double click, `picked(row)` when another row is current.

    Where it `grows`, a row is as high as its words: for few rows of sentences.
    """

    opened = Signal(object)
    picked = Signal(object)

    def __init__(
        self, label: str, columns: Sequence[Column[T]], *, empty: str, empty_hint: str = "", grows: bool = False
    ) -> None:
        super().__init__()
        self._label, self._columns, self._grows = label, columns, grows
        self._model, self.view = _Rows(columns), QTableView()
        self._model.setParent(self)
        self.view.setModel(self._model)
        self._dress()
        self.addWidget(self.view)
        self._empty = EmptyState(empty, empty_hint, icon="list")
        self.addWidget(self._empty)
        self.view.activated.connect(lambda index: self.opened.emit(self._model.rows[index.row()]))
        self.view.selectionModel().currentRowChanged.connect(self._tell)
        self.show_rows(())

    def show_rows(self, rows: Sequence[T]) -> None:
        """Show these; the current row stays where it was."""
        current = self.view.currentIndex().row()
        self._model.show(rows)
        self.setCurrentIndex(0 if rows else 1)
        # The Tab key would never come past a proxy that is hidden. None takes it away, which the stubs do not know.
        self.setFocusProxy(self.view if rows else None)  # type: ignore[arg-type]
        if 0 <= current < len(rows):
            self.view.selectRow(current)
        self._fit()

    def say_empty(self, source: str, hint: str = "") -> None:
        """Other words for where there are no rows."""
        self._empty.title.say(source)
        self._empty.hint.say(hint)
        self._empty.hint.setVisible(bool(hint))

    def rows(self) -> Sequence[T]:
        """What is shown."""
        return self._model.rows

    def selected(self) -> T | None:
        """The current row, if there is one."""
        row = self.view.currentIndex().row()
        return self._model.rows[row] if 0 <= row < len(self._model.rows) else None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.view.setAccessibleName(tr(self._label))
            self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
        elif event.type() == QEvent.Type.StyleChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.picked.emit(self._model.rows[index.row()])

    def _dress(self) -> None:
        view = self.view
        view.setAccessibleName(tr(self._label))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setShowGrid(False)
        view.setTabKeyNavigation(False)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().hide()
        if self._grows:
            view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        view.horizontalHeader().setHighlightSections(False)
        for place, column in enumerate(self._columns):
            mode = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Interactive
            view.horizontalHeader().setSectionResizeMode(place, mode)

    def _fit(self) -> None:
        """Widths by the first rows: asking all of a long day's rows at each change would cost too much."""
        rows = self.view.verticalHeader()
        rows.setDefaultSectionSize(theme.target())
        rows.setMinimumSectionSize(theme.target())
        self.view.horizontalHeader().setResizeContentsPrecision(40)
        for place, column in enumerate(self._columns):
            if not column.stretch:
                self.view.resizeColumnToContents(place)
        self._make_room()

    def _make_room(self) -> None:
        """Leave out what gives way until the rest can be read."""
        room = self.width() - theme.px(16)  # the scroll bar's
        widths = {place: self._width(place) for place in range(len(self._columns))}
        yielding = sorted(
            (place for place in widths if self._columns[place].gives_way),
            key=lambda place: self._columns[place].gives_way,
        )
        while yielding and sum(widths.values()) > room:
            del widths[yielding.pop()]
        self._show_only(widths)
        fixed = sum(width for place, width in widths.items() if not self._columns[place].stretch)
        self._stretch(room - fixed)

    def _show_only(self, wanted: Container[int]) -> None:
        turned = [place for place in range(len(self._columns)) if self.view.isColumnHidden(place) is (place in wanted)]
        if turned:
            self._let_loose()
        for place in turned:
            self.view.setColumnHidden(place, place not in wanted)

    def _let_loose(self) -> None:
        """Beside a column that stretches, Qt keeps the place of one that is hidden until it stretches again."""
        for place, column in enumerate(self._columns):
            if column.stretch:
                self.view.horizontalHeader().setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)

    def _stretch(self, left: int) -> None:
        """Where even the rest does not fit, the table scrolls rather than press a column to nothing."""
        for place, column in enumerate(self._columns):
            if column.stretch:
                fits = left >= max(self._title_width(place), self.width() // 5)
                mode = QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.Interactive
                self.view.horizontalHeader().setSectionResizeMode(place, mode)
                if not fits:
                    self.view.setColumnWidth(place, self._width(place))

    def _width(self, place: int) -> int:
        """What a column needs; a long text need not be seen whole."""
        needed = max(self._title_width(place), self.view.sizeHintForColumn(place))
        return min(needed, self.width() * 2 // 5) if self._columns[place].stretch else needed

    def _title_width(self, place: int) -> int:
        """The header itself does not tell it for a column that is left out."""
        letters = QFont(self.view.horizontalHeader().font())
        letters.setBold(True)
        return QFontMetrics(letters).horizontalAdvance(tr(self._columns[place].title)) + 2 * (theme.px(12) + 3)


def _alignment(column: Column[T]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
