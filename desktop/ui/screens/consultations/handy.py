"""道具: what is at hand at the table, by name and key. It takes one button, however many there are."""

from functools import partial

from PySide6.QtWidgets import QMenu

from desktop.ui.commands import Commands
from desktop.ui.i18n import tr
from desktop.ui.theme.icons import icon
from desktop.ui.widgets.buttons import SecondaryButton


class HandyMenu(SecondaryButton):
    """Give it the ids of commands: `add("table.writing")`. Each is known to Ctrl+K and may have a key of its own."""

    def __init__(self, commands: Commands) -> None:
        super().__init__("道具", self.open, icon="list")
        self._commands = commands
        self._ids: list[str] = []
        self._menu = QMenu(self)
        self.hide()

    def add(self, *ids: str) -> None:
        """Offer these commands too."""
        self._ids += ids
        self.show()

    def open(self) -> None:
        """Show what there is."""
        self._menu.clear()
        known = {command.id: command for command in self._commands.all()}
        for command in (known[identity] for identity in self._ids if identity in known):
            entry = self._menu.addAction(icon(command.icon), tr(command.title))
            entry.setEnabled(command.enabled())
            if command.shortcut:
                entry.setText(f"{tr(command.title)}\t{command.shortcut}")
            entry.triggered.connect(partial(self._commands.run, command.id))
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
