"""受付 as a person and a scanner use it, on a real file."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import cast

import msgspec
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.age_band import AgeBand
from core.card_code import CodeKind, new_code
from core.clock import FixedClock
from core.facts import Attendance, Card, Person
from core.kinds import PersonRegistered
from desktop.app.cards import blank_cards, revoke_card
from desktop.app.check_in import check_in
from desktop.app.day import open_day, visitors_today
from desktop.app.desk import Desk
from desktop.app.people import add_person
from desktop.app.session_plans import plan_of
from desktop.app.sessions import amend_session, open_sessions
from desktop.app.settings import change_setting
from desktop.app.site import open_site
from desktop.app.who_is_here import who_is_here
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.reception.model import found_title
from desktop.ui.screens.reception.scan import ScanField
from desktop.ui.screens.reception.view import ReceptionScreen
from desktop.ui.sounds import SoundName, Sounds
from tests.helpers.accessibility import problems, visible
from tests.helpers.sites import fixed_clock
from tests.ui.busy import PASSPHRASE, busy_day, named, new_desk
from tests.ui.windows import Opened, open_window

FOREIGN = "MyNumber:123456789018"


class _HeardSounds(Sounds):
    """Remembers what was played, and how many receptions were durable at that moment."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(volume=0)
        self.heard: list[tuple[str, int]] = []
        self._desk = desk

    def play(self, name: SoundName) -> None:
        self.heard.append((name, self._desk.store.facts.count(Attendance)))


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    made = new_desk(tmp_path, clock)
    change_setting(made, "visitor_fields", "name,kana")
    open_day(made)
    return made


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell, desk: Desk) -> Opened:
    shell.sounds = _HeardSounds(desk)
    return open_window(qtbot, shell, desk, "reception")


def _screen(opened: Opened) -> ReceptionScreen:
    return cast(ReceptionScreen, opened.screen)


def _result(opened: Opened) -> str:
    opened.settle()
    view = _screen(opened).panel.view
    return view.code if view else ""


def _press(opened: Opened, text: str) -> None:
    """Press the button of the result that says this."""
    found = [b for b in _screen(opened).panel.findChildren(QPushButton) if b.isVisible() and text in b.text()]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
    opened.settle()


def type_in(widget: QWidget, text: str) -> None:
    """Keys as a scanner sends them, full-width ones too."""
    for char in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char))


def _wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) for char in text)


