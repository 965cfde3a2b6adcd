"""言いかえ: a loan word is found however it is typed, shown large in everyday words, and printed."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.everyday_words import everyday_words
from desktop.app.desk import Desk
from desktop.ui.screen import Shell
from desktop.ui.screens.printing.view import PrintScreen
from desktop.ui.table.door import WORDS
from desktop.ui.table.writing import WritingPage
from tests.ui.table_pages import Start, escape, focused, laptop_on, words


@pytest.fixture
def start(qtbot: QtBot, shell: Shell, desk: Desk) -> Start:
    return partial(laptop_on, qtbot, shell, desk)


@pytest.mark.parametrize(
    ("typed", "word"),
    [("たっぷ", "タップ"), ("tappu", "タップ"), ("tap", "タップ"), ("ぱすわ", "パスワード"), ("browser", "ブラウザ"),
     ("けんさく", "検索"), ("kensaku", "検索"), ("wifi", "Wi-Fi"), ("ギガ", "データ通信量"), ("えすえぬ", "SNS")],
)  # fmt: skip
def test_a_word_is_found_however_it_is_typed(start: Start, typed: str, word: str) -> None:
    page = words(start("consultation"))
    page.search.setText(typed)
    found = page.table.selected()
    assert found is not None
    assert found.word == word
    assert page.say.text() == found.say
    assert page.example.text() == f"「{found.example}」"


def test_enter_shows_the_words_large_and_escape_leads_back_step_by_step(start: Start) -> None:
    opened = start("consultation")
    page = words(opened)
    page.search.setText("あかうんと")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    large = opened.window.table.page()
    assert isinstance(large, WritingPage)
    assert large.near.text == "アカウント\n使う人の登録"
    escape()
    assert opened.window.table.page() is page
    assert focused() is page.search
    QTest.keyClick(page.search, Qt.Key.Key_Escape)  # empties the search
    escape()
    assert opened.window.table.page() is None
    assert opened.screen.isVisible()


def test_arrow_keys_walk_the_list_from_the_search(start: Start) -> None:
    page = words(start("reception"))
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    second = list(everyday_words())[1]
    assert page.table.selected() == second
    assert page.say.text() == second.say


def test_a_word_that_is_not_there_shows_nothing(start: Start) -> None:
    page = words(start("reception"))
    page.search.setText("ぬるぽん")
    assert page.table.selected() is None
    assert page.card.isHidden()
    page.show_word()
    page.show_sentence()


def test_the_list_leads_to_its_paper(start: Start) -> None:
    opened = start("reception")
    opened.shell.commands.run(WORDS)
    opened.window.table._print_words()
    opened.settle()
    screen = opened.window.current()
    assert isinstance(screen, PrintScreen)
    assert screen.kind == "plain_words"
