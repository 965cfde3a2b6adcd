"""A supporter's card at the scanner: a sentence and a sound on every screen, undo; visitors' cards stay theirs."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.facts import Attendance, Duty
from core.supporter_card import supporter_code
from desktop.app.desk import Desk
from desktop.app.staffing import assign
from desktop.ui.screen import Shell
from desktop.ui.screens.reception.view import ReceptionScreen
from desktop.ui.sounds import SoundName, Sounds
from tests.app.supporting import asked, planned, registered
from tests.ui.busy import new_desk
from tests.ui.windows import Opened, open_window


class _Heard(Sounds):
    def __init__(self) -> None:
        super().__init__(volume=0)
        self.heard: list[SoundName] = []

    def play(self, name: SoundName) -> None:
        self.heard.append(name)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    return new_desk(tmp_path, clock)


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell, desk: Desk) -> Opened:
    shell.sounds = _Heard()
    return open_window(qtbot, shell, desk, "reception")


def _type(widget: QWidget, text: str) -> None:
    for char in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char))


def _told(opened: Opened) -> str:
    return opened.window.undo_bar.sentence.text()


def test_one_scan_begins_the_next_one_ends_and_undo_takes_it_back(
    opened: Opened, desk: Desk, clock: FixedClock
) -> None:
    code = supporter_code(registered(desk, "青木 恵子").supporter_id)
    scan = cast(ReceptionScreen, opened.screen).scan
    _type(scan, code)
    opened.settle()
    assert _told(opened) == "青木 恵子さんの勤務の始まりを記録しました（09:30）"
    clock.advance(minutes=95)
    _type(scan, code.lower())
    opened.settle()
    assert _told(opened) == "青木 恵子さんの勤務の終わりを記録しました（1時間35分）"
    assert cast(_Heard, opened.shell.sounds).heard == ["done", "done"]
    opened.shell.undo()
    opened.settle()
    assert desk.store.facts.count(Duty, "ended_at IS NULL") == 1
    assert desk.store.facts.count(Attendance) == 0


def test_a_missing_badge_is_told_with_the_sound_that_asks_to_look(opened: Opened, desk: Desk) -> None:
    person, session = registered(desk, "青木 恵子"), planned(desk)
    asked(desk, session, needs_badge=True)
    assign(desk, session.session_id, person.supporter_id, "matched")
    _type(cast(ReceptionScreen, opened.screen).scan, supporter_code(person.supporter_id))
    opened.settle()
    assert "オープンバッジがありません" in _told(opened)
    assert cast(_Heard, opened.shell.sounds).heard == ["please_look"]


def test_somebody_elses_card_is_told_in_place(opened: Opened, desk: Desk) -> None:
    _type(cast(ReceptionScreen, opened.screen).scan, supporter_code("another site"))
    opened.settle()
    assert "このサポーター証は、この拠点の登録にありません。" in opened.window.problem_strip.sentence.text()
    assert desk.store.facts.count(Duty) == 0


@pytest.mark.parametrize("screen", ["today", "sessions", "consultation"])
def test_it_is_heard_on_other_screens_also_before_the_doors_open(opened: Opened, desk: Desk, screen: str) -> None:
    code = supporter_code(registered(desk, "青木 恵子").supporter_id)
    opened.window.open(screen)
    opened.settle()
    opened.window.scans.scanned.emit(code)
    opened.settle()
    assert "始まりを記録しました" in _told(opened)
    assert desk.store.facts.count(Duty) == 1


def test_on_a_covered_desk_no_name_is_shown(opened: Opened, desk: Desk) -> None:
    code = supporter_code(registered(desk, "青木 恵子").supporter_id)
    opened.shell.leave()
    cover = opened.window.cover
    _type(cover.scan, code)
    QTest.keyClick(cover.scan, Qt.Key.Key_Return)
    opened.settle()
    view = cover.result.view
    assert view is not None
    assert (view.code, view.sentence, view.name) == ("received", "勤務の始まりを記録しました", "")
    assert desk.store.facts.count(Attendance) == 0
