"""What is done with a supporter: the use case, the sentence, and how it is taken back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from core.facts import Badge, Supporter, Training
from core.kinds import BadgeIssued, SupporterFields, TrainingCompleted
from core.problem import Problem
from desktop.app.fitting_requests import FittingRequest
from desktop.app.staff import StaffWritten, amend_supporter, retire_supporter
from desktop.app.staffing import StaffingWritten, assign
from desktop.app.supporter_badges import BadgeWritten, issue_again, issue_badge, revoke_badge
from desktop.app.supporter_training import TrainingWritten, complete_training, void_training
from desktop.app.supporters import amend_register, register_supporter
from desktop.ui.i18n import tr
from desktop.ui.workplace import Asked, Workplace

Refuse = Callable[[Problem], None]
_Asked = Asked[StaffWritten] | Asked[TrainingWritten] | Asked[BadgeWritten] | Asked[StaffingWritten]


class SupporterDeeds(QObject):
    """`done(supporter_id)` after each, and after it was taken back."""

    done = Signal(str)

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace, self._shell = workplace, workplace.shell

    def keep(self, before: Supporter | None, told: SupporterFields, refuse: Refuse) -> None:
        """A new record, or the whole of one anew."""
        if before is None:
            asked = self._workplace.do(register_supporter, told)
            asked.then(self._registered, refuse, owner=self)
        else:
            changed = self._workplace.do(amend_register, before.supporter_id, told)
            changed.then(partial(self._amended, "{name}さんの登録を直しました", before), refuse, owner=self)

    def set_active(self, before: Supporter, *, active: bool) -> None:
        """活動をやめる, 活動にもどす."""
        sentence = "{name}さんが活動にもどりました" if active else "{name}さんの活動を終わりにしました"
        asked = self._workplace.do(amend_supporter, msgspec.structs.replace(before, active=int(active)))
        asked.then(partial(self._amended, sentence, before), owner=self)

    def train(self, told: TrainingCompleted, refuse: Refuse) -> None:
        """研修の修了."""
        self._workplace.do(complete_training, told).then(self._trained, refuse, owner=self)

    def void_training(self, training: Training) -> None:
        """It was entered by mistake; undone it is entered anew."""
        again = TrainingCompleted(
            supporter_id=training.supporter_id,
            training=training.training,
            day=training.day,
            minutes=training.minutes,
            edition=training.edition,
            passed=None if training.passed is None else bool(training.passed),
        )
        undo = partial(self._back, self._workplace.do(complete_training, again), training.supporter_id)
        asked = self._workplace.do(void_training, training.training_id)
        told = partial(self._tell, tr("「{name}」の記録を取り消しました", name=training.training), undo)
        asked.then(lambda _written: told(training.supporter_id), owner=self)

    def give_badge(self, told: BadgeIssued, file: Path | None, refuse: Refuse) -> None:
        """オープンバッジ, with its file."""
        self._workplace.do(issue_badge, told, file).then(self._given, refuse, owner=self)

    def revoke(self, badge: Badge) -> None:
        """It holds no more; undone it is issued again with its file."""
        undo = partial(self._back, self._workplace.do(issue_again, badge.badge_id), badge.supporter_id)
        asked = self._workplace.do(revoke_badge, badge.badge_id)
        told = partial(self._tell, tr("「{name}」を取り消しました", name=badge.badge), undo)
        asked.then(lambda _written: told(badge.supporter_id), owner=self)

    def apply(self, supporter: Supporter, wanted: FittingRequest) -> None:
        """応募; undone the place is nobody's."""
        session, key = wanted.session.session_id, supporter.supporter_id
        undo = partial(self._back, self._workplace.do(assign, session, key, "cancelled"), key)
        asked = self._workplace.do(assign, session, key, "applied", wanted.request.request_id)
        told = partial(self._tell, tr("{name}さんの応募を記録しました", name=supporter.display_name), undo)
        asked.then(lambda _written: told(key), owner=self)

    def _registered(self, written: StaffWritten) -> None:
        one = written.supporter
        undo = partial(self._back, self._workplace.do(retire_supporter, one.supporter_id), one.supporter_id)
        self._tell(tr("{name}さんを登録しました", name=one.display_name), undo, one.supporter_id)

    def _amended(self, sentence: str, before: Supporter, written: StaffWritten) -> None:
        undo = partial(self._back, self._workplace.do(amend_supporter, before), before.supporter_id)
        self._tell(tr(sentence, name=written.supporter.display_name), undo, before.supporter_id)

    def _trained(self, written: TrainingWritten) -> None:
        training = written.training
        undo = partial(self._back, self._workplace.do(void_training, training.training_id), training.supporter_id)
        self._tell(tr("「{name}」を記録しました", name=training.training), undo, training.supporter_id)

    def _given(self, written: BadgeWritten) -> None:
        badge = written.badge
        undo = partial(self._back, self._workplace.do(revoke_badge, badge.badge_id), badge.supporter_id)
        self._tell(tr("「{name}」を登録しました", name=badge.badge), undo, badge.supporter_id)

    def _back(
        self,
        asked: "_Asked",
        key: str,
    ) -> None:
        asked.then(lambda _written: self._tell(tr("元に戻しました"), None, key), owner=self)

    def _tell(self, sentence: str, undo: Callable[[], object] | None, supporter_id: str) -> None:
        self._shell.tell(sentence, undo)
        self.done.emit(supporter_id)
