"""What is asked of the records for a slip, and the keys that are pressed meanwhile."""

from functools import partial

from PySide6.QtCore import QObject, Signal, SignalInstance

from core.problem import Problem
from desktop.app.desk import Changed
from desktop.app.slip_entry import SlipWritten, amend_slip, enter_slip, take_back_slip, tell_age
from desktop.app.slips import SlipVisit
from desktop.ui.screens.consultations.slip_sheet import SlipSheet
from desktop.ui.workplace import Asked, Workplace


class SlipDeeds(QObject):
    """Answers come as signals. While one is awaited, keys are held: a hand may be faster than a disk."""

    found = Signal(object)
    """SlipVisit."""
    not_found = Signal(object)
    """Problem: what was looked for is no slip to be entered."""
    recorded = Signal(object, object)
    """SlipSheet as it was typed, SlipWritten."""
    refused = Signal(object)
    """Problem: nothing was written."""
    taken_back = Signal(object)
    """SlipWritten."""

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._under_way, self._held = 0, ""
        self._made: dict[str, SlipWritten] = {}

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._under_way > 0

    def hold(self, key: str) -> None:
        """A key for later."""
        self._held += key

    def release(self) -> str:
        """The keys that were held; nothing while an answer is still awaited."""
        if self.busy:
            return ""
        keys, self._held = self._held, ""
        return keys

    def forget_keys(self) -> None:
        """They were meant for something that is not there."""
        self._held = ""

    def look(self, asked: Asked[SlipVisit]) -> None:
        """Whose slip it is."""
        self._under_way += 1
        asked.then(self._answered, partial(self._failed, self.not_found), owner=self)

    def record(self, sheet: SlipSheet, supporter_id: str | None) -> None:
        """Put a whole slip on record, or what it says instead of what is on record."""
        do, slip, written = self._workplace.do, sheet.found.slip, sheet.written
        self._write(
            sheet,
            do(enter_slip, slip, sheet.read, supporter_id)
            if written is None
            else do(amend_slip, slip, written.consultation_id, sheet.read, supporter_id),
        )

    def tell_age(self, sheet: SlipSheet, band: str) -> None:
        """One digit more, behind a slip that is on record."""
        assert sheet.written is not None  # asked of those alone
        self._write(sheet, self._workplace.do(tell_age, sheet.written.consultation_id, band))

    def void(self, sheet: SlipSheet) -> None:
        """Take back a slip that is on record; its visit too, if it was made with it just now."""
        made = self._made.get(sheet.written.consultation_id) if sheet.written is not None else None
        if made is not None:
            self.take_back(made)
        elif sheet.written is not None and sheet.found.visit is not None:
            self.take_back(SlipWritten(sheet.found.slip, sheet.written, sheet.found.visit, False, frozenset()))

    def take_back(self, written: SlipWritten) -> None:
        """取り消す."""
        self._workplace.do(take_back_slip, written).then(partial(self._gone, written), owner=self)

    def _write(self, sheet: SlipSheet, asked: Asked[SlipWritten]) -> None:
        self._under_way += 1
        asked.then(partial(self._wrote, sheet), partial(self._failed, self.refused), owner=self)

    def _answered(self, found: SlipVisit) -> None:
        self._under_way -= 1
        self.found.emit(found)

    def _wrote(self, sheet: SlipSheet, written: SlipWritten) -> None:
        self._under_way -= 1
        if written.received:
            self._made[written.consultation.consultation_id] = written
        self.recorded.emit(sheet, written)

    def _failed(self, told: SignalInstance, problem: Problem) -> None:
        self._under_way -= 1
        self._held = ""
        told.emit(problem)

    def _gone(self, written: SlipWritten, _changed: Changed) -> None:
        self.taken_back.emit(written)
