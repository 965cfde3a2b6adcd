"""言いかえ: type a word that a visitor did not know, read what to say instead, show it large."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.everyday_words import EverydayWord, everyday_words
from desktop.ui import theme
from desktop.ui.table.page import TablePage, tool
from desktop.ui.type_ahead import TypeAhead, searched_texts
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.ui.widgets.fields import SearchField
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.widgets.text import Text

_WALK = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class WordsPage(TablePage):
    """`show_large(text)` opens 筆談 with it; `print_list` goes to the printed sheet."""

    def __init__(
        self, leave: Callable[[], object], show_large: Callable[[str], object], print_list: Callable[[], object]
    ) -> None:
        super().__init__(leave)
        self._show_large = show_large
        self._finder = TypeAhead((word, _texts(word)) for word in everyday_words())
        self.search = SearchField("言いかえをさがす", "ことばを入れる（例: あぷり、tap、カーソル）")
        self.table: DataTable[EverydayWord] = DataTable(
            "言いかえの一覧",
            (
                Column("ことば", lambda word: word.word),
                Column("言いかえ", lambda word: word.say, stretch=True),
                Column("英語", lambda word: word.en, gives_way=1),
            ),
            empty="見つかりませんでした",
            empty_hint="別の書き方でお試しください。",
        )
        self.word, self.say = Text("", "heading"), Text("", "title" if theme.scale() >= theme.LARGE else "figure")
        self.example, self.english = Text("", "lead"), Text("", "muted")
        self.large = PrimaryButton("大きく見せる", self.show_word, icon="write")
        self.sentence = SecondaryButton("文を大きく見せる", self.show_sentence, icon="write")
        self.tools.addWidget(self.search, 1)
        self.tools.addWidget(tool("印刷する", print_list, "print"))
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self._detail())
        self._connect()
        self._look("")

    def first_focus(self) -> QWidget:
        return self.search

    def show_word(self) -> None:
        """The word and what it means, large for the visitor."""
        word = self.table.selected()
        if word is not None:
            self._show_large(f"{word.word}\n{word.say}")

    def show_sentence(self) -> None:
        """The sentence to say, large for the visitor."""
        word = self.table.selected()
        if word is not None:
            self._show_large(word.example)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = watched is self.search and event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and event.key() in _WALK:
            self.table.view.keyPressEvent(event)
            return True
        return False

    def _look(self, typed: str) -> None:
        self.table.show_rows(self._finder.find(typed))
        self.table.view.selectRow(0)
        self._show(self.table.selected())

    def _show(self, word: EverydayWord | None) -> None:
        self.card.setVisible(word is not None)
        if word is None:
            return
        self.word.say("・".join((word.word, *word.also)))
        self.say.say(word.say)
        self.example.say("「{sentence}」", sentence=word.example)
        self.english.say(f"{word.en}: {word.en_say}")

    def _connect(self) -> None:
        self.search.looking.connect(self._look)
        self.search.submitted.connect(lambda _text: self.show_word())
        self.search.installEventFilter(self)
        self.table.picked.connect(self._show)
        self.table.opened.connect(lambda _word: self.show_word())

    def _detail(self) -> Card:
        self.card = Card()
        self.card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.card.body.setSpacing(8)
        for part in (self.word, self.say, self.example, self.english):
            self.card.add(part)
        buttons = QWidget()
        buttons.setLayout(FlowRow(self.large, self.sentence, gap=8))
        self.card.add(buttons)
        return self.card


def _texts(word: EverydayWord) -> tuple[str, ...]:
    return tuple(searched_texts((word.word, *word.also, word.en), word.kana, word.say))
