"""The chart in the window: drawn as on paper, as large as the text, and told to who hears the screen."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from core.reports.charts import Bar, Bars, chart_words, hours_chart
from core.reports.table import Figure
from desktop.ui import theme
from desktop.ui.widgets.chart import ChartPicture

KEY = 0xFF0017C1
BARS = Bars("相談の内容", tuple(Bar(f"内容{n}", Figure(value=n * 10)) for n in range(1, 6)), "件")


@pytest.fixture
def picture(qtbot: QtBot, qapp: QApplication) -> Iterator[ChartPicture]:
    theme.apply(qapp)
    window, made = QWidget(), ChartPicture()
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addStretch(1)
    qtbot.addWidget(window)
    window.resize(640, 480)
    with qtbot.waitExposed(window):
        window.show()
    yield made
    theme.apply(qapp)


def _colours(picture: ChartPicture) -> set[int]:
    image = picture.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}


def test_nothing_is_shown_before_there_is_a_chart(picture: ChartPicture) -> None:
    assert picture.isHidden()
    picture.show_chart(BARS)
    assert picture.isVisible()
    picture.show_chart(None)
    assert picture.isHidden()


def test_its_bars_and_letters_are_drawn(picture: ChartPicture, qtbot: QtBot) -> None:
    picture.show_chart(BARS)
    qtbot.waitUntil(lambda: picture.height() > 0)
    assert KEY in _colours(picture)
    assert len(_colours(picture)) > 20  # the soft edges of letters


def test_every_figure_is_spoken(picture: ChartPicture) -> None:
    picture.show_chart(BARS)
    heard = QAccessible.queryAccessibleInterface(picture)
    assert heard.text(QAccessible.Text.Name) == "相談の内容"
    assert heard.text(QAccessible.Text.Description) == chart_words(BARS)


def test_it_is_as_high_as_its_letters_need(picture: ChartPicture, qtbot: QtBot, qapp: QApplication) -> None:
    picture.show_chart(BARS)
    qtbot.waitUntil(lambda: picture.height() == picture.heightForWidth(picture.width()))
    before = picture.height()
    theme.apply(qapp, 200)
    qtbot.waitUntil(lambda: abs(picture.height() - 2 * before) <= 1)
    picture.show_chart(hours_chart("曜日と時間", [(day, 9 + day, day) for day in range(1, 8)]))
    qtbot.waitUntil(lambda: picture.height() == picture.heightForWidth(picture.width()) > before)
