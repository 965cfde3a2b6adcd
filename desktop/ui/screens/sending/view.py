"""本部へ送る: to headquarters, to the laptops beside this one, as files, and what is kept apart; a page each."""

from PySide6.QtWidgets import QWidget

from desktop.ui.screen import Screen, Shell
from desktop.ui.screens.sending.panel import SendPanel
from desktop.ui.screens.sending.places import PLACES
from desktop.ui.widgets.choices import Choices
from desktop.ui.widgets.stack import Pages
from desktop.ui.workplace import Workplace


class SendScreen(Screen):
    """The network never holds the desk up: whatever is sent goes beside it."""

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell, "本部へ送る")
        self._workplace = workplace
        self._panels: dict[str, SendPanel] = {}
        self.names, self.pages = Choices("送り先"), Pages()
        self.names.set_choices([(name, place.title) for name, place in PLACES.items()])
        self.add(self.names)
        self.add(self.pages, 1)
        self.names.set_value(next(iter(PLACES)))
        self.names.chosen.connect(self.choose)
        self.panel(self.names.value())

    def first_focus(self) -> QWidget | None:
        return self.current.first_focus()

    def shown(self) -> None:
        self.choose(self.shell.take_record() or self.names.value())

    def take_scan(self, code: str) -> bool:
        return self.current.take_scan(code)

    def take_misread(self) -> bool:
        return self.current.take_misread()

    @property
    def current(self) -> SendPanel:
        """The page that is seen."""
        return self.panel(self.names.value())

    def choose(self, name: str) -> None:
        """Show this page, by its name in PLACES."""
        self.names.set_value(name)
        self.pages.show_page(self.current)
        self.current.refresh()

    def _turn_to(self, name: str) -> None:
        """The button that was pressed is out of sight now: the keyboard goes to the page's name."""
        self.choose(name)
        self.names.take_focus(name)

    def panel(self, name: str) -> SendPanel:
        """A page, built if it was not yet."""
        if name not in self._panels:
            made = PLACES[name].make(self._workplace)
            made.wanted.connect(self._turn_to)
            self._panels[name] = made
            self.pages.add(made)
        return self._panels[name]
