"""The full pages of the table as they are photographed."""

from collections.abc import Callable
from functools import partial
from typing import cast

from desktop.ui.table.door import SCAM, WORDS, WRITING
from desktop.ui.table.page import TablePage
from desktop.ui.table.words import WordsPage
from desktop.ui.table.writing import WritingPage
from tools.screenshot_stage import Stage


def _write(page: TablePage) -> None:
    cast(WritingPage, page).show_phrase(3)


def _write_across(page: TablePage) -> None:
    writing = cast(WritingPage, page)
    writing.next_way()
    writing.field.say("きょうは、どんなことでお困りですか。")


def _look_up(page: TablePage) -> None:
    cast(WordsPage, page).search.setText("あかうんと")


def _nothing(_page: TablePage) -> None:
    """It stands as it opens."""


def _table(command: str, then: Callable[[TablePage], None], stage: Stage) -> None:
    stage.window.table.close_all()
    stage.open("consultation")
    stage.shell.commands.run(command)
    page = stage.window.table.page()
    assert page is not None
    then(page)
    stage.rest()


TABLE = {
    "table-writing": partial(_table, WRITING, _write),
    "table-writing-across": partial(_table, WRITING, _write_across),
    "table-words": partial(_table, WORDS, _look_up),
    "table-scam": partial(_table, SCAM, _nothing),
}
