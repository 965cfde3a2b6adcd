"""A table of values: walked and opened by keys, its columns giving way where there is little room."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHeaderView, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui import theme
from desktop.ui.widgets.table import Column, DataTable


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Active, with room for a table."""
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.resize(800, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def put(table: QWidget, window: QWidget) -> None:
    """Into the window, and seen."""
    layout = window.layout()
    assert layout is not None
    layout.addWidget(table)
    table.show()


def _table(window: QWidget, rows: list[tuple[str, int]]) -> DataTable[tuple[str, int]]:
    columns: list[Column[tuple[str, int]]] = [
        Column("番号", lambda row: row[0]),
        Column("件数", lambda row: str(row[1]), number=True),
    ]
    table = DataTable("今日の受付", columns, empty="まだありません")
    put(table, window)
    table.show_rows(rows)
    return table


def test_a_table_says_when_it_is_empty(window: QWidget) -> None:
    table = _table(window, [])
    assert any(label.text() == "まだありません" and label.isVisible() for label in table.findChildren(QLabel))
    table.show_rows([("A1", 1)])
    assert table.view.isVisible()


def test_a_row_is_walked_to_and_opened_by_keys(qtbot: QtBot, window: QWidget) -> None:
    table = _table(window, [("A1", 1), ("A2", 2), ("A3", 3)])
    table.view.selectRow(0)
    with qtbot.waitSignal(table.picked) as picked:
        QTest.keyClick(table.view, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert (picked.args, opened.args) == ([("A2", 2)], [("A2", 2)])


def test_enter_opens_a_row_once(window: QWidget) -> None:
    table = _table(window, [("A1", 1)])
    opened: list[tuple[str, int]] = []
    table.opened.connect(opened.append)
    table.view.selectRow(0)
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert opened == [("A1", 1)]


def test_the_current_row_stays_when_rows_are_shown_again(window: QWidget) -> None:
    table = _table(window, [("A1", 1), ("A2", 2)])
    table.view.selectRow(1)
    table.show_rows([("A1", 1), ("A2", 9), ("A3", 3)])
    assert table.selected() == ("A2", 9)


def test_numbers_stand_at_the_right(window: QWidget) -> None:
    table = _table(window, [("A1", 1)])
    model = table.view.model()
    align = Qt.ItemDataRole.TextAlignmentRole
    assert Qt.AlignmentFlag(model.data(model.index(0, 1), align)) & Qt.AlignmentFlag.AlignRight
    assert Qt.AlignmentFlag(model.headerData(1, Qt.Orientation.Horizontal, align)) & Qt.AlignmentFlag.AlignRight
    assert table.view.rowHeight(0) == theme.target()


def test_rows_of_sentences_are_as_high_as_their_words(window: QWidget) -> None:
    columns: list[Column[str]] = [Column("内容", str, stretch=True)]
    table = DataTable("ようす", columns, empty="まだありません", grows=True)
    put(table, window)
    table.show_rows(["開いた日0日", "あと1回たりません。" * 20])
    short, long = table.view.rowHeight(0), table.view.rowHeight(1)
    assert theme.target() <= short < 2 * theme.target()
    assert long >= 3 * table.fontMetrics().height() > short


def test_columns_that_give_way_leave_no_gap_and_come_back(qtbot: QtBot, window: QWidget) -> None:
    days: Column[int] = Column("日", str, stretch=True)
    more: list[Column[int]] = [Column(f"とても長い列の名前{n}", str, number=True, gives_way=n) for n in range(4)]
    table = DataTable("表", (days, *more), empty="ない")
    table.show_rows([1, 2])
    put(table, window)
    header = table.view.horizontalHeader()
    for width, hidden in ((180, 3), (1400, 0)):
        window.resize(width, 600)
        qtbot.waitUntil(partial(_hides, header, hidden))
        ends = [header.sectionPosition(place) + header.sectionSize(place) for place in range(header.count())]
        assert [header.sectionPosition(place) for place in range(1, header.count())] == ends[:-1]


def _hides(header: QHeaderView, number: int) -> bool:
    return header.hiddenSectionCount() == number
