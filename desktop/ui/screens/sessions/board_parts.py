"""The parts of the board: places or a list at the left; at the right who waits, or never came."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.bookings import Place
from desktop.app.booking_board import Board, BookingLine
from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.screens.sessions.board_grid import BoardGrid
from desktop.ui.screens.sessions.board_model import below, made_text, place_text, state_word, who
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.widgets.text import Text

_LINES_SEEN = 4
_PLACE: Column[BookingLine] = Column("時刻", lambda line: place_text(line.place))
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


class Lists(Card):
    """While nothing is chosen: `wanted(bool)` for one more (waiting or not), `line_chosen(BookingLine)`."""

    wanted = Signal(bool)
    line_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("電話の予約")
        self.hint = Text("「空き」を選ぶと予約できます", "muted")
        self.add_button = SecondaryButton("予約を加える", lambda: self.wanted.emit(False), icon="plus")
        self.wait_button = SecondaryButton("キャンセル待ちに入れる", lambda: self.wanted.emit(True), icon="clock")
        buttons = QWidget()
        buttons.setLayout(FlowRow(self.add_button, self.wait_button))
        self.add(self.hint)
        self.add(buttons)
        self.unplaced = self._section("表にない時刻の予約（時刻を変えてください）", [_PLACE, _WHO, _PHONE])
        self.waiting = self._section("キャンセル待ち", [_NUMBER, _WHO, _PHONE, _MADE])
        self.never_came = self._section("来られませんでした", [_PLACE, _WHO, _PHONE])
        self.body.addStretch()

    def show_board(self, board: Board) -> None:
        """Each list only where somebody is on it; without slots the list at the left tells who never came."""
        has_slots = bool(board.places)
        self.hint.setVisible(has_slots)
        self.add_button.setVisible(not has_slots)
        self.add_button.setEnabled(board.room != 0)
        self.unplaced.show_lines(board.unplaced)
        self.waiting.show_lines(board.waiting)
        self.never_came.show_lines(board.never_came if has_slots else ())

    def _section(self, title: str, columns: Sequence[Column[BookingLine]]) -> "Section":
        made = Section(title, columns)
        made.table.opened.connect(self.line_chosen)
        made.table.view.clicked.connect(lambda _index: self.line_chosen.emit(made.table.selected()))
        self.add(made)
        return made


class Section(QWidget):
    """A titled list that is there only while it has lines."""

    def __init__(self, title: str, columns: Sequence[Column[BookingLine]]) -> None:
        super().__init__()
        self.table: DataTable[BookingLine] = DataTable(title, columns, empty="")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Text(title, "strong"))
        column.addWidget(self.table)

    def show_lines(self, lines: Sequence[BookingLine]) -> None:
        """As high as its lines, up to four; more scroll."""
        self.table.show_rows(lines)
        self.table.setFixedHeight(theme.target() * (min(len(lines), _LINES_SEEN) + 1) + theme.px(12))
        self.setVisible(bool(lines))
