"""Everything that can be done, by name and by key. Ctrl+K finds any of it; nothing needs the mouse."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.ui.i18n import english, tr


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """`title` is Japanese source text; `words` are further ways to find it, such as readings in kana and romaji."""

    id: str
    title: str
    handler: Callable[[], object]
    shortcut: str = ""
    icon: str = "chevron_right"
    words: Sequence[str] = ()
    enabled: Callable[[], bool] = _always


class Commands(QObject):
    """The registry. A later command with the same id takes the place of the earlier."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._commands: dict[str, Command] = {}

    def add(self, *commands: Command) -> None:
        """Make these known."""
        self._commands |= {command.id: command for command in commands}
        self.changed.emit()

    def remove(self, *ids: str) -> None:
        """Forget these."""
        for identity in ids:
            self._commands.pop(identity, None)
        self.changed.emit()

    def all(self) -> list[Command]:
        """In the order in which they came."""
        return list(self._commands.values())

    def run(self, identity: str) -> bool:
        """Do it, if it is known and can be done now."""
        command = self._commands.get(identity)
        if command is None or not command.enabled():
            return False
        command.handler()
        return True

    def find(self, typed: str) -> list[Command]:
        """What matches every typed word, in any of its names; those whose title begins with it come first."""
        wanted = plain(typed).split()
        found = [one for one in self.all() if one.enabled() and all(word in _names(one) for word in wanted)]
        return sorted(found, key=lambda one: not plain(tr(one.title)).startswith(plain(typed)))


def plain(text: str) -> str:
    """Full width, case and katakana made one, so that ウケツケ, うけつけ and ＵＫＥ are found."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char for char in folded)  # no-tr


def _names(command: Command) -> str:
    return plain("\n".join((command.title, tr(command.title), english(command.title), command.id, *command.words)))
