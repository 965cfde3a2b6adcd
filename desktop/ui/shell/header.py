"""The line above every screen: where and when, open or closed, who is at the desk."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout

from core.english_dates import english_month, english_weekday
from core.wareki import wareki_with_weekday
from desktop.ui import i18n, theme
from desktop.ui.i18n import tr
from desktop.ui.screen import Shell, StaffChoice, Status
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import StatusPill
from desktop.ui.widgets.text import Line


class Header(QFrame):
    """Shows `Shell.status`; 担当者 is one touch on a name."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setProperty("kind", "header")
        self._shell = shell
        self._menu: QMenu | None = None
        self.place, self.day = Line("", "strong"), Line("", "caption")
        self.state, self.unsent, self.missing = StatusPill(), StatusPill(), StatusPill()
        self.training = StatusPill("練習モード", "warning", "training")
        self.staff = Button("担当者を選ぶ", self.choose_staff, icon="staff")
        self.away = Button("席を外す", shell.leave, icon="away")
        self.away.hint("お名前などを隠します。受付はそのまま続けられます。")
        self._below, self._beside = FlowRow(gap=8), QHBoxLayout()
        self._arrange()
        self._make_room()
        shell.status_changed.connect(self.show_status)
        self.show_status(shell.status)

    def show_status(self, status: Status) -> None:
        """Show this, in fewer words where the text is large."""
        large = theme.scale() >= theme.LARGE
        self.place.say("　".join(filter(None, dict.fromkeys((status.site, status.venue)))))
        self.day.say(_day(status.today))
        self.state.show_state(
            "開場中" if status.is_open else "閉場",
            "success" if status.is_open else "quiet",
            "open" if status.is_open else "away",
        )
        self.unsent.setVisible(bool(status.unsent))
        self.unsent.show_state("未送信 {n}件", "info", "send", n=status.unsent)
        self.missing.setVisible(bool(status.missing))
        gone = "端末{letter}不通" if large else "端末{letter}と切れています"
        self.missing.show_state(gone, "warning", "network", letter=status.missing)
        self.training.setVisible(status.training)
        if status.staff_name:
            self.staff.say("{name}" if large else "担当者: {name}", name=status.staff_name)
            self.staff.setAccessibleName(tr("担当者: {name}", name=status.staff_name))
        else:
            self.staff.say("担当者" if large else "担当者を選ぶ")
            self.staff.setAccessibleName(tr("担当者を選ぶ"))

    def choose_staff(self) -> None:
        """Open the names under the button."""
        self._menu = self._menu or QMenu(self)
        self._menu.clear()
        _fill(self._menu, self._shell, self._shell.staff_choices)
        self._menu.popup(self.staff.mapToGlobal(QPoint(0, self.staff.height() + 4)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._make_room()
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange):
            self.show_status(self._shell.status)

    def _make_room(self) -> None:
        """With large text the pills go under the name, in the place of the date."""
        large = theme.scale() >= theme.LARGE
        self.day.setVisible(not large)
        for pill in (self.training, self.missing, self.unsent, self.state):
            (self._beside if large else self._below).removeWidget(pill)
            (self._below if large else self._beside).addWidget(pill)

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.place)
        words.addWidget(self.day)
        words.addLayout(self._below)
        self._beside.setSpacing(12)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 10, 24, 10)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addLayout(self._beside)
        row.addSpacing(8)
        row.addWidget(self.staff)
        row.addWidget(self.away)


def _fill(menu: QMenu, shell: Shell, choices: Sequence[StaffChoice]) -> None:
    for choice in choices:
        action = menu.addAction(choice.name.replace("&", "&&"))
        action.triggered.connect(partial(_choose, shell, choice.id))
    if not choices:
        menu.addAction(tr("担当者が登録されていません")).setEnabled(False)


def _choose(shell: Shell, identity: str, _checked: bool = False) -> None:
    shell.staff_chosen.emit(identity)


def _day(day: date | None) -> str:
    if day is None:
        return ""
    if i18n.language() == "ja":
        return wareki_with_weekday(day)
    return f"{english_weekday(day)}, {day.day} {english_month(day)} {day.year}"
