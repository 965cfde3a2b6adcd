"""A supporter's card at the scanner, on whatever screen: the shift begins or ends, with a sentence and a sound."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.clock import time_of_day
from core.problem import Problem
from desktop.ui.i18n import named, tr
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:  # the use case is imported with the first card
    from core.staff_fit import Point
    from desktop.app.desk import Changed
    from desktop.app.shifts import ShiftScanned

_SENTENCES = {
    "begun": "{name}さんの勤務の始まりを記録しました（{time}）",
    "ended": "{name}さんの勤務の終わりを記録しました（{hours}時間{minutes}分）",
    "just_begun": "{name}さんの勤務は、始まったばかりです",
    "just_ended": "{name}さんの勤務は、終わったばかりです",
}
_WITHOUT_NAME = {
    "begun": "勤務の始まりを記録しました",
    "ended": "勤務の終わりを記録しました",
    "just_begun": "勤務は、始まったばかりです",
    "just_ended": "勤務は、終わったばかりです",
}
Show = Callable[[str, bool], object]
"""What stands on the covered desk: a sentence without a name, and whether something was done."""


class ShiftDoor(QObject):
    """One for the program: `ShiftDoor.stand(workplace)` makes it, or finds the one that stands already."""

    @classmethod
    def stand(cls, workplace: Workplace) -> "ShiftDoor":
        """The one door; it lives as long as the workplace."""
        found = workplace.findChild(cls)
        return found if found is not None else cls(workplace)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._workplace, self._shell = workplace, workplace.shell

    def scan(self, code: str, show: Show | None = None) -> None:
        """Begin or end the shift of whoever's card it is; `show` is for a covered desk, where no name may stand."""
        from desktop.app.shifts import scan_shift

        self._shell.begin()
        asked = self._workplace.do(scan_shift, code)
        asked.then(partial(self._scanned, show), partial(self._refused, show), owner=self)

    def _scanned(self, show: Show | None, done: "ShiftScanned") -> None:
        shift, duty = done.shift.value, done.duty
        hours, minutes = divmod(done.minutes, 60)
        name, time = done.supporter.display_name, time_of_day(duty.started_at)
        sentence = tr(_SENTENCES[shift], name=name, time=time, hours=hours, minutes=minutes)
        if done.concerns:
            sentence = tr("{sentence}。ご確認ください: {why}", sentence=sentence, why=_words(done.concerns))
        self._shell.sounds.play("please_look" if done.concerns or not done.changed else "done")
        self._shell.tell(sentence, partial(self._take_back, duty.duty_id) if done.changed else None)
        if show is not None:
            show(tr(_WITHOUT_NAME[shift]), True)

    def _refused(self, show: Show | None, problem: Problem) -> None:
        self._shell.sounds.play("please_look")
        if show is not None:
            show(tr(problem.sentence), False)
        else:
            self._shell.tell_problem(problem)

    def _take_back(self, duty_id: str) -> None:
        from desktop.app.shifts import take_shift_back

        self._workplace.do(take_shift_back, duty_id).then(self._taken_back, owner=self)

    def _taken_back(self, _changed: "Changed") -> None:
        self._shell.tell(tr("勤務の記録を元に戻しました"))


def _words(concerns: "tuple[Point, ...]") -> str:
    return " ".join(map(named, concerns))
