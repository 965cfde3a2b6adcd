"""What is done with a consultation: the use case, the sentence, and how it is taken back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from core.facts import Consultation
from core.problem import Problem
from desktop.app.consultations import (
    ConsultationForm,
    ConsultationWritten,
    GroupWritten,
    amend_consultation,
    record_consultation,
    record_for_group,
    void_consultation,
    void_consultations,
)
from desktop.app.desk import Changed
from desktop.ui.i18n import tr
from desktop.ui.screen import Shell
from desktop.ui.screens.consultations.model import Titles, form_of
from desktop.ui.screens.consultations.opened import OpenConsultation
from desktop.ui.screens.consultations.words import next_visit_told
from desktop.ui.workplace import Workplace


class Deeds(QObject):
    """`done(OpenConsultation, recorded)` when it is durable: a tuple of Consultations, empty for one taken back.

    `refused(OpenConsultation)` when it could not be; the problem was told.
    """

    done = Signal(object, object)
    refused = Signal(object)

    def __init__(self, shell: Shell, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._workplace = shell, workplace
        self.titles = Titles({}, {})

    def save(self, opened: OpenConsultation, form: ConsultationForm) -> None:
        """Record it, for each of a group at once; or the changed consultation."""
        opened.saving = True
        refused = partial(self._refused, opened)
        if opened.amending is not None:
            asked = self._workplace.do(amend_consultation, opened.amending.consultation_id, form)
            asked.then(partial(self._amended, opened, opened.amending), refused, owner=self)
            return
        self._shell.begin()
        if len(opened.visits) > 1:
            group = self._workplace.do(record_for_group, form, opened.visits)
            group.then(partial(self._recorded_group, opened), refused, owner=self)
        else:
            one = self._workplace.do(record_consultation, form)
            one.then(partial(self._recorded, opened), refused, owner=self)

    def void(self, opened: OpenConsultation) -> None:
        """Take the consultation that is being changed back."""
        if opened.amending is not None:
            asked = self._workplace.do(void_consultation, opened.amending.consultation_id, "mistake")
            asked.then(partial(self._voided, opened, opened.amending), owner=self)

    def _recorded(self, opened: OpenConsultation, written: ConsultationWritten) -> None:
        recorded = (written.consultation,)
        self.done.emit(opened, recorded)
        then = next_visit_told(written.next_visit)
        self._tell("{title} を記録しました", recorded, partial(self._take_back, recorded), then)

    def _recorded_group(self, opened: OpenConsultation, written: GroupWritten) -> None:
        self.done.emit(opened, written.consultations)
        undo = partial(self._take_back, written.consultations)
        self._tell("{title} を{n}人分記録しました", written.consultations, undo)

    def _amended(self, opened: OpenConsultation, before: Consultation, written: ConsultationWritten) -> None:
        self.done.emit(opened, (written.consultation,))
        again = self._workplace.do(amend_consultation, before.consultation_id, form_of(before))
        back = lambda: again.then(self._put_back, owner=self)  # noqa: E731
        self._tell("{title} を直しました", (written.consultation,), back, next_visit_told(written.next_visit))

    def _voided(self, opened: OpenConsultation, before: Consultation, _changed: Changed) -> None:
        self.done.emit(opened, ())
        again = self._workplace.do(record_consultation, form_of(before))
        back = lambda: again.then(self._put_back, owner=self)  # noqa: E731
        self._tell("{title} を取り消しました", (before,), back)

    def _take_back(self, recorded: tuple[Consultation, ...]) -> None:
        asked = self._workplace.do(void_consultations, tuple(each.consultation_id for each in recorded))
        asked.then(lambda _changed: self._tell("{title} の記録を取り消しました", recorded), owner=self)

    def _put_back(self, written: ConsultationWritten) -> None:
        self._tell("{title} を元に戻しました", (written.consultation,))

    def _refused(self, opened: OpenConsultation, problem: Problem) -> None:
        opened.saving = False
        self._shell.tell_problem(problem)
        self.refused.emit(opened)

    def _tell(
        self,
        sentence: str,
        about: tuple[Consultation, ...],
        undo: Callable[[], object] | None = None,
        then: str = "",
    ) -> None:
        title = tr("相談「{topic}」", topic=self.titles.topic(about[0].topic))
        told = tr(sentence, title=title, n=len(about))
        self._shell.tell("　".join(filter(None, (told, then))), undo)