@pytest.mark.parametrize("ending", [None, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
@pytest.mark.parametrize("write", [str, str.lower, _wide, lambda code: f"]Q1{code}", lambda code: f"\\000026{code}"])
def test_a_scanned_card_is_received_once(opened: Opened, ending: Qt.Key | None, write: Callable[[str], str]) -> None:
    _, code = named(opened.desk, "山田 花子")
    type_in(_screen(opened).scan, write(code))
    if ending is not None:
        QTest.keyClick(_screen(opened).scan, ending)
    assert _result(opened) == "received"
    assert len(visitors_today(opened.desk)) == 1
    assert _screen(opened).scan.text() == ""
    assert QApplication.focusWidget() is _screen(opened).scan


def test_a_code_is_complete_only_when_enter_ends_what_a_hand_typed_wrong(opened: Opened) -> None:
    code = named(opened.desk, "山田")[1]
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    field = ScanField("")
    opened.qtbot.addWidget(field)
    type_in(field, wrong)
    assert field.text() == wrong
    with opened.qtbot.waitSignal(field.not_ours):
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == ""


def test_a_scanner_that_misreads_is_answered_without_any_ending(opened: Opened) -> None:
    code = named(opened.desk, "山田")[1]
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    type_in(_screen(opened).scan, wrong)
    assert _result(opened) == "unreadable"


def test_the_input_method_composes_a_code_and_its_enter_submits_nothing(opened: Opened) -> None:
    _, code = named(opened.desk, "山田 花子")
    field = _screen(opened).scan
    QApplication.sendEvent(field, QInputMethodEvent(_wide(code), []))
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert _result(opened) == "received"
    commit = QInputMethodEvent("", [])
    commit.setCommitString(_wide(code))
    QApplication.sendEvent(field, commit)
    assert _result(opened) == "received"
    assert field.text() == ""


def test_foreign_text_is_never_seen_and_kept_nowhere(opened: Opened) -> None:
    field = _screen(opened).scan
    seen: list[str] = []
    field.textChanged.connect(seen.append)
    type_in(field, FOREIGN)
    opened.qtbot.waitUntil(lambda: _result(opened) == "unreadable")
    assert seen == []
    field.undo()
    assert field.text() == ""
    shown = [widget for widget in visible(opened.window) if isinstance(widget, QLabel | QPushButton)]
    words = " ".join(widget.text() + widget.accessibleName() for widget in shown)
    assert "12345678" not in words
    assert not opened.desk.store.facts.count(Attendance)


def test_what_is_not_ours_is_refused_once_with_an_ending_too(opened: Opened) -> None:
    refused: list[bool] = []
    field = _screen(opened).scan
    opened.window.scans.misread.connect(lambda: refused.append(True))
    type_in(field, FOREIGN)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert refused == [True]


def test_a_stray_letter_is_no_scan(opened: Opened) -> None:
    type_in(_screen(opened).scan, "x")
    opened.qtbot.waitUntil(_screen(opened).hint.isVisible)
    assert _result(opened) == ""


def test_a_scan_reaches_the_door_from_the_list_and_from_the_name_field(opened: Opened) -> None:
    first, second = named(opened.desk, "山田")[1], named(opened.desk, "佐藤")[1]
    _screen(opened).queue.take_back.setFocus()
    type_in(opened.window.focusWidget() or opened.window, first[:1])
    type_in(_screen(opened).scan, first[1:])
    assert _result(opened) == "received"
    type_in(_screen(opened).queue.table.view, second[:1])
    opened.qtbot.waitUntil(lambda: _screen(opened).scan.text() == second[:1])
    _screen(opened).scan.clear()
    type_in(_screen(opened).finder.field, second)
    assert _result(opened) == "received"
    assert _screen(opened).finder.field.text() == ""
    assert len(visitors_today(opened.desk)) == 2


def test_the_sound_comes_after_the_reception_is_durable(opened: Opened) -> None:
    _, code = named(opened.desk, "山田")
    type_in(_screen(opened).scan, code)
    assert _result(opened) == "received"
    assert cast(_HeardSounds, opened.shell.sounds).heard == [("done", 1)]


def test_a_card_read_twice_says_when_and_shows_the_same_number(opened: Opened) -> None:
    _, code = named(opened.desk, "山田 花子")
    for each in (code, blank_cards(1)[0], code):
        type_in(_screen(opened).scan, each)
        opened.settle()
    view = _screen(opened).panel.view
    assert view is not None
    assert (view.code, view.ticket, view.sentence, view.name) == (
        "already", "A1", "受付済みです（9時30分）", "山田 花子",
    )  # fmt: skip
    _press(opened, "次の方へ")
    assert _screen(opened).panel.view is None


def test_an_unknown_card_is_given_to_the_visitor_in_two_touches(opened: Opened) -> None:
    card = blank_cards(1)[0]
    type_in(_screen(opened).scan, card)
    assert _result(opened) == "unknown"
    _press(opened, "このカードで登録して受け付ける")
    QTest.mouseClick(_screen(opened).bands.buttons[AgeBand.SEVENTIES], Qt.MouseButton.LeftButton)
    assert _result(opened) == "received"
    [visit] = visitors_today(opened.desk)
    assert (visit.how, visit.age_band) == ("card", "70s")
    type_in(_screen(opened).scan, card)
    assert _result(opened) == "already"


def test_the_next_scan_forgets_the_card_that_nobody_took(opened: Opened) -> None:
    type_in(_screen(opened).scan, blank_cards(1)[0])
    opened.settle()
    _press(opened, "このカードで登録して受け付ける")
    type_in(_screen(opened).scan, named(opened.desk, "佐藤")[1])
    assert _result(opened) == "received"
    QTest.mouseClick(_screen(opened).bands.buttons[AgeBand.SIXTIES], Qt.MouseButton.LeftButton)
    opened.settle()
    assert opened.desk.store.facts.count(Card) == 1
    assert [visit.how for visit in visitors_today(opened.desk)].count("number") == 1


def test_an_old_card_is_renewed_and_its_holder_received(opened: Opened) -> None:
    person_id, code = named(opened.desk, "山田 花子")
    revoke_card(opened.desk, opened.desk.store.facts.where(Card, "person_id = ?", [person_id])[0].card_id)
    type_in(_screen(opened).scan, code)
    assert _result(opened) == "revoked"
    _press(opened, "新しいカードを作って受け付ける")
    assert _result(opened) == "received"
    assert opened.desk.store.facts.count(Card, "state = 'valid' AND person_id = ?", [person_id]) == 1


@pytest.mark.parametrize(("change", "result"), [({"quota": 0}, "full"), ({"min_age": 80}, "not_eligible")])
def test_who_is_over_quota_or_too_young_can_always_be_let_in(
    opened: Opened, change: dict[str, int], result: str
) -> None:
    session = open_sessions(opened.desk)[0]
    amend_session(opened.desk, session.session_id, msgspec.structs.replace(plan_of(session), **change))
    _, code = named(opened.desk, "山田", band="70s")
    type_in(_screen(opened).scan, code)
    assert _result(opened) == result
    assert cast(_HeardSounds, opened.shell.sounds).heard == [("done", 0)]
    _press(opened, "受け付ける")
    assert _result(opened) == "received"
    assert visitors_today(opened.desk)[0].admitted_over


def test_a_visitor_without_a_card_is_one_touch(opened: Opened) -> None:
    QTest.mouseClick(_screen(opened).bands.buttons[AgeBand.OVER_80], Qt.MouseButton.LeftButton)
    assert _result(opened) == "received"
    [visit] = visitors_today(opened.desk)
    assert (visit.how, visit.age_band, visit.person_id, visit.ticket) == ("number", "80plus", None, "A1")


def test_a_visitor_without_a_card_gets_one(opened: Opened) -> None:
    QTest.mouseClick(_screen(opened).bands.with_card, Qt.MouseButton.LeftButton)
    QTest.mouseClick(_screen(opened).bands.buttons[AgeBand.SIXTIES], Qt.MouseButton.LeftButton)
    assert _result(opened) == "received"
    [card] = opened.desk.store.facts.where(Card, "state = 'valid'")
    assert visitors_today(opened.desk)[0].person_id == card.person_id
    _press(opened, "カードを印刷する")
    assert opened.window.current() is not opened.screen


def test_finding_by_name_from_one_letter_and_receiving_by_enter(opened: Opened) -> None:
    named(opened.desk, "山田 花子", "やまだ はなこ")
    named(opened.desk, "佐藤 清", "さとう きよし")
    field = _screen(opened).finder.field
    field.setFocus()
    QApplication.sendEvent(field, _committed("花"))
    opened.settle()
    assert [found_title(found) for found in _screen(opened).finder.results.rows()] == ["山田 花子"]
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert _result(opened) == "received"
    assert visitors_today(opened.desk)[0].how == "name"
    assert field.text() == ""
    assert _screen(opened).queue.isVisible()


def _committed(text: str) -> QInputMethodEvent:
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    return event


def test_enter_takes_nobody_while_several_are_meant(opened: Opened) -> None:
    for name in ("山田 花子", "山田 太郎"):
        named(opened.desk, name)
    field = _screen(opened).finder.field
    field.setText("山")
    opened.settle()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert _result(opened) == ""
    QTest.keyClick(_screen(opened).finder.results.view, Qt.Key.Key_Return)
    assert _result(opened) == "received"


def test_the_newest_letters_win(opened: Opened) -> None:
    named(opened.desk, "山田 花子")
    named(opened.desk, "佐藤 清")
    field = _screen(opened).finder.field
    for text in ("山", "佐", "佐藤"):
        field.setText(text)
    opened.settle()
    assert [found_title(found) for found in _screen(opened).finder.results.rows()] == ["佐藤 清"]


def test_undo_companions_and_going_home(opened: Opened) -> None:
    screen = _screen(opened)
    QTest.mouseClick(screen.bands.buttons[AgeBand.SIXTIES], Qt.MouseButton.LeftButton)
    opened.settle()
    _press(opened, "付き添い")
    assert visitors_today(opened.desk)[0].companions == 1
    screen.queue.table.view.selectRow(0)
    QTest.mouseClick(screen.queue.home, Qt.MouseButton.LeftButton)
    opened.settle()
    assert visitors_today(opened.desk)[0].left_at
    QTest.mouseClick(screen.queue.take_back, Qt.MouseButton.LeftButton)
    opened.settle()
    assert visitors_today(opened.desk)[0].voided
    assert not screen.queue.take_back.isEnabled()


def test_ctrl_z_in_the_scan_field_takes_the_last_reception_back(opened: Opened) -> None:
    QTest.mouseClick(_screen(opened).bands.buttons[AgeBand.SIXTIES], Qt.MouseButton.LeftButton)
    opened.settle()
    QTest.keyClick(_screen(opened).scan, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    assert visitors_today(opened.desk)[0].voided


def test_the_picked_visitor_stays_picked_while_others_arrive(opened: Opened) -> None:
    screen = _screen(opened)
    buttons = screen.bands.buttons
    QTest.mouseClick(buttons[AgeBand.SIXTIES], Qt.MouseButton.LeftButton)
    opened.settle()
    screen.queue.table.view.selectRow(0)
    QTest.mouseClick(buttons[AgeBand.SEVENTIES], Qt.MouseButton.LeftButton)
    opened.settle()
    picked = screen.queue.picked()
    assert picked is not None
    assert picked.visit.ticket == "A1"


def test_names_stand_in_the_list_only_where_the_site_records_them(opened: Opened) -> None:
    _, code = named(opened.desk, "山田 花子")
    type_in(_screen(opened).scan, code)
    opened.settle()
    assert [line.name for line in who_is_here(opened.desk)] == ["山田 花子"]
    change_setting(opened.desk, "visitor_fields", "")
    assert [line.name for line in who_is_here(opened.desk)] == [""]


def test_a_scan_while_away_is_received_and_shows_no_name(opened: Opened) -> None:
    _, code = named(opened.desk, "山田 花子")
    opened.shell.leave()
    type_in(opened.window.cover.scan, code)
    QTest.keyClick(opened.window.cover.scan, Qt.Key.Key_Return)
    opened.settle()
    view = opened.window.cover.result.view
    assert view is not None
    assert (view.code, view.ticket, view.name) == ("received", "A1", "")
    assert len(visitors_today(opened.desk)) == 1


def test_who_comes_back_takes_the_last_reception_back(opened: Opened) -> None:
    """Not the one before it, which was the last that was shown here."""
    for name in ("山田 花子", "佐藤 清"):
        opened.shell.scanned_away.emit(named(opened.desk, name)[1])
        opened.settle()
    opened.shell.undo()
    opened.settle()
    assert [(visit.ticket, visit.voided) for visit in visitors_today(opened.desk)] == [("A2", 1), ("A1", 0)]


def test_blanks_are_not_left_in_the_scan_field(opened: Opened) -> None:
    type_in(_screen(opened).scan, " 　")
    assert _screen(opened).scan.text() == ""


def test_the_scanner_test_card_says_that_the_scanner_works(opened: Opened) -> None:
    type_in(_screen(opened).scan, new_code(CodeKind.SCANNER_TEST))
    opened.settle()
    assert re.search("読み取れました", opened.window.undo_bar.sentence.text())
    assert not visitors_today(opened.desk)


def test_after_a_power_cut_the_same_queue_stands_there(
    qtbot: QtBot, shell: Shell, tmp_path: Path, clock: FixedClock
) -> None:
    desk = new_desk(tmp_path, clock)
    open_day(desk)
    for name in ("山田 花子", "佐藤 清", "鈴木 勇"):
        check_in(desk, named(desk, name)[1])
    before = who_is_here(desk)
    again = open_site(tmp_path, clock, PASSPHRASE)  # the first one is never closed: nothing said goodbye
    opened = open_window(qtbot, shell, again, "reception")
    stands = _screen(opened).queue.table.rows()
    assert sorted(stands, key=lambda line: line.visit.ticket or "", reverse=True) == before
    assert len(before) == 3


def test_a_person_on_record_can_be_given_a_card(opened: Opened) -> None:
    person = add_person(opened.desk, PersonRegistered(age_band="70s")).person
    _screen(opened).door.receive_person(person.person_id)
    assert _result(opened) == "received"
    _press(opened, "カードを作る")
    assert opened.desk.store.facts.count(Card, "state = 'valid'") == 1
    view = _screen(opened).panel.view
    assert view is not None
    assert "カードを印刷する" in [action.source for action in view.actions]
    opened.shell.undo()
    opened.settle()
    assert opened.desk.store.facts.count(Card, "state = 'valid'") == 0
    assert opened.desk.store.facts.count(Person) == 1


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_busy_reception_is_whole_for_everybody(
    qtbot: QtBot, qapp: QApplication, shell: Shell, tmp_path: Path, size: int, language: i18n.Language
) -> None:
    theme.apply(qapp, size)
    i18n.install(language)
    opened = open_window(qtbot, shell, busy_day(tmp_path, fixed_clock()), "reception")
    assert problems(opened.window) == []


def test_undo_never_reaches_the_visitor_before_the_one_under_way(opened: Opened) -> None:
    """Band, band, Ctrl+Z, faster than the records: nobody else's reception may be taken back."""
    bands = _screen(opened).bands.buttons
    QTest.mouseClick(bands[AgeBand.SEVENTIES], Qt.MouseButton.LeftButton)
    opened.settle()
    QTest.mouseClick(bands[AgeBand.SIXTIES], Qt.MouseButton.LeftButton)
    QTest.keyClick(opened.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    assert [visit.voided for visit in visitors_today(opened.desk)] == [0, 0]
    QTest.keyClick(opened.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    assert [visit.voided for visit in visitors_today(opened.desk)] == [1, 0]
