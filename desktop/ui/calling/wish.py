"""How this visitor wishes to be called: one touch after the reception."""

from functools import partial

from PySide6.QtWidgets import QAbstractButton, QWidget

from core.calling import Wish
from core.facts import Attendance
from desktop.ui.calling.caller import Caller
from desktop.ui.calling.words import BY_VOICE, wish_source
from desktop.ui.table.door import WRITING
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.segmented import SegmentedChoice
from desktop.ui.widgets.text import Text

_VOICE = "voice"


class WishBar(QWidget):
    """About the visitor who was received or picked last, whose number it names; empty before the first."""

    def __init__(self, caller: Caller) -> None:
        super().__init__()
        self._caller = caller
        self.visit: Attendance | None = None
        self.whose = Text("", "strong", wrap=False)
        self.write = SecondaryButton(
            "筆談をひらく", partial(caller.workplace.shell.commands.run, WRITING), icon="write"
        )
        choices = [(_VOICE, BY_VOICE), *((wish.value, wish_source(wish)) for wish in Wish)]
        self.choice = SegmentedChoice("呼び方", choices)
        self.setLayout(FlowRow(self.whose, self.choice, self.write, gap=12))
        self.choice.chosen.connect(self._choose)
        caller.wished.connect(self.show_visit)
        self.show_visit(None)

    def show_visit(self, visit: Attendance | None) -> None:
        """This visitor from now on."""
        self.visit = visit if visit is not None and not visit.voided and visit.ticket else None
        self.whose.say("{ticket} の呼び方" if self.visit else "呼び方", ticket=visit.ticket if visit else "")
        self.choice.set_value((self.visit.wish or _VOICE) if self.visit else "")
        self.choice.setEnabled(self.visit is not None)
        self.write.setVisible(self.visit is not None and self.visit.wish == Wish.WRITING)

    def follow(self, before: QWidget) -> None:
        """Stand behind this part for the Tab key: whoever is picked there can be given a wish."""
        for button in (*self.choice.findChildren(QAbstractButton), self.write):
            QWidget.setTabOrder(before, button)
            before = button

    def _choose(self, chosen: str) -> None:
        if self.visit is not None:
            self._caller.wish(self.visit, None if chosen == _VOICE else chosen)
