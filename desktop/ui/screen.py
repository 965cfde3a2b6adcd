"""What every screen is, and what it may ask of the window around it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from core.problem import Problem
from desktop.ui import theme
from desktop.ui.commands import Commands
from desktop.ui.jobs import Jobs
from desktop.ui.sounds import Sounds
from desktop.ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class Told:
    """The last action as the bar at the bottom shows it. `undo` takes it back."""

    sentence: str
    undo: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class StaffChoice:
    """One who can sit at the desk."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Status:
    """What the header shows. None of it is a visitor's."""

    site: str = ""
    venue: str = ""
    today: date | None = None
    is_open: bool = False
    staff_name: str = ""
    unsent: int = 0
    training: bool = False
    missing: str = ""
    """The letters of laptops that this one talks to and that do not answer."""


class Shell(QObject):
    """The window as a screen sees it. Screens call the methods; the window listens to the signals."""

    told = Signal(object)
    problem = Signal(object)
    problem_over = Signal()
    wanted_screen = Signal(str)
    wanted_booking = Signal(str)
    """The id of a booking whose visitor is here: the door receives it."""
    status_changed = Signal(object)
    staff_choices_changed = Signal(object)
    staff_chosen = Signal(str)
    away_changed = Signal(bool)
    scanned_away = Signal(str)
    """A text scanned while the desk is covered; empty for what is none of our codes."""
    answered = Signal(object)
    """An answer at the door, a ResultView: for whoever works on another screen."""
    visit_answered = Signal(object)
    """The Attendance that an answer at the door is about, or None: for the table that held the card."""
    answer_taken_up = Signal()
    """Whoever the answer is about is looked after already: it need not be shown any longer."""
    scanner_traced = Signal(object)
    """How the scanner typed its last code, a `desktop.devices.wedge.Trace`."""

    def __init__(self, jobs: Jobs, commands: Commands, sounds: Sounds, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs, self.commands, self.sounds = jobs, commands, sounds
        self.status = Status()
        self.staff_choices: Sequence[StaffChoice] = ()
        self.last: Told | None = None
        self.away = False
        self.paper = ""
        """Which paper 印刷 shows first; empty for the one that it showed last."""
        self.record = ""
        """Which record a screen shows first; empty for none."""
        self.slip = ""
        """The code of a 相談票 that is to be entered next."""
        jobs.problem.connect(self.tell_problem)

    def tell(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """Show what was just done, with 取り消す if it can be undone, until the next. Problems before it are over."""
        self.last = Told(sentence, undo)
        self.problem_over.emit()
        self.told.emit(self.last)

    def begin(self) -> None:
        """Something new is under way: from now on 取り消す never reaches the action before it."""
        if self.last is not None:
            self.last = None
            self.told.emit(Told(""))

    def undo(self) -> None:
        """Take the last action back, once."""
        last, self.last = self.last, None
        if last is not None and last.undo is not None:
            self.told.emit(Told(""))
            last.undo()

    def tell_problem(self, problem: Problem) -> None:
        """Show a known problem in place: its sentence and its next step."""
        self.problem.emit(problem)

    def print_paper(self, kind: str) -> None:
        """Change to 印刷, with this paper chosen; `poster:ID` is the poster of one session."""
        self.paper = kind
        self.go("print")

    def enter_slip(self, code: str = "") -> None:
        """Change to 紙の相談票を入力, with this slip if one was read."""
        self.slip = code
        self.go("slips")

    def show_record(self, screen_id: str, record: str) -> None:
        """Change to another screen, with this record open: an id; for 設定 a section."""
        self.record = record
        self.go(screen_id)

    def take_record(self) -> str:
        """For the screen that comes to the front: what to open, once; empty for nothing."""
        record, self.record = self.record, ""
        return record

    def go(self, screen_id: str) -> None:
        """Change to another screen."""
        self.wanted_screen.emit(screen_id)

    def set_status(self, status: Status) -> None:
        """Another header."""
        self.status = status
        self.status_changed.emit(status)

    def set_staff_choices(self, choices: Sequence[StaffChoice]) -> None:
        """Who can be picked as 担当者: those on duty today."""
        self.staff_choices = choices
        self.staff_choices_changed.emit(choices)

    def leave(self) -> None:
        """席を外す: cover everything personal; scanning goes on."""
        if not self.away:
            self.away = True
            self.away_changed.emit(True)

    def come_back(self, staff_id: str) -> None:
        """Uncover; whoever touched their name is at the desk from now on."""
        self.away = False
        self.away_changed.emit(False)
        if staff_id:
            self.staff_chosen.emit(staff_id)


@dataclass(frozen=True, slots=True)
class ScreenSpec:
    """A place in the rail. `factory` imports and builds the screen, on its first visit only."""

    id: str
    title: str
    icon: str
    factory: Callable[[Shell], "Screen"]
    short: str = ""
    """For large text, where the title is too long for the rail."""
    words: Sequence[str] = ()
    within: str = ""
    """The place in the rail whose work it is part of, where it has none: reached from a screen, or by Ctrl+K."""

    @property
    def in_rail(self) -> bool:
        """Whether it is a place of its own."""
        return not self.within


class Screen(QWidget):
    """A titled page. Put parts into `body` with `add`; `tools` is the row at the right of the title."""

    def __init__(self, shell: Shell, title: str) -> None:
        super().__init__()
        self.shell = shell
        self.title = Text(title, "title")
        self.tools = QHBoxLayout()
        self.tools.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.title, 1)
        self.title.setMinimumHeight(theme.target())
        head.addLayout(self.tools)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        page = QVBoxLayout(self)
        page.setContentsMargins(32, 24, 32, 24)
        page.setSpacing(16)
        page.addLayout(head)
        page.addLayout(self.body, 1)

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a part below the others."""
        if isinstance(part, QWidget):
            self.body.addWidget(part, stretch)
        else:
            self.body.addLayout(part, stretch)

    def first_focus(self) -> QWidget | None:
        """The widget that gets the keyboard when the screen is shown; None leaves it to Qt."""
        return None

    def take_scan(self, _code: str) -> bool:
        """A card, slip or badge was read while this screen is seen. False leaves it to the door."""
        return False

    def take_misread(self) -> bool:
        """Something was read that is no code of ours. False leaves it to the door."""
        return False

    def shown(self) -> None:
        """Called at every visit, after the screen is seen: ask for fresh data here, by `shell.jobs`."""

    def retranslate(self) -> None:
        """Called when the language changed. Only for texts that no widget of ours keeps."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus()
        self.shown()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
