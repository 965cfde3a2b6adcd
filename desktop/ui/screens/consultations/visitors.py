"""Who is at the table: the number just called, or any other of today."""

from collections.abc import Sequence

from PySide6.QtGui import QIcon

from core.calling import Standing
from desktop.app.waiting import Visitor
from desktop.ui.calling.words import wish_icon
from desktop.ui.i18n import tr
from desktop.ui.screens.consultations.model import visitor_text
from desktop.ui.theme.icons import icon
from desktop.ui.widgets.dropdown import DropDown


class VisitorPicker(DropDown):
    """Today's visitors; a number can be typed into it."""

    def __init__(self) -> None:
        super().__init__("来場者", letters=12)
        self._visitors: Sequence[Visitor] = ()
        self.addItem(tr("来場者を選ばない"), "")

    def show_visitors(self, visitors: Sequence[Visitor]) -> frozenset[str]:
        """Offer these; who was chosen stays chosen while they are here. Gives the visits that are here no more."""
        chosen = self.attendance_id()
        gone = {each.attendance.attendance_id for each in self._visitors}
        self._visitors = visitors
        self.clear()
        waiting = sum(each.standing is Standing.WAITING for each in visitors)
        self.addItem(tr("選ばない（お待ち {n}人）", n=waiting) if waiting else tr("来場者を選ばない"), "")
        for visitor in visitors:
            sign = wish_icon(visitor.attendance.wish)
            self.addItem(
                icon(sign, "key") if sign else QIcon(), visitor_text(visitor), visitor.attendance.attendance_id
            )
        self.choose(chosen)
        return frozenset(gone - {each.attendance.attendance_id for each in visitors})

    def attendance_id(self) -> str | None:
        """The chosen visit."""
        return self.value() or None

    def choose(self, attendance_id: str | None) -> None:
        """Choose without telling; an unknown one chooses nobody."""
        self.set_value(attendance_id or "")

    def just_called(self) -> str | None:
        """The visit that was called last and has no consultation yet."""
        first = self._visitors[0] if self._visitors else None
        return first.attendance.attendance_id if first is not None and first.standing is Standing.CALLED else None

    def visitor(self) -> Visitor | None:
        """The chosen visitor."""
        return self.of(self.attendance_id() or "")

    def all(self) -> Sequence[Visitor]:
        """Everybody who is offered, in the order of every list."""
        return self._visitors

    def of(self, attendance_id: str) -> Visitor | None:
        """Whose visit of today this is."""
        return next((each for each in self._visitors if each.attendance.attendance_id == attendance_id), None)
