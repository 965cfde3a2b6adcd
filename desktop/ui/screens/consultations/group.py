"""One supporter, several visitors: who belongs to the consultation that is on top."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from core.calling import Standing
from desktop.app.waiting import Visitor
from desktop.ui import theme
from desktop.ui.screens.consultations.model import visitor_text
from desktop.ui.theme.tokens import Role
from desktop.ui.widgets.buttons import Button, SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card
from desktop.ui.widgets.text import Text

_NOT_HERE = (Standing.NO_SHOW, Standing.LEFT, Standing.VOIDED)


class _Pick(Button):
    KIND = "segment"
    CHECKED: Role = "on_colour"


class GroupPanel(Card):
    """`chosen(visits)` at every touch, in the order of the list; `closed` when all are chosen."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__("いっしょの方")
        self.set_margins(16, 12, 16, 12)
        self._picks: list[tuple[str, Button]] = []
        self._row = FlowRow(gap=4)
        self.header.addWidget(SecondaryButton("決める", self.closed.emit, icon="check"))
        numbers = QWidget()
        numbers.setProperty("kind", "through")
        numbers.setLayout(self._row)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(numbers)
        area.setMinimumHeight(theme.px(160))
        self.add(Text("番号をすべて押すと、全員に同じ内容で記録します。", "muted"))
        self.add(area, 1)

    def show_visitors(self, visitors: Sequence[Visitor], chosen: Sequence[str]) -> None:
        """Offer whoever is here, with those who belong to it already."""
        self._row.clear()
        self._picks = [self._pick(each, chosen) for each in visitors if each.standing not in _NOT_HERE]
        for _, pick in self._picks:
            self._row.addWidget(pick)
        if self._picks:
            self.setFocusProxy(self._picks[0][1])

    def picks(self) -> list[Button]:
        """The numbers as buttons."""
        return [pick for _, pick in self._picks]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _pick(self, visitor: Visitor, chosen: Sequence[str]) -> tuple[str, Button]:
        visit = visitor.attendance
        pick = _Pick(visit.ticket or visitor_text(visitor), self._tell)
        pick.setToolTip(visitor_text(visitor))
        pick.setAccessibleName(visitor_text(visitor))
        pick.setCheckable(True)
        for name, value in (("place", "only"), ("compact", True)):
            pick.setProperty(name, value)
        pick.setChecked(visit.attendance_id in chosen)
        return visit.attendance_id, pick

    def _tell(self) -> None:
        self.chosen.emit(tuple(visit for visit, pick in self._picks if pick.isChecked()))
