"""The question that is asked now: its answers to press by number or by touch, or a line for words."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from core.surveys import Ask, Question
from desktop.ui.i18n import named, tr
from desktop.ui.screens.surveys.model import HINTS, sheet_text
from desktop.ui.screens.surveys.typing import NO_ANSWER, SheetTyping
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton, TextButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card
from desktop.ui.widgets.free_line import FreeLine
from desktop.ui.widgets.reveal import bring_to_top
from desktop.ui.widgets.text import Text
from desktop.ui.widgets.tiles import Tile, TileGrid

_ON = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuestionCard(Card):
    """Keys come here whatever of it has the keyboard. `finished` when Enter is pressed at the end of the sheet."""

    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.typing: SheetTyping | None = None
        self._held: list[tuple[int, str]] | None = None
        self._texts: list[str] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.asked, self.hint, self.so_far = Text("", "heading"), Text("", "muted"), Text("", "strong")
        self.answers = TileGrid(tile_width=196)
        self.words = FreeLine("書かれたことば")
        self.nothing = SecondaryButton("答えなし（0）", partial(self.press, NO_ANSWER))
        self.on = SecondaryButton("次の質問（スペース）", self.go_on, icon="chevron_right")
        self.back = TextButton("ひとつ戻る", self.go_back, icon="back")
        self.save = PrimaryButton("この用紙を記録する（Enter）", self._finish, icon="check")
        self.words.submitted.connect(lambda _text: self.go_on())
        self.words.textChanged.connect(self._write)
        self.words.installEventFilter(self)
        self._arrange()

    def show_sheet(self, typing: SheetTyping) -> None:
        """Ask the first open question of this sheet."""
        self.typing = typing
        self._show_question()

    def hold(self) -> None:
        """The sheet is being recorded: keys wait until `let_go` or `drop`."""
        self._held = []
        self.setFocus()

    def drop(self) -> None:
        """The sheet was not recorded: it stands as it was, and what was typed since is gone."""
        self._held = None

    def let_go(self) -> None:
        """Carry out the keys that were pressed meanwhile."""
        held, self._held = self._held or [], None
        for key, text in held:
            self.take(key, text)

    def take_keyboard(self) -> None:
        """To the line for words where one is asked for, else to the card itself."""
        question = self.typing.question if self.typing is not None else None
        (self.words if question is not None and question.ask is Ask.WORDS else self).setFocus()
        bring_to_top(self)

    def press(self, digit: str) -> None:
        """An answer by its number."""
        if self.typing is not None and self.typing.digit(digit):
            self._show_next()

    def go_on(self) -> None:
        """Space or Enter: to the next question, and at the end the sheet is finished."""
        if self.typing is None or self.words.warning:
            return
        if self.typing.is_last:
            self._finish()
        else:
            self.typing.go_on()
            self._show_next()

    def go_back(self) -> None:
        """Backspace."""
        if self.typing is not None:
            self.typing.back()
            self._show_next()

    def take(self, key: int, text: str) -> bool:
        """Whether the key means something here; while the sheet is being recorded it waits."""
        if self._held is not None:
            self._held.append((key, text))
        elif key == Qt.Key.Key_Backspace:
            self.go_back()
        elif key in _ON:
            self.go_on()
        elif text.isascii() and text.isdigit():
            self.press(text)
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take(event.key(), event.text()):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Backspace in an empty line of words goes to the question before."""
        is_press = event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Backspace and not self.words.text():
            self.go_back()
            return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.typing is not None:
            self._show_question()

    def _finish(self) -> None:
        if self.typing is not None and self._held is None and not self.words.warning:
            self.finished.emit()

    def _write(self, text: str) -> None:
        if self.typing is not None:
            self.typing.write(text)
            self.so_far.setText(sheet_text(self.typing))

    def _show_next(self) -> None:
        self._show_question()
        self.take_keyboard()

    def _show_question(self) -> None:
        typing = self.typing
        assert typing is not None
        question = typing.question
        count = len(typing.survey.questions)
        self.title.say("問{n}／{all}", n=min(typing.place + 1, count), all=count)
        self.title.setVisible(question is not None)
        self.asked.setText(named(question) if question else tr("これで終わりです。"))
        self.hint.say(HINTS[question.ask] if question else "Enter で記録して、次の用紙に進みます。")
        self.so_far.setText(sheet_text(typing))
        self._show_answers(question)
        self._show_parts(typing, question)
        self._speak(question)

    def _show_answers(self, question: Question | None) -> None:
        """The same question keeps its tiles: a mark on one of them is seen at once."""
        texts = [f"{each.code}　{named(each)}" for each in question.choices] if question else []
        if texts != self._texts:
            self._texts = texts
            self.answers.set_tiles([self._tile(each) for each in texts])
        chosen = self.typing.chosen(question) if self.typing and question else ()
        for text, tile in zip(texts, self.answers.tiles(), strict=True):
            tile.setChecked(text[0] in chosen)

    def _show_parts(self, typing: SheetTyping, question: Question | None) -> None:
        ask = question.ask if question else None
        self.answers.setVisible(ask in (Ask.ONE, Ask.MANY))
        self.nothing.setVisible(ask in (Ask.ONE, Ask.MANY))
        self.on.setVisible(ask is not None and not typing.is_last)
        self.back.setEnabled(not typing.is_empty() or typing.place > 0)
        self.save.say("この用紙を記録する（Enter）" if typing.is_last else "ここまでで記録する")
        self.save.setEnabled(not typing.is_empty())
        self.words.setVisible(ask is Ask.WORDS)
        if question is not None and ask is Ask.WORDS:
            self.words.setText(typing.words(question))

    def _speak(self, question: Question | None) -> None:
        """All of the question as the name of what has the keyboard."""
        answers = (f"{each.code} {named(each)}" for each in question.choices) if question else ()
        parts = (self.title.text(), self.asked.text(), *answers)
        self.setAccessibleName(" ".join(filter(None, parts)))
        self.setAccessibleDescription(self.hint.text())

    def _tile(self, text: str) -> QPushButton:
        tile = Tile(text, "", partial(self.press, text[0]))
        tile.setCheckable(True)
        return tile

    def _arrange(self) -> None:
        doing = QWidget()
        doing.setLayout(FlowRow(self.save, self.on, self.nothing, self.back))
        for part in (self.asked, self.hint, self.answers, self.words, self.so_far, doing):
            self.add(part)
        self.body.addStretch(1)
