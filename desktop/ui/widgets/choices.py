"""One of a few, in as many lines as the width needs: outcomes, minutes, channels."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.i18n import tr
from desktop.ui.theme.tokens import Role
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import FlowRow

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class _Pick(Button):
    KIND = "segment"
    CHECKED: Role = "on_colour"
    _number = ""

    def number(self, place: int) -> None:
        """Show the key that chooses it; the spoken name stays without."""
        self._number = f"{place} "
        self.setText(self._number + self.text())

    def say(self, source: str, **values: object) -> None:
        super().say(source, **values)
        self.setText(self._number + self.text())


class Choices(QWidget):
    """`chosen(id)` when a person picked: by touch, Space or Enter, or by the number of its place.

    Arrow keys only walk, so that nothing is chosen on the way. `confirmed` on Enter at what is chosen already.
    The number stands before the text; `compact` ones stand closer together.
    """

    chosen = Signal(str)
    confirmed = Signal()

    def __init__(self, label: str, *, numbered: bool = False, compact: bool = False) -> None:
        super().__init__()
        self._label, self._numbered, self._compact = label, numbered, compact
        self._picks: dict[str, _Pick] = {}
        self._row = FlowRow(gap=4 if compact else 8)
        self.setLayout(self._row)
        self.setAccessibleName(tr(label))

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these (id, text) instead; what was chosen stays chosen if it is among them."""
        value = self.value()
        self._row.clear()
        self._picks = {}
        for place, (identity, text) in enumerate(choices, 1):
            self._picks[identity] = self._pick(identity, text, place)
        self.set_value(value)
        self.updateGeometry()

    def value(self) -> str:
        """The id of what is chosen; empty for nothing yet."""
        return next((identity for identity, pick in self._picks.items() if pick.isChecked()), "")

    def set_value(self, identity: str) -> None:
        """Choose without telling; an unknown id chooses nothing."""
        for key, pick in self._picks.items():
            pick.setChecked(key == identity)

    def take_focus(self, identity: str = "") -> None:
        """The keyboard goes to this one, else to what is chosen, else to the first."""
        wanted = self._picks.get(identity or self.value()) or next(iter(self._picks.values()), None)
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        picks = list(self._picks.items())
        place = next((at for at, (_, pick) in enumerate(picks) if pick is watched), 0)
        key = Qt.Key(event.key())
        if key in _STEPS:
            picks[max(0, min(len(picks) - 1, place + _STEPS[key]))][1].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and picks[place][1].isChecked():
            self.confirmed.emit()
            return True
        return self._by_number(event.text())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(tr(self._label))

    def _by_number(self, typed: str) -> bool:
        wanted = int(typed) if self._numbered and typed.isascii() and typed.isdigit() else 0
        if not 1 <= wanted <= len(self._picks):
            return False
        self._choose(list(self._picks)[wanted - 1])
        return True

    def _pick(self, identity: str, text: str, place: int) -> _Pick:
        pick = _Pick(text, partial(self._choose, identity))
        pick.setCheckable(True)
        pick.setProperty("place", "only")
        pick.setProperty("compact", self._compact)
        if self._numbered:
            pick.number(place)
            pick.setToolTip(tr("キー {key}", key=place))
            pick.setAccessibleDescription(pick.toolTip())
        pick.installEventFilter(self)
        self._row.addWidget(pick)
        return pick

    def _choose(self, identity: str) -> None:
        self.set_value(identity)
        self.chosen.emit(identity)
