"""電話・メールの相談: how it reached the desk comes first, above the three choices."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop.app.consultations import AT_THE_VENUE
from desktop.app.waiting import DeskChoices
from desktop.ui.i18n import named
from desktop.ui.screens.consultations.details import DetailsPanel
from desktop.ui.screens.consultations.opened import OpenConsultation, Typed
from desktop.ui.screens.consultations.parts import DeskPart, Subject
from desktop.ui.widgets.choices import Choices
from desktop.ui.widgets.text import Text

_USUAL = "phone"


def remote_consultation() -> OpenConsultation:
    """One that nobody came for: by phone until something else is chosen."""
    typed = Typed(channel=_USUAL)
    return OpenConsultation(typed=typed, fresh=typed, remote=True)


class RemotePart(DeskPart):
    """The channels but the venue's own; `settled` when one was chosen and the topic is next."""

    settled = Signal()

    def __init__(self, details: DetailsPanel) -> None:
        super().__init__()
        self._details = details
        self.channel = Choices("相談の届き方", numbered=True, compact=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Text("方法", "strong", wrap=False))
        row.addWidget(self.channel, 1)
        self.hide()
        self.setFocusProxy(self.channel)
        self.channel.chosen.connect(self._chosen)
        self.channel.confirmed.connect(self.settled)

    def show_choices(self, choices: DeskChoices) -> None:
        """Offer today's channels."""
        offered = [(each.code, named(each)) for each in choices.channels if each.code != AT_THE_VENUE]
        self.channel.set_choices(offered)

    def show_subject(self, subject: Subject) -> None:
        self.setVisible(subject.remote)
        self.channel.set_value(self._details.channel.value())

    def _chosen(self, code: str) -> None:
        self._details.channel.set_value(code)
        self._details.edited.emit()
        self.settled.emit()
