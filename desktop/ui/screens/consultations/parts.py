"""What stands by the form and goes with it: a line above, what an outcome asks, a bar below.

A part is put into its place by `ConsultationsScreen._stand_parts`. It hears of every change of subject, gives back
what was typed into it when another consultation comes on top, and may add to what is recorded.
"""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.facts import Consultation
from desktop.app.consultations import ConsultationForm
from desktop.app.waiting import Visitor


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom and what the form on top is about. `amending` is the recorded consultation that is being changed.

    `remote`: it came by phone, mail or the like, and nobody is here.
    """

    visitors: tuple[Visitor, ...] = ()
    topics: tuple[str, ...] = ()
    outcome: str = ""
    amending: Consultation | None = None
    remote: bool = False


class DeskPart(QWidget):
    """One that adds nothing; a part says over what it needs. It hides and shows itself."""

    edited = Signal()
    """A person typed or chose something in it."""

    def show_subject(self, subject: Subject) -> None:
        """Whom or what it is about changed, also because another consultation came on top."""

    def show_recorded(self, recorded: tuple[Consultation, ...]) -> None:
        """These were recorded just now (several for a group); the form above is empty or another one by then."""

    def typed(self) -> object:
        """What stands in it, to be given back by `show_typed`. Must be comparable; None for nothing."""
        return None

    def show_typed(self, typed: object) -> None:
        """Show what `typed` gave for the consultation that is on top now; None for a fresh one."""

    def add_to(self, form: ConsultationForm) -> ConsultationForm:
        """The form with what was chosen here, just before it is recorded."""
        return form

    def obstacle(self) -> str:
        """A sentence about what keeps it from being recorded; empty for nothing."""
        return ""
