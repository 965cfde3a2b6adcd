"""One slip: its number in large, what it says so far, and the digits that can be typed next."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.slip_typing import MORE
from desktop.ui.i18n import tr
from desktop.ui.screens.consultations.model import entered_words
from desktop.ui.screens.consultations.slip_sheet import (
    FIELDS,
    SlipSheet,
    asked,
    choices,
    more,
    number,
    values,
)
from desktop.ui.widgets.buttons import Button, SecondaryButton, TextButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, InfoRow, StatusPill
from desktop.ui.widgets.text import Text


class SlipPanel(Card):
    """The digits of the slip, typed or touched: `pressed(key)`; `taken_back` for the last one; `voided` for all.

    The input method is off: digits need none.
    """

    pressed = Signal(str)
    taken_back = Signal()
    voided = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.number, self.state = Text("", "figure", wrap=False), StatusPill()
        self.rows = tuple(InfoRow(label) for label in FIELDS)
        self.question, self.entered = Text("", "heading"), Text("", "muted")
        self.keys = QWidget()
        self._keys = FlowRow(gap=8)
        self.keys.setLayout(self._keys)
        self.more: Button = SecondaryButton("ほかの内容も加える", partial(self.pressed.emit, MORE), icon="plus")
        self.back: Button = SecondaryButton("一つ戻す", self.taken_back.emit, icon="back")
        self.void: Button = TextButton("この相談票を取り消す", self.voided.emit, icon="trash")
        head, doing = QWidget(), QWidget()
        head.setLayout(FlowRow(self.number, self.state, gap=16))
        doing.setLayout(FlowRow(self.more, self.back, self.void, gap=8))
        for part in (head, *self.rows, self.entered, self.question, self.keys, doing):
            self.add(part)
        self.body.addStretch()
        self.body.setSpacing(8)

    def show_sheet(self, sheet: SlipSheet) -> None:
        """This slip as it now stands."""
        self.number.say("{number}", number=number(sheet))
        for row, value in zip(self.rows, values(sheet), strict=True):
            row.value.say("{value}", value=value or "-")
        written = sheet.written
        amending = written is not None and bool(sheet.keys) and not sheet.whole
        if written is not None and not amending:
            self.state.show_state("記録しました", "success")
        else:
            self.state.show_state(
                "直しています" if amending else "まだ記録していません", "warning" if amending else "quiet"
            )
        self.entered.say("{words}", words=entered_words(written) if written is not None else "")
        self.entered.setVisible(written is not None)
        self._ask(sheet)
        self.setAccessibleName(self._spoken(sheet))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() == Qt.Key.Key_Backspace:
            self.taken_back.emit()
        elif text and text in "0123456789." and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.pressed.emit(text)
        else:
            super().keyPressEvent(event)

    def _ask(self, sheet: SlipSheet) -> None:
        """What comes next. Of a slip on record that is left alone nothing is asked: typing begins anew."""
        offered = choices(sheet)
        self.question.say(asked(sheet))
        self.more.say(f"{more(sheet)}" or "ほかの内容も加える")
        self.more.setVisible(bool(more(sheet)))
        self.more.hint("キー .")
        self.back.setEnabled(bool(sheet.keys))
        self.void.setVisible(sheet.written is not None)
        self._keys.clear()
        for key, words in offered:
            self._keys.addWidget(_KeyButton(key, words, partial(self.pressed.emit, key)))
        self.keys.setVisible(bool(offered))
        self.setAccessibleDescription("、".join(f"{key} {words}" for key, words in offered))
        self.keys.updateGeometry()

    def _spoken(self, sheet: SlipSheet) -> str:
        """For a screen reader: the number and what to type."""
        return tr("相談票 {number}。{question}", number=number(sheet), question=tr(asked(sheet)))


class _KeyButton(Button):
    """A digit with what it stands for; the keyboard stays with the panel, which hears all digits."""

    KIND = "segment"

    def __init__(self, key: str, words: str, handler: partial[None]) -> None:
        super().__init__("")
        self.clicked.connect(lambda: handler())
        self.setProperty("place", "only")
        self.say("{key}　{words}", key=key, words=words)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
