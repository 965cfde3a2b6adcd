"""One form for many consultations: it shows whichever is on top, and gives back all that was typed."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from core.facts import Consultation
from desktop.app.consultations import ConsultationForm
from desktop.ui.screens.consultations.details import DetailsPanel
from desktop.ui.screens.consultations.form import ConsultationDesk
from desktop.ui.screens.consultations.model import form_of
from desktop.ui.screens.consultations.opened import OpenConsultation, Typed
from desktop.ui.screens.consultations.parts import DeskPart, Subject

EMPTY = ConsultationForm("", "", 0)


class Workbench(QObject):
    """The three choices, the details, and the parts that other subjects put beside them.

    `edited` when a person typed or chose anything; not while another consultation is being shown.
    """

    edited = Signal()
    wants_details = Signal()
    """Something in the details is not right: it says so there."""

    def __init__(self, form: ConsultationDesk, details: DetailsPanel) -> None:
        super().__init__(form)
        self.form, self.details = form, details
        self.staff_id: str | None = None
        """Who sits at the desk: the supporter of whatever is begun."""
        self._parts: list[DeskPart] = []
        self._subject = Subject()
        self._showing = False
        for signal in (form.edited, details.edited):
            signal.connect(self._edited)

    def stand(self, part: DeskPart, place: QVBoxLayout) -> None:
        """Put a part into one of the form's places: `form.above`, `form.asked`, `form.below`."""
        self._parts.append(part)
        place.addWidget(part)
        part.edited.connect(self._edited)

    def show_opened(self, opened: OpenConsultation) -> None:
        """This one is on top now."""
        self._showing = True
        typed, amending = opened.typed, opened.amending is not None
        self.form.show_typed(typed, amending=amending)
        self.form.save.setEnabled(not opened.saving)
        self.details.show_typed(typed, None if amending else self.staff_id)
        self.details.show_entered(opened.amending)
        for part, kept in zip(self._parts, typed.parts or (None,) * len(self._parts), strict=True):
            part.show_typed(kept)
        self._showing = False
        if opened.fresh == opened.typed:
            opened.fresh = self.typed()
        opened.typed = self.typed()

    def typed(self) -> Typed:
        """All that stands in the form now."""
        choices, details = self.form.typed(), self.details.typed()
        return replace(
            details,
            topic=choices.topic,
            outcome=choices.outcome,
            follow_up=choices.follow_up,
            minutes=choices.minutes,
            search=choices.search,
            parts=tuple(part.typed() for part in self._parts),
        )

    def read(self, opened: OpenConsultation) -> ConsultationForm | None:
        """What is to be recorded; None while something keeps it from that, which is said in place."""
        form = self.form.read(form_of(opened.amending) if opened.amending else EMPTY)
        if form is None:
            return None
        if not self.details.is_allowed():
            self.wants_details.emit()
            return None
        self.form.say_missing(next(filter(None, (part.obstacle() for part in self._parts)), ""))
        if self.form.missing.text():
            return None
        form = self.details.add_to(form)
        for part in self._parts:
            form = part.add_to(form)
        return form

    def tell_subject(self, subject: Subject) -> None:
        """Let the parts know whom and what it is about."""
        if subject != self._subject:
            self._subject = subject
            for part in self._parts:
                part.show_subject(subject)

    def tell_recorded(self, recorded: tuple[Consultation, ...]) -> None:
        """Let the parts know what was recorded just now."""
        for part in self._parts:
            part.show_recorded(recorded)

    def _edited(self) -> None:
        if not self._showing:
            self.edited.emit()
