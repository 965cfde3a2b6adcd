"""What the pages before the window share."""

from collections.abc import Iterable

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets.fields import LineField
from desktop.ui.widgets.free_line import FreeLine
from desktop.ui.widgets.text import Text, set_property


class HintedField(QWidget):
    """A field under its label, with a hint, which gives way to what is wrong. `free` words are guarded."""

    def __init__(
        self, label: str, hint: str = "", placeholder: str = "", *, secret: bool = False, free: bool = False
    ) -> None:
        super().__init__()
        self.label, self.hint = Text(label, "strong"), Text(hint, "muted")
        self.field = FreeLine(label, placeholder) if free else LineField(label, placeholder)
        self._hint = hint
        if secret:
            self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setMaximumWidth(theme.px(480))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))  # the ring around the field touches no word
        for part in (self.label, self.field, self.hint):
            column.addWidget(part)
        self.setFocusProxy(self.field)
        self.help(hint)
        self.field.textChanged.connect(lambda _text: self.help(self._hint))

    def text(self) -> str:
        """What was typed, without blanks around."""
        return self.field.text().strip()

    def help(self, hint: str, **values: object) -> None:
        """Say this below the field."""
        self._say(hint, "muted", **values)

    def refuse(self, source: str, **values: object) -> None:
        """Say what is wrong, and take the keyboard there."""
        self._say(source, "error", **values)
        self.field.setFocus()

    def _say(self, source: str, kind: str, **values: object) -> None:
        self.hint.say(source, **values)
        self.hint.setVisible(bool(source))
        set_property(self.hint, "kind", kind)
        set_property(self.field, "state", "error" if kind == "error" else "")
        self.field.setAccessibleDescription(self.hint.text())


Rule = tuple[bool, HintedField, str]
"""Whether something is wrong, at which field, and how to mend it."""


def refuse_first(rules: Iterable[Rule]) -> bool:
    """Say what is wrong at the first field that is, and take the keyboard there; False if none is."""
    for is_wrong, field, sentence in rules:
        if is_wrong:
            field.refuse(sentence)
            return True
    return False


class Page(QWidget):
    """A calm column in the middle: title, a sentence, parts."""

    def __init__(self, title: str, sentence: str = "") -> None:
        super().__init__()
        self.title, self.sentence = Text(title, "title"), Text(sentence, "lead")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)
        self.column.addWidget(self.title)
        self.column.addWidget(self.sentence)
        self.sentence.setVisible(bool(sentence))

    def add(self, *parts: QWidget) -> None:
        """Put parts below each other."""
        for part in parts:
            self.column.addWidget(part)

    def first_focus(self) -> QWidget | None:
        """What gets the keyboard when the page is shown."""
        return None
