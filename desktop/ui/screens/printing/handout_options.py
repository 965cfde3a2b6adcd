"""配布資料 for the shelf: one or several, in one register. Nothing is recorded as given."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from core.handouts import Register
from desktop.ui import theme
from desktop.ui.i18n import language
from desktop.ui.screens.printing.options import Options
from desktop.ui.widgets.frames import scrolling
from desktop.ui.widgets.segmented import SegmentedChoice
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Asked, Workplace

if TYPE_CHECKING:
    from core.handouts import Handouts
    from desktop.app.paper import Paper

_BESIDE = 64
"""What stands beside a title: its box, and the list's scroll bar."""
REGISTERS = ((Register.STANDARD.value, "標準"), (Register.EASY.value, "やさしい"))


class HandoutOptions(Options):
    """A box for each handout; the first is ticked until somebody ticks others."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.boxes: dict[str, QCheckBox] = {}
        self._chosen: set[str] = set()
        self.register = SegmentedChoice("書きかた", REGISTERS, Register.STANDARD)
        listed = QWidget()
        self._rows = QVBoxLayout(listed)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.addStretch()
        self.labelled("書きかた", self.register)
        self.column.addWidget(scrolling(listed), 1)
        self.column.addWidget(Text("棚に置く資料です。お渡しした数には入りません。", "caption"))
        self.register.chosen.connect(lambda _register: self.changed.emit())

    def refresh(self) -> None:
        from desktop.app.own_handouts import handouts_here

        self.workplace.do(handouts_here).then(self._show, owner=self)

    def asked(self) -> "Asked[Paper] | None":
        from desktop.app.handouts import HandoutOrder, leaflet_paper

        chosen = tuple(handout for handout, box in self.boxes.items() if box.isChecked())
        if not chosen:
            return None
        return self.workplace.do(leaflet_paper, HandoutOrder(chosen, Register(self.register.value())))

    def prefer(self, what: str) -> None:
        self._chosen = {what}

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _show(self, here: "Handouts") -> None:
        ids = [each.id for each in here]
        self._chosen = self._chosen & set(ids) or set(ids[:1])
        if list(self.boxes) != ids:
            self._make(ids)
        for each in here:
            box = self.boxes[each.id]
            title = each.en if language() == "en" else each.title
            box.setAccessibleName(title)
            box.setToolTip(title)
            box.blockSignals(True)
            box.setChecked(each.id in self._chosen)
            box.blockSignals(False)
        self._measure()
        self.changed.emit()

    def _make(self, ids: list[str]) -> None:
        for box in self.boxes.values():
            box.hide()
            box.deleteLater()
        self.boxes = {handout: QCheckBox() for handout in ids}
        for place, box in enumerate(self.boxes.values()):
            self._rows.insertWidget(place, box)
            box.toggled.connect(lambda _ticked: self._tick())

    def _tick(self) -> None:
        self._chosen = {handout for handout, box in self.boxes.items() if box.isChecked()}
        self.changed.emit()

    def _measure(self) -> None:
        """A title that finds no room ends in …; the whole is spoken, and in the tip."""
        room = self.width() - theme.px(_BESIDE)
        for box in self.boxes.values():
            title = box.fontMetrics().elidedText(box.accessibleName(), Qt.TextElideMode.ElideRight, room)
            box.setText(title.replace("&", "&&"))
            box.setMinimumHeight(theme.target())
