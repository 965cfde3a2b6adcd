"""A passphrase that is chosen here, where the computer keeps no key."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.app.first_start import SHORTEST_PASSPHRASE
from desktop.ui.start.parts import HintedField, Rule

_HINT = "8文字以上。忘れると記録を開けません。紙に書いて、鍵のかかる場所に置いてください。"


class PassphraseFields(QWidget):
    """Twice, since nobody sees what they type."""

    def __init__(self, hint: str = _HINT) -> None:
        super().__init__()
        self.first = HintedField("パスフレーズ", hint, secret=True)
        self.again = HintedField("パスフレーズをもう一度", "", secret=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        column.addWidget(self.first)
        column.addWidget(self.again)
        self.setFocusProxy(self.first)

    def text(self) -> str:
        """As it was typed: a blank at its end is part of it."""
        return self.first.field.text()

    def rules(self) -> tuple[Rule, ...]:
        """What must be mended before it protects anything."""
        return (
            (len(self.text()) < SHORTEST_PASSPHRASE, self.first, "8文字以上にしてください。"),
            (self.text() != self.again.field.text(), self.again, "上と同じものを入れてください。"),
        )
