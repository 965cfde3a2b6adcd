"""設定: sections at the left, one of them at the right; all but two open with the coordinator's PIN."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.screen import Screen, Shell
from desktop.ui.screens.handouts.section import HandoutsSection
from desktop.ui.screens.people.gate import Gate
from desktop.ui.screens.settings.about import AboutSection
from desktop.ui.screens.settings.backups import BackupSection
from desktop.ui.screens.settings.camera import CameraSection
from desktop.ui.screens.settings.fields import FieldsSection
from desktop.ui.screens.settings.hq import HqSection
from desktop.ui.screens.settings.laptops import LaptopsSection
from desktop.ui.screens.settings.look import LookSection
from desktop.ui.screens.settings.programmes import ProgrammesSection
from desktop.ui.screens.settings.recovery import RecoverySection
from desktop.ui.screens.settings.safety import SafetySection
from desktop.ui.screens.settings.scanner import ScannerSection
from desktop.ui.screens.settings.section import Section
from desktop.ui.screens.settings.staff import StaffSection
from desktop.ui.screens.settings.topics import TopicsSection
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.reveal import bring_to_top
from desktop.ui.widgets.side_by_side import SideBySide
from desktop.ui.widgets.stack import Pages
from desktop.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class _Place:
    title: str
    icon: str
    make: Callable[[Workplace], Section]
    is_open: bool = False


PLACES = {
    "look": _Place("画面と音", "text_size", LookSection, is_open=True),
    "scanner": _Place("読み取り機", "scan", ScannerSection, is_open=True),
    "camera": _Place("カメラ", "camera", CameraSection),
    "staff": _Place("担当者", "staff", StaffSection),
    "fields": _Place("来場者の項目", "person", FieldsSection),
    "topics": _Place("相談内容", "consultation", TopicsSection),
    "programmes": _Place("事業", "sessions", ProgrammesSection),
    "handouts": _Place("配布資料", "document", HandoutsSection),
    "safety": _Place("暗証番号・席を外す", "away", SafetySection),
    "laptops": _Place("端末", "power", LaptopsSection),
    "hq": _Place("本部", "network", HqSection),
    "recovery": _Place("復旧用紙", "document", RecoverySection),
    "backups": _Place("控え", "save", BackupSection),
    "about": _Place("この窓口について", "info", AboutSection, is_open=True),
}


class _PlaceButton(Button):
    """One line of the list of sections; it looks like the rail, being one."""

    KIND = "rail"


class SettingsScreen(Screen):
    """A section is built on its first visit."""

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell, "設定")
        self._workplace = workplace
        self._sections: dict[str, Section] = {}
        self.place = "look"
        self.gate = Gate(workplace, "設定を開くため、確認します。")
        self.buttons = {
            name: _PlaceButton(place.title, partial(self._go_to, name), icon=place.icon)
            for name, place in PLACES.items()
        }
        self.pages = Pages(self.gate)
        self._listed = self._list()
        self.add(SideBySide(self._listed, self.pages, width=264), 1)
        self.gate.opened.connect(self._unlocked)
        self.gate.shut.connect(lambda: self.choose(self.place))

    def first_focus(self) -> QWidget:
        return self.buttons[self.place]

    def shown(self) -> None:
        self.choose(self.shell.take_record() or self.place)

    def take_scan(self, _code: str) -> bool:
        """Where scanners are tried, nobody is received."""
        return self.place == "scanner"

    def take_misread(self) -> bool:
        section = self._sections.get(self.place)
        if not isinstance(section, ScannerSection):
            return False
        section.misread()
        return True

    def choose(self, name: str) -> None:
        """Show this section, or what must be typed first."""
        self.place = name
        for each, button in self.buttons.items():
            button.setChecked(each == name)
        if not PLACES[name].is_open and not self.gate.is_open:
            self._listed.show()
            self.pages.show_page(self.gate)
            self.gate.ask()
            return
        self.gate.touch()
        section = self.section(name)
        self.pages.show_page(section)
        section.refresh()

    def _unlocked(self) -> None:
        self.choose(self.place)
        self.buttons[self.place].setFocus()
        self._bring_up()

    def _go_to(self, name: str) -> None:
        self.choose(name)
        self._bring_up()

    def _bring_up(self) -> None:
        """With large text the list stands above: what was chosen from it must come in sight."""
        if theme.scale() >= theme.LARGE:
            bring_to_top(self.pages)

    def section(self, name: str) -> Section:
        """The section, built if it was not yet."""
        if name not in self._sections:
            made = PLACES[name].make(self._workplace)
            self._sections[name] = made
            self.pages.add(made)
            made.installEventFilter(self)
            made.used.connect(self.gate.touch)
            made.wide.connect(lambda wide: self._listed.setVisible(not wide))
        return self._sections[name]

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.MouseMove, QEvent.Type.KeyPress, QEvent.Type.Enter):
            self.gate.touch()
        return False

    def _list(self) -> QWidget:
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for button in self.buttons.values():
            button.setCheckable(True)
            column.addWidget(button)
        column.addStretch()
        listed.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        return listed
