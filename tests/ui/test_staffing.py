"""担当: asked for, matched and warned at once, by keyboard, on a real file."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.facts import Staffing, StaffRequest
from desktop.app.desk import Desk
from desktop.app.staffing import assign
from desktop.app.staffing_board import staffing_board
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.sessions.staffing import StaffingPanel
from desktop.ui.screens.sessions.view import SessionsScreen
from tests.app.supporting import asked, badged, planned, registered
from tests.helpers.accessibility import problems, visible
from tests.ui.busy import new_desk
from tests.ui.windows import Opened, open_window


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    made = new_desk(tmp_path, clock)
    planned(made)
    badged(made, "青木 恵子", kana="あおき けいこ")
    registered(made, "井上 正", kana="いのうえ ただし")
    return made


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell, desk: Desk) -> Opened:
    made = open_window(qtbot, shell, desk, "sessions")
    screen = cast(SessionsScreen, made.screen)
    screen.table.view.selectRow(0)
    QTest.keyClick(screen.table.view, Qt.Key.Key_Return)
    made.settle()
    _press(made, "担当の方")
    return made


def _panel(opened: Opened) -> StaffingPanel:
    return cast(StaffingPanel, cast(SessionsScreen, opened.screen).panel)


def _words(opened: Opened) -> str:
    return "\n".join(each.text() for each in visible(opened.window) if isinstance(each, QLabel))


def _press(opened: Opened, text: str) -> None:
    buttons = [each for each in visible(opened.window) if isinstance(each, QPushButton)]
    button = next(each for each in buttons if each.text().strip() == text)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    opened.settle()


def _ask(opened: Opened, needed: int) -> None:
    _press(opened, "人を依頼する")
    form = _panel(opened).form
    assert form is not None
    form.needed.set_value(needed)
    form.badge.set_value("yes")
    QTest.keyClick(form.remark, Qt.Key.Key_Return)
    opened.settle()


def _match(opened: Opened, name: str) -> None:
    table = _panel(opened).candidates.table
    names = [fit.candidate.supporter.display_name for fit in table.rows()]
    table.view.selectRow(names.index(name))
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    opened.settle()


def test_people_are_asked_for_and_matched_by_keyboard(opened: Opened, desk: Desk) -> None:
    _ask(opened, 1)
    assert "1人足りません" in _words(opened)
    _match(opened, "青木 恵子")
    assert "そろいました" in _words(opened)
    assert "オープンバッジがありません" not in _panel(opened).concern.sentence.text()
    opened.shell.undo()
    opened.settle()
    assert "1人足りません" in _words(opened)
    assert desk.store.facts.count(Staffing, "state = 'cancelled'") == 1


def test_an_unbadged_person_is_matched_and_told_at_once(opened: Opened, desk: Desk) -> None:
    _ask(opened, 1)
    _match(opened, "井上 正")
    panel = _panel(opened)
    assert panel.concern.isVisible()
    assert "井上 正さん: オープンバッジがありません" in panel.concern.sentence.text()
    assert desk.store.facts.count(Staffing, "state = 'matched'") == 1
    _match(opened, "青木 恵子")
    assert "1人多くなっています" in _words(opened)


def test_a_course_says_its_rules_asks_for_its_trained_instructor_and_tells_who_is_not(
    qtbot: QtBot, shell: Shell, desk: Desk
) -> None:
    course = planned(desk, title="講座", day="2026-11-22", programme="P12")
    opened = open_window(qtbot, shell, desk, "sessions")
    screen = cast(SessionsScreen, opened.screen)
    screen.choose(course)
    screen.open_staffing()
    opened.settle()
    assert "研修を終えた講師が1人から" in _panel(opened).requests.rules.text()
    for role, badge in (("instructor", "yes"), ("supporter", "no")):
        _press(opened, "人を依頼する")
        form = _panel(opened).form
        assert form is not None
        assert (form.role.value(), form.badge.value(), form.needed.value()) == (role, badge, 1)
        QTest.keyClick(form.remark, Qt.Key.Key_Return)
        opened.settle()
    candidates = _panel(opened).candidates
    assert candidates.which.isVisible()
    candidates.request.setCurrentIndex(1)
    _match(opened, "青木 恵子")
    _match(opened, "井上 正")
    assert "井上 正さん: オープンバッジがありません" in _panel(opened).concern.sentence.text()
    roles = {each.role for each in desk.store.facts.where(Staffing, "state = 'matched'")}
    assert roles == {"supporter", "instructor"}


def test_an_applicant_is_declined_and_a_request_withdrawn(opened: Opened, desk: Desk) -> None:
    _ask(opened, 2)
    table = _panel(opened).candidates.table
    table.view.selectRow(0)
    _press(opened, "応募を記録")
    _press(opened, "お断りにする")
    assert desk.store.facts.count(Staffing, "state = 'declined'") == 1
    assert table.view.hasFocus()
    _press(opened, "取り下げる")
    assert "まだ依頼がありません" in _words(opened)
    opened.shell.undo()
    opened.settle()
    assert desk.store.facts.count(StaffRequest, "withdrawn = 0") == 1


def test_escape_leads_back_to_the_session(opened: Opened) -> None:
    QTest.keyClick(_panel(opened).candidates.table.view, Qt.Key.Key_Escape)
    opened.settle()
    assert not isinstance(cast(SessionsScreen, opened.screen).panel, StaffingPanel)


@pytest.mark.parametrize(("language", "size"), [("en", 100), ("ja", 200)])
def test_nothing_is_cut_off_or_unnamed(
    qtbot: QtBot, shell: Shell, desk: Desk, language: i18n.Language, size: int
) -> None:
    session, person = planned(desk, day="2026-11-22"), registered(desk, "宇野 光")
    asked(desk, session, 1, needs_badge=True)
    assign(desk, session.session_id, person.supporter_id, "matched")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    i18n.install(language)
    theme.apply(app, size)
    opened = open_window(qtbot, shell, desk, "sessions")
    opened.window.resize(1366, 768)
    screen = cast(SessionsScreen, opened.screen)
    screen.choose(session)
    screen.open_staffing()
    opened.settle()
    assert problems(opened.window) == []
    panel = cast(StaffingPanel, screen.panel)
    panel.begin_request(staffing_board(desk, session.session_id).requests[0].request)
    opened.settle()
    assert problems(opened.window) == []
