"""The window: rail, header, screens, and the bars below. What costs time waits until it is first wanted."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.commands import Command
from desktop.ui.i18n import tr
from desktop.ui.screen import Screen, ScreenSpec, Shell, Status
from desktop.ui.shell.bars import ProblemStrip, UndoBar
from desktop.ui.shell.focus import FocusRing
from desktop.ui.shell.header import Header
from desktop.ui.shell.rail import Rail
from desktop.ui.shell.scans import Scans
from desktop.ui.shell.training import TrainingFrame
from desktop.ui.table.door import TableDoor

if TYPE_CHECKING:  # what is not seen at the start is not imported at the start
    from desktop.ui.shell.answer import AnswerBand
    from desktop.ui.shell.away import AwayCover, IdleWatch
    from desktop.ui.shell.palette import CommandPalette
    from desktop.ui.widgets.result import ResultView

DEFAULT_SIZE = (1366, 720)
LEAST_SIZE = (640, 400)
DOOR = "reception"


class MainWindow(QMainWindow):
    """Give it the shell and the screens, those of the rail first; `open(id)` shows one."""

    def __init__(self, shell: Shell, specs: Sequence[ScreenSpec]) -> None:
        super().__init__()
        self.shell, self._specs = shell, {spec.id: spec for spec in specs}
        self._screens: dict[str, Screen] = {}
        self._cover: AwayCover | None = None
        self._covering: QWidget | None = None
        self._palette: CommandPalette | None = None
        self._answer: AnswerBand | None = None
        self._shortcuts: list[QShortcut] = []
        self.rail, self.header = Rail(specs), Header(shell)
        self.pages, self.layers = QStackedWidget(), QStackedWidget()
        self.problem_strip, self.undo_bar = ProblemStrip(shell), UndoBar(shell)
        self.frame = TrainingFrame(self.layers)
        self.desk = self._desk()
        self.layers.addWidget(self.desk)
        self.setCentralWidget(self.frame)
        self.frame.setMinimumSize(*LEAST_SIZE)
        self.resize(*DEFAULT_SIZE)
        self.focus_ring, self.scans = FocusRing(self), Scans(self)
        self._listen()
        self._add_commands()
        self.table = TableDoor(shell, self.layers, self.desk)
        self._show_status(shell.status)

    def open(self, screen_id: str) -> Screen:
        """Show this screen, building it on the first visit."""
        screen = self._built(screen_id)
        self.rail.show_current(screen_id)
        self.pages.setCurrentIndex(list(self._screens).index(screen_id))
        if screen.first_focus() is None:
            self.rail.focus_current()
        if screen_id == DOOR:
            self._hide_answer()
        return screen

    def current(self) -> Screen | None:
        """The screen that is seen, or covered."""
        return dict(enumerate(self._screens.values())).get(self.pages.currentIndex())

    @property
    def cover(self) -> "AwayCover":
        """What stands before the desk while nobody is at it."""
        if self._cover is None:
            from desktop.ui.shell.away import AwayCover

            self._cover = AwayCover(self.shell)
        return self._cover

    @property
    def answer(self) -> "AnswerBand":
        """The answer at the door, over whatever other screen is seen."""
        if self._answer is None:
            from desktop.ui.shell.answer import AnswerBand

            self._answer = AnswerBand(self.desk, self.pages, partial(self.open, DOOR))
        return self._answer

    def open_palette(self) -> None:
        """Ctrl+K."""
        if self._palette is None:
            from desktop.ui.shell.palette import CommandPalette

            self._palette = CommandPalette(self.shell.commands, self)
        self._palette.open()

    @property
    def palette_view(self) -> "CommandPalette | None":
        """The command palette, once it was opened."""
        return self._palette

    def watch_idle(self, minutes: float) -> "IdleWatch":
        """Cover the desk by itself after so many idle minutes."""
        from desktop.ui.shell.away import IdleWatch

        watch = IdleWatch(self, minutes)
        watch.idle.connect(self.shell.leave)
        self.shell.answered.connect(watch.stir)  # a camera receives without a touch
        return watch

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show_status(self.shell.status)

    def _desk(self) -> QWidget:
        right = QVBoxLayout()
        right.setSpacing(0)
        for part in (self.header, self.pages, self.problem_strip, self.undo_bar):
            right.addWidget(part, 1 if part is self.pages else 0)
        desk = QWidget()
        row = QHBoxLayout(desk)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        return desk

    def _listen(self) -> None:
        self.rail.wanted.connect(self.open)
        self.rail.finder.clicked.connect(self.open_palette)
        self.shell.wanted_screen.connect(self.open)
        self.shell.away_changed.connect(self._cover_desk)
        self.shell.status_changed.connect(self._show_status)
        self.scans.scanned.connect(self._scanned)
        self.scans.misread.connect(self._misread)
        self.scans.traced.connect(self.shell.scanner_traced)
        self.shell.answered.connect(self._answered)
        self.shell.answer_taken_up.connect(self._hide_answer)

    def _built(self, screen_id: str) -> Screen:
        if screen_id not in self._screens:
            screen = self._specs[screen_id].factory(self.shell)
            self._screens[screen_id] = screen
            self.pages.addWidget(_page(screen, self.pages))
        return self._screens[screen_id]

    def _scanned(self, code: str) -> None:
        screen = self._reader()
        if self.shell.away:
            self.shell.scanned_away.emit(code)
        elif (screen is None or not screen.take_scan(code)) and DOOR in self._specs:
            self._built(DOOR).take_scan(code)

    def _reader(self) -> Screen | None:
        """Who takes a scan before the door does: nobody while a page of the table stands before the screen."""
        return self.current() if self.table.page() is None else None

    def _misread(self) -> None:
        screen = self._reader()
        if self.shell.away:
            self.shell.scanned_away.emit("")
        elif (screen is None or not screen.take_misread()) and DOOR in self._specs:
            self._built(DOOR).take_misread()

    def _answered(self, view: "ResultView") -> None:
        """Whoever works on another screen stays there, and sees the answer."""
        if not self.shell.away and self.current() is not self._screens.get(DOOR):
            self.answer.show_result(view)

    def _hide_answer(self) -> None:
        if self._answer is not None:
            self._answer.hide()

    def _cover_desk(self, away: bool) -> None:
        if self._palette is not None and self._palette.isVisible():
            self._palette.close_palette()
        self.layers.setCurrentWidget(self._covering_page() if away else self.desk)
        screen = self.current()
        if not away and screen is not None and (focus := screen.first_focus()) is not None:
            focus.setFocus()

    def _covering_page(self) -> QWidget:
        if self._covering is None:
            self._covering = _page(self.cover, self.layers)
            self.layers.addWidget(self._covering)
        return self._covering

    def _show_status(self, status: Status) -> None:
        self.frame.set_training(status.training)
        parts = (tr("窓口"), status.site, tr("練習モード") if status.training else "")
        self.setWindowTitle(" - ".join(filter(None, parts)))

    def _add_commands(self) -> None:
        go = [
            Command(
                f"go.{spec.id}", spec.title, partial(self.open, spec.id),
                f"Alt+{number}" if spec.in_rail else "", spec.icon, spec.words,
            )
            for number, spec in enumerate(self._specs.values(), 1)
        ]  # fmt: skip
        self.shell.commands.add(
            *go,
            Command("shell.undo", "取り消す", self.shell.undo, "Ctrl+Z", "undo", enabled=self._can_undo),
            Command("shell.away", "席を外す", self.shell.leave, "Ctrl+L", "away"),
            Command("shell.staff", "担当者を選ぶ", self.header.choose_staff, "", "staff"),
        )
        self._bind_keys()
        self.shell.commands.changed.connect(self._bind_keys)

    def _bind_keys(self) -> None:
        """Keys belong to the desk: while it is covered, none of them does anything."""
        for shortcut in self._shortcuts:
            shortcut.deleteLater()
        run = self.shell.commands.run
        self._shortcuts = [self._shortcut("Ctrl+K", self.open_palette)]
        for one in self.shell.commands.all():
            if one.shortcut:
                self._shortcuts.append(self._shortcut(one.shortcut, partial(run, one.id)))

    def _shortcut(self, keys: str, run: Callable[[], object]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self.desk)
        shortcut.activated.connect(lambda: run())
        return shortcut

    def _can_undo(self) -> bool:
        return self.shell.last is not None and self.shell.last.undo is not None


def _page(content: QWidget, pages: QWidget) -> QScrollArea:
    """Whatever does not fit, in a small window or with large text, can be scrolled to."""
    area = QScrollArea(pages)  # at once, since whatever moves with its content dresses all of it anew
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(content)
    content.setAutoFillBackground(False)
    return area
