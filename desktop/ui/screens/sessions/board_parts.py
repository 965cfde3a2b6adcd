"""The parts of the board: the places or the list at the left, キャンセル待ち at the right while nothing is chosen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.bookings import Place
from desktop.app.booking_board import Board, BookingLine
from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.screens.sessions.board_grid import BoardGrid
from desktop.ui.screens.sessions.board_model import below, made_text, state_word, who
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.widgets.text import Text

_NUMBER: Column[BookingLine] = Column("予約番号", lambda line: line.number)
_WHO: Column[BookingLine] = Column("どなた", who, stretch=True)
_PHONE: Column[BookingLine] = Column("電話番号", lambda line: line.phone, gives_way=2)
_MADE: Column[BookingLine] = Column("受けた日時", made_text, gives_way=1)
_STATE: Column[BookingLine] = Column("状態", lambda line: below(line) if line.ticket else tr(state_word(line)))


class Bookings(QWidget):
    """`place_chosen(Place)` in the grid, `line_chosen(BookingLine)` in the list of a session without slots."""

    place_chosen = Signal(object)
    line_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.grid = BoardGrid()
        self.list: DataTable[BookingLine] = DataTable(
            "予約の一覧",
            [_NUMBER, _WHO, _PHONE, _STATE, _MADE],
            empty="まだ予約がありません",
            empty_hint="「予約を加える」で受けられます。",
        )
        self.list.setMinimumHeight(theme.px(280))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.grid, 1)
        column.addWidget(self.list, 1)
        self.grid.chosen.connect(self.place_chosen)
        self.list.opened.connect(self.line_chosen)
        self.list.view.clicked.connect(lambda _index: self.line_chosen.emit(self.list.selected()))

    def show_board(self, board: Board, moving: bool = False) -> None:
        """Places where the session has slots, else a list."""
        has_slots = bool(board.places)
        self.grid.setVisible(has_slots)
        self.list.setVisible(not has_slots)
        if has_slots:
            self.grid.show_board(board, moving)
        else:
            self.list.show_rows(board.lines)

    def focus_widget(self) -> QWidget:
        """What the arrow keys walk over."""
        return self.list if self.grid.isHidden() else self.grid

    def go_to(self, place: Place | None) -> None:
        """Make a place the current one."""
        self.grid.go_to(place)


class Waiting(Card):
    """While nothing is chosen: `wanted(bool)` for one more (waiting or not), `line_chosen(BookingLine)`."""

    wanted = Signal(bool)
    line_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("電話の予約")
        self.hint = Text("「空き」を選ぶと予約できます", "muted")
        self.add_button = SecondaryButton("予約を加える", lambda: self.wanted.emit(False), icon="plus")
        self.wait_button = SecondaryButton("キャンセル待ちに入れる", lambda: self.wanted.emit(True), icon="clock")
        self._title = Text("キャンセル待ち", "strong")
        self.table: DataTable[BookingLine] = DataTable(
            "キャンセル待ち", [_NUMBER, _WHO, _PHONE, _MADE], empty="キャンセル待ちの方はいません"
        )
        self.table.setMinimumHeight(theme.px(144))
        buttons = QWidget()
        buttons.setLayout(FlowRow(self.add_button, self.wait_button))
        for part in (self.hint, buttons, self._title):
            self.add(part)
        self.add(self.table, 1)
        self.body.addStretch()
        self.table.opened.connect(self.line_chosen)
        self.table.view.clicked.connect(lambda _index: self.line_chosen.emit(self.table.selected()))

    def show_board(self, board: Board) -> None:
        """Who waits, first come first; the list only where somebody does."""
        has_slots = bool(board.places)
        self.hint.setVisible(has_slots)
        self.add_button.setVisible(not has_slots)
        self.add_button.setEnabled(board.room != 0)
        self.table.show_rows(board.waiting)
        for part in (self._title, self.table):
            part.setVisible(bool(board.waiting))
