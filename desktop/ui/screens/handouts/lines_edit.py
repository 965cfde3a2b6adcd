"""The pane in which a handout is written: plain lines, and a few touches that write marks for people."""

import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from core.handout_advice import known_reading, with_ruby
from core.handout_lines import PICTURE_NAMES, Part
from core.handouts import Picture
from desktop.ui import theme
from desktop.ui.i18n import tr

_STEP_HEAD = re.compile(r"\s*手順\s*(?:[（(][^（）()]*[）)])?\s*[:：]")  # no-tr
_LINES_SEEN = 8


class LinesEdit(QPlainTextEdit):
    """Everything that it does for people can be undone with Ctrl+Z, like what they typed."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self._label = label
        self.setTabChangesFocus(True)
        self._measure()

    def text(self) -> str:
        """All lines."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Put a text there, from its first line."""
        self.setPlainText(text)

    def go_to(self, line: int) -> None:
        """The keyboard to this line, from 1."""
        block = self.document().findBlockByNumber(max(0, line - 1))
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)
        self.setFocus()

    def put_ruby(self, line: int, word: str) -> None:
        """Ruby over a word: the reading that our handouts know, or a gap in which to type one."""
        block = self.document().findBlockByNumber(line - 1)
        reading = known_reading(word)
        before = block.text()
        after = with_ruby(before, word, reading)
        if after == before:
            return
        self._replace(QTextCursor(block), after)
        if not reading:
            gap = after.index(f"{{{word}|}}") + len(word) + 2
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + gap)
            self.setTextCursor(cursor)
        self.setFocus()

    def add_step(self) -> None:
        """A new step below the line that has the keyboard."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertText(f"\n{Part.STEP}（{PICTURE_NAMES[Picture.FINGER]}）：")
        self.setTextCursor(cursor)
        self.setFocus()

    def strengthen(self) -> None:
        """*…* around what is selected."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.insertText(f"*{cursor.selectedText()}*")
        self.setFocus()

    def mark_ruby(self) -> None:
        """{…|よみ} around what is selected."""
        cursor = self.textCursor()
        word = cursor.selectedText()
        if word and not set(word) & set("{}|*\\"):
            reading = known_reading(word)
            cursor.insertText(f"{{{word}|{reading}}}")
            if not reading:
                cursor.movePosition(QTextCursor.MoveOperation.Left)
                self.setTextCursor(cursor)
        self.setFocus()

    def change_picture(self, picture: Picture) -> None:
        """Another picture for the step that has the keyboard; nothing where that is no step."""
        cursor = self.textCursor()
        head = _STEP_HEAD.match(cursor.block().text())
        if head:
            text = cursor.block().text()
            self._replace(cursor, f"{Part.STEP}（{PICTURE_NAMES[picture]}）：{text[head.end() :]}")
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange):
            self._measure()

    def _measure(self) -> None:
        self.setAccessibleName(tr(self._label))
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * _LINES_SEEN + theme.px(20))

    def _replace(self, cursor: QTextCursor, text: str) -> None:
        """This line becomes that, in one step of Ctrl+Z."""
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
