"""Promise 8, live: every field for free words tells of a My Number while it is typed, and Enter does nothing."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from core.number_guard import RefusalCode, refusal
from desktop.app.staff import set_pin
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.sessions.lines import PlanDetails
from desktop.ui.screens.settings.view import SettingsScreen
from desktop.ui.widgets.free_line import FreeLine, guard_sentence
from tests.helpers.sites import fixed_clock
from tests.tooling.source_tree import ROOT
from tests.ui.busy import busy_day
from tests.ui.windows import PIN, open_window

NUMBER = "1234-5678 9018"
SENTENCE = "12桁の番号（マイナンバーなど）は記録できません。"
NO_FREE_WORDS = {
    "desktop/ui/start/parts.py": "keys, codes and addresses of the set-up; its free words are FreeLines",
    "desktop/ui/shell/away.py": "a card",
    "desktop/ui/screens/sending/enrolment.py": "an address and a code",
    "desktop/ui/screens/sending/peers.py": "an address or the characters of a QR",
    "desktop/ui/screens/consultations/minutes.py": "minutes",
    "desktop/ui/screens/consultations/details.py": "a date",
    "desktop/ui/screens/consultations/slip_view.py": "the number of a slip, kept nowhere",
    "desktop/ui/screens/settings/backups.py": "a passphrase",
    "desktop/ui/screens/settings/recovery.py": "a code",
    "desktop/ui/screens/settings/safety.py": "a PIN",
    "desktop/ui/screens/settings/scanner.py": "what a scanner types, kept nowhere",
    "desktop/ui/screens/reports/choosing.py": "days",
    "desktop/ui/screens/sessions/series_form.py": "a day",
    "desktop/ui/screens/supporters/record_form.py": "a day; its free words are FreeLines",
    "desktop/ui/screens/supporters/small_forms.py": "days; their free words are FreeLines",
    "desktop/ui/screens/today/closing_cash.py": "yen",
    "desktop/ui/widgets/stepper.py": "a number",
    "desktop/ui/screens/people/gate.py": "a PIN",
    "desktop/ui/widgets/pin.py": "a PIN",
}


def _calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Where the window makes one of these."""
    for path in sorted((ROOT / "desktop" / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield path.relative_to(ROOT).as_posix(), node


def test_every_line_is_guarded_or_declared_to_take_no_free_words() -> None:
    plain = {file for name in ("LineField", "QLineEdit", "QPlainTextEdit", "QTextEdit") for file, _ in _calls(name)}
    assert plain == NO_FREE_WORDS.keys()
    assert len({file for file, _ in _calls("FreeLine")}) >= 8


def test_every_note_is_guarded() -> None:
    notes = list(_calls("NoteField"))
    assert len(notes) >= 2
    for file, call in notes:
        assert "guard" in {keyword.arg for keyword in call.keywords}, file


@pytest.fixture
def line(qtbot: QtBot) -> Iterator[FreeLine]:
    """Alone in a window."""
    window = QWidget()
    qtbot.addWidget(window)
    made = FreeLine("お名前")
    QVBoxLayout(window).addWidget(made)
    window.resize(600, 300)
    with qtbot.waitExposed(window):
        window.show()
    yield made
    window.hide()


def bubbles(part: QWidget) -> list[QWidget]:
    return [each for each in part.window().findChildren(QWidget) if each.property("bubble") and each.isVisible()]


def test_the_sentence_comes_with_the_last_digit_and_goes_with_it(line: FreeLine, qtbot: QtBot) -> None:
    submitted: list[str] = []
    line.submitted.connect(submitted.append)
    QTest.keyClicks(line, f"Suzuki {NUMBER}"[:-1])
    assert (line.warning, bubbles(line)) == ("", [])
    QTest.keyClicks(line, NUMBER[-1])
    assert line.warning == line.accessibleDescription() == SENTENCE
    (bubble,) = bubbles(line)
    assert bubble.property("text") == SENTENCE
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert submitted == []
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert (line.warning, line.accessibleDescription()) == ("", "")
    assert bubbles(line) == []
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert submitted == [f"Suzuki {NUMBER[:-1]}"]


def test_it_speaks_the_language_of_the_window(line: FreeLine, qapp: QApplication) -> None:
    line.setText(NUMBER)
    i18n.install("en")
    try:
        found = refusal(NUMBER)
        assert found is not None
        assert found.code is RefusalCode.MY_NUMBER
        assert guard_sentence(NUMBER) == i18n.english(SENTENCE) != SENTENCE
        line.setText(NUMBER + " ")
        assert line.warning == i18n.english(SENTENCE)
    finally:
        i18n.install("ja")


@pytest.mark.parametrize("percent", [100, 200])
def test_it_is_seen_whole_beside_its_field(qapp: QApplication, qtbot: QtBot, percent: int) -> None:
    theme.apply(qapp, percent)
    details = PlanDetails()
    qtbot.addWidget(details)
    details.resize(700, 900)
    with qtbot.waitExposed(details):
        details.show()
    for line in details.findChildren(FreeLine):
        line.setText(NUMBER)
        (bubble,) = bubbles(line)
        place = QRect(bubble.mapTo(details, QPoint(0, 0)), bubble.size())
        assert details.rect().contains(place)
        assert not place.intersects(QRect(line.mapTo(details, QPoint(0, 0)), line.size()))
        line.clear()
        assert bubbles(line) == []
    theme.apply(qapp, 100)


def test_a_field_that_is_hidden_says_nothing(qtbot: QtBot, shell: Shell, tmp_path: Path) -> None:
    desk = busy_day(tmp_path, fixed_clock())
    set_pin(desk, PIN)
    opened = open_window(qtbot, shell, desk, "settings")
    screen = cast(SettingsScreen, opened.screen)
    screen.buttons["staff"].click()
    screen.gate.pin.entered.emit(PIN)
    qtbot.waitUntil(lambda: screen.gate.is_open)
    opened.settle()
    line = screen.findChildren(FreeLine)[0]
    line.setText(NUMBER)
    assert len(bubbles(line)) == 1
    screen.buttons["look"].click()
    assert bubbles(line) == []
    screen.buttons["staff"].click()
    opened.settle()
    assert len(bubbles(line)) == 1
