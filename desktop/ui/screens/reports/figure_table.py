"""A report's figures: walked cell by cell with the arrow keys, Enter opens what stands behind one."""

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QHeaderView, QTableView

from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.screens.reports.grid import Grid, GridCell

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_FIGURE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LABEL = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MOST_LABEL = 0.4
_AIR = 8
"""Beside the figures, as the stylesheet has it: ten columns have room on a small laptop."""


class _Figures(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.grid, self.strong = Grid((), ()), QFont()

    def show(self, grid: Grid) -> None:
        self.beginResetModel()
        self.grid = grid
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return len(self.grid.rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return len(self.grid.heads)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) if self.grid.rows[index.row()].cells else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        row = self.grid.rows[index.row()]
        if not row.cells:
            return None
        cell = row.cells[index.column()]
        match role:
            case _Role.DisplayRole:
                return cell.text
            case _Role.AccessibleTextRole | _Role.ToolTipRole:
                return cell.spoken
            case _Role.TextAlignmentRole:
                return _FIGURE
            case _Role.FontRole:
                return self.strong if row.strong else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if role in (_Role.DisplayRole, _Role.ToolTipRole):
            return self.grid.heads[section] if across else self.grid.rows[section].label
        return (_FIGURE if across else _LABEL) if role == _Role.TextAlignmentRole else None


class FigureTable(QTableView):
    """`opened(GridCell)` on Enter or double click. The rows' names stay in sight while the figures go sideways."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "figures")
        self._model = _Figures()
        self._model.setParent(self)
        self.setModel(self._model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.activated.connect(self._open)
        self._speak()

    def show_grid(self, grid: Grid) -> None:
        """Another report; the current cell stays where it was, as far as there is one."""
        at = self.currentIndex()
        row, column = max(at.row(), 0), max(at.column(), 0)
        self._model.show(grid)
        self._fit()
        places = [number for number, each in enumerate(grid.rows) if each.cells]
        if places:
            nearest = min(places, key=lambda number: abs(number - row))
            self.setCurrentIndex(self._model.index(nearest, min(column, len(grid.heads) - 1)))

    @property
    def grid(self) -> Grid:
        """What is shown."""
        return self._model.grid

    def current(self) -> GridCell | None:
        """The figure that the keyboard is on."""
        index = self.currentIndex()
        return self._cell(index) if index.isValid() else None

    def open_current(self) -> None:
        """As Enter does."""
        self._open(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()
        elif event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _open(self, index: QModelIndex) -> None:
        cell = self._cell(index) if index.isValid() else None
        if cell is not None:
            self.opened.emit(cell)

    def _cell(self, index: QModelIndex) -> GridCell | None:
        cells = self.grid.rows[index.row()].cells
        return cells[index.column()] if cells else None

    def _speak(self) -> None:
        self.setAccessibleName(tr("集計の表"))
        for corner in self.findChildren(QAbstractButton):  # Qt's own, which has no name
            corner.setAccessibleName(tr("集計の表"))

    def _fit(self) -> None:
        self._model.strong = QFont(self.font())
        self._model.strong.setBold(True)
        self.verticalHeader().setDefaultSectionSize(theme.target())
        for place in range(len(self.grid.heads)):
            self.setColumnWidth(place, max(self.sizeHintForColumn(place), self._head_width(place)))
        self._name_room()

    def _head_width(self, place: int) -> int:
        return max(self._bold(self.horizontalHeader()).horizontalAdvance(line) for line in self._lines(place)) + (
            2 * (theme.px(_AIR) + 3)
        )

    def _lines(self, place: int) -> list[str]:
        return self.grid.heads[place].split("\n")

    def _name_room(self) -> None:
        """As wide as the longest name, and never so wide that no figure is left."""
        metrics = self._bold(self.verticalHeader())
        longest = max((metrics.horizontalAdvance(row.label) for row in self.grid.rows), default=0)
        self.verticalHeader().setFixedWidth(min(longest + 2 * theme.px(24), int(self.width() * _MOST_LABEL)))

    @staticmethod
    def _bold(header: QHeaderView) -> QFontMetrics:
        letters = QFont(header.font())
        letters.setBold(True)
        return QFontMetrics(letters)
