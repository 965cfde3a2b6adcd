"""Who is being helped: one entry for each consultation that is under way, and ＋ for one more."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.commands import Commands
from desktop.ui.i18n import tr
from desktop.ui.screens.consultations.opened import OpenConsultation
from desktop.ui.theme.icons import icon
from desktop.ui.theme.tokens import Role
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.flow import FlowRow

TYPED = "●"


@dataclass(frozen=True)
class Entry:
    """One consultation as the strip shows it. `minutes` run since the call; None where nobody was called."""

    opened: OpenConsultation
    title: str
    minutes: int | None
    is_typed: bool
    on_top: bool


class _Pick(Button):
    KIND = "segment"
    CHECKED: Role = "on_colour"


class OpenStrip(QWidget):
    """`wanted(OpenConsultation)` when another is to come on top; `closed` by ×. ＋ offers commands by their ids."""

    wanted = Signal(object)
    closed = Signal()

    def __init__(self, commands: Commands, ways_to_open: Sequence[str]) -> None:
        super().__init__()
        self._commands, self._ways = commands, ways_to_open
        self._entries: tuple[Entry, ...] = ()
        self.more = IconButton("相談をもう一つ開く", self._offer, icon="plus")
        self.more.setProperty("compact", True)
        self._menu = QMenu(self)
        self._row = FlowRow(gap=4)
        self.setLayout(self._row)
        self.setAccessibleName(tr("いま相談中の方"))

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; nothing moves while nothing changed."""
        if tuple(entries) == self._entries:
            return
        had = [pick.hasFocus() for pick in self.picks()]
        self._entries = tuple(entries)
        self._row.clear()
        for entry in entries:
            self._row.addWidget(self._pick(entry))
            if entry.on_top and (len(entries) > 1 or entry.is_typed):
                self._row.addWidget(self._close())
        if any(had):
            next(pick for pick, entry in zip(self.picks(), entries, strict=True) if entry.on_top).setFocus()
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(tr("いま相談中の方"))

    def picks(self) -> list[Button]:
        """The entries as buttons, in order."""
        items = [self._row.itemAt(place) for place in range(self._row.count())]
        return [widget for item in items if item and isinstance(widget := item.widget(), _Pick)]

    def _close(self) -> IconButton:
        button = IconButton("この相談を閉じる", self.closed.emit, icon="close")
        button.setProperty("compact", True)
        return button

    def _pick(self, entry: Entry) -> Button:
        minutes = tr("{n}分", n=entry.minutes) if entry.minutes is not None else ""
        pick = _Pick("", partial(self._wanted, entry))
        pick.say(" ".join(filter(None, (entry.title, minutes, TYPED if entry.is_typed else ""))))
        spoken = (entry.title, minutes, tr("書きかけ") if entry.is_typed else "")
        pick.setAccessibleName("、".join(filter(None, spoken)))
        for name, value in (("place", "only"), ("compact", True)):
            pick.setProperty(name, value)
        pick.setCheckable(True)
        pick.setChecked(entry.on_top)
        return pick

    def _wanted(self, entry: Entry) -> None:
        for pick, each in zip(self.picks(), self._entries, strict=True):
            pick.setChecked(each.on_top)
        self.wanted.emit(entry.opened)

    def _offer(self) -> None:
        self._menu.clear()
        known = {command.id: command for command in self._commands.all()}
        for command in (known[way] for way in self._ways):
            self._menu.addAction(icon(command.icon), tr(command.title), partial(self._commands.run, command.id))
        self._menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
