"""The preview of a paper: drawn, turned and enlarged by keys, wheel and fingers."""

from io import BytesIO

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScroller
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from desktop.ui.widgets.pdf import PdfPreview


def _paper(pages: int) -> bytes:
    paper = BytesIO()
    canvas = Canvas(paper, pagesize=A4)
    for _ in range(pages):
        canvas.rect(72, 72, 300, 600, fill=1)
        canvas.showPage()
    canvas.save()
    return paper.getvalue()


@pytest.fixture
def preview(qtbot: QtBot) -> PdfPreview:
    made = PdfPreview()
    qtbot.addWidget(made)
    made.resize(700, 500)
    with qtbot.waitExposed(made):
        made.show()
    with qtbot.waitSignal(made.drawn):
        made.show_pdf(_paper(3))
    return made


def _ink(preview: PdfPreview) -> float:
    """Which share of what is seen is black."""
    seen = preview.view.viewport().grab().toImage()
    places = [(x, y) for x in range(0, seen.width(), 5) for y in range(0, seen.height(), 5)]
    return sum(seen.pixelColor(*place).lightness() < 20 for place in places) / len(places)


def _wheel(preview: PdfPreview, way: int, *, ctrl: bool = False) -> None:
    held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    middle = QPointF(preview.view.viewport().rect().center())
    QApplication.sendEvent(
        preview.view.viewport(),
        QWheelEvent(
            middle,
            QPointF(preview.view.viewport().mapToGlobal(middle)),
            QPoint(),
            QPoint(0, way),
            Qt.MouseButton.NoButton,
            held,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )


def test_drawn_tells_when_there_is_ink(qtbot: QtBot, preview: PdfPreview) -> None:
    assert preview.is_drawn
    qtbot.waitUntil(lambda: _ink(preview) > 0.05)


def test_a_fitting_page_needs_no_scroll_bar(preview: PdfPreview) -> None:
    assert preview.view.verticalScrollBar().maximum() == 0
    assert preview.view.horizontalScrollBar().maximum() == 0


def test_keys_turn_and_enlarge(qtbot: QtBot, preview: PdfPreview) -> None:
    view = preview.view
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert preview.page() == 2
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert preview.page() == 1
    fitting = preview.scale()
    with qtbot.waitSignal(preview.drawn):
        QTest.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert preview.scale() == pytest.approx(fitting * 1.25)
    QTest.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert preview.scale() == pytest.approx(fitting)
    for _ in range(20):
        QTest.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert preview.scale() == 4
    QTest.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert preview.scale() == pytest.approx(fitting)


def test_an_enlarged_page_scrolls_before_it_turns(preview: PdfPreview) -> None:
    preview.zoom(4)
    bar = preview.view.verticalScrollBar()
    QTest.keyClick(preview.view, Qt.Key.Key_PageDown)
    assert (preview.page(), bar.value() > 0) == (1, True)
    bar.setValue(bar.maximum())
    QTest.keyClick(preview.view, Qt.Key.Key_PageDown)
    assert (preview.page(), bar.value()) == (2, bar.minimum())


def test_the_wheel_turns_and_with_ctrl_enlarges(preview: PdfPreview) -> None:
    _wheel(preview, -120)
    assert preview.page() == 2
    _wheel(preview, 120)
    assert preview.page() == 1
    before = preview.scale()
    _wheel(preview, 120, ctrl=True)
    assert preview.scale() == pytest.approx(before * 1.25)


def test_a_finger_pushes_the_page(preview: PdfPreview) -> None:
    assert QScroller.hasScroller(preview.view.viewport())


def test_another_size_is_drawn_anew(qtbot: QtBot, preview: PdfPreview) -> None:
    with qtbot.waitSignal(preview.drawn):
        preview.resize(900, 800)


def test_what_is_seen_is_spoken(preview: PdfPreview) -> None:
    assert preview.view.accessibleName() == "紙の見本"
    preview.turn(1)
    assert preview.view.accessibleDescription() == "2 / 3 ページ"
