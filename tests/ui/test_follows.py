"""What follows a consultation, at the desk: the next visit in one touch, and one question about the last."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.facts import Booking, Consultation, Session
from desktop.app.cards import issue_card
from desktop.app.check_in import check_in
from desktop.app.consultations import ConsultationForm, record_consultation
from desktop.app.day import open_day
from desktop.app.desk import Desk
from desktop.app.walk_in import receive_walk_in
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.consultations.appointment import AppointmentPart
from desktop.ui.screens.consultations.model import weeks_text
from desktop.ui.screens.consultations.opened import OpenConsultation
from desktop.ui.screens.consultations.still_works import StillWorksPart
from desktop.ui.screens.consultations.view import ConsultationsScreen
from tests.app.planning import book, planned, somebody
from tests.helpers.accessibility import problems
from tests.ui.busy import new_desk, with_staff
from tests.ui.windows import Opened, open_window

Start = Callable[[], Opened]


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    """Somebody with a wish of a month ago, and two coming days: one with room, one full."""
    made = with_staff(new_desk(tmp_path, clock))
    planned(made, title="定期相談会", day=_day(made, 7), quota=4)
    full = planned(made, title="相談会", day=_day(made, 3), quota=1)
    book(made, full)
    open_day(made)
    return made


@pytest.fixture
def start(qtbot: QtBot, shell: Shell, desk: Desk) -> Start:
    return lambda: open_window(qtbot, shell, desk, "consultation")


def _day(desk: Desk, days: int) -> str:
    return (desk.today + timedelta(days=days)).isoformat()


def _on_record(desk: Desk, outcome: str = "O2") -> str:
    """Somebody who asked about LINE a month ago is received; the visit."""
    person = somebody(desk).person_id
    form = ConsultationForm("T05-01", outcome, 15, person_id=person, at="2026-10-24T10:00", note="むすめさんの写真")
    record_consultation(desk, form)
    visit = check_in(desk, issue_card(desk, person).card.code or "").attendance
    assert visit is not None
    return visit.attendance_id


def _number(desk: Desk) -> str:
    visit = receive_walk_in(desk, "70s").attendance
    assert visit is not None
    return visit.attendance_id


def _screen(opened: Opened) -> ConsultationsScreen:
    return cast(ConsultationsScreen, opened.screen)


def _sits_down(opened: Opened, visit: str) -> None:
    _screen(opened).shown()  # the door was not asked by the window
    opened.settle()
    _screen(opened).open_visit(visit)
    opened.settle()


def _question(opened: Opened) -> StillWorksPart:
    return _screen(opened).findChildren(StillWorksPart)[0]


def _appointment(opened: Opened) -> AppointmentPart:
    return _screen(opened).findChildren(AppointmentPart)[0]


def _offered(opened: Opened) -> list[str]:
    opened.settle()
    buttons = _appointment(opened).choices.findChildren(QPushButton)
    return [each.accessibleName() for each in buttons if each.isVisible()]


def _touch(opened: Opened, words: str) -> None:
    opened.settle()
    buttons = [each for each in _screen(opened).findChildren(QPushButton) if each.isVisible()]
    QTest.mouseClick(next(each for each in buttons if words in each.text()), Qt.MouseButton.LeftButton)
    opened.settle()


def _choose(opened: Opened, outcome: str = "O3", minutes: int = 15) -> None:
    form = _screen(opened).form
    form.choose_topic("T05-01")
    form.choose_outcome(outcome)
    form.minutes.set_value(minutes)
    opened.settle()


def _save(opened: Opened) -> Consultation:
    _screen(opened).save()
    opened.settle()
    found = opened.desk.store.facts.where(Consultation, "day = ?", [opened.desk.today.isoformat()], order="entered_at")
    return found[-1]


def _places(opened: Opened) -> list[Booking]:
    """Those made at this desk."""
    opened.settle()
    return opened.desk.store.facts.where(Booking, "1", order="made_at, booking_id")[1:]


def _last(opened: Opened) -> str:
    assert opened.shell.last is not None
    return opened.shell.last.sentence


def test_to_be_continued_offers_the_coming_days_and_nothing_else_does(start: Start, desk: Desk) -> None:
    opened = start()
    _sits_down(opened, _number(desk))
    _choose(opened, "O1")
    assert not _appointment(opened).isVisible()
    _choose(opened)
    assert _offered(opened) == [
        "11/24（火） 10:00\nいっぱい・キャンセル待ち",
        "11/28（土） 10:00\n定期相談会　あと4席",
        "1週間後",
        "2週間後",
        "4週間後",
        "次回を決めない",
    ]


def test_one_touch_makes_the_appointment_and_tells_its_number(start: Start, desk: Desk) -> None:
    opened = start()
    _sits_down(opened, _number(desk))
    _choose(opened)
    _touch(opened, "定期相談会")
    logged = _save(opened)
    [place] = _places(opened)
    assert (logged.booking_id, logged.follow_up_day) == (place.booking_id, "2026-11-28")
    assert _last(opened).startswith("相談「LINE」 を記録しました　次回 11/28（土） 10:00　予約番号 ")
    opened.shell.undo()
    assert [each.cancelled for each in _places(opened)] == [1]


def test_nothing_has_to_be_chosen(start: Start, desk: Desk) -> None:
    opened = start()
    _sits_down(opened, _number(desk))
    _choose(opened)
    logged = _save(opened)
    assert (logged.outcome, logged.booking_id, logged.follow_up_day) == ("O3", None, None)


def test_a_day_alone_and_the_waiting_list(start: Start, desk: Desk) -> None:
    opened = start()
    for words, day, waiting in (("2週間後", "2026-12-05", []), ("キャンセル待ち", "2026-11-24", [1])):
        _sits_down(opened, _number(desk))
        _choose(opened)
        _touch(opened, words)
        assert _save(opened).follow_up_day == day
        assert [each.waiting for each in _places(opened)] == waiting


def test_what_was_chosen_stays_with_its_visitor(start: Start, desk: Desk) -> None:
    opened = start()
    first, second = _number(desk), _number(desk)
    _sits_down(opened, first)
    _choose(opened)
    _touch(opened, "定期相談会")
    _sits_down(opened, second)
    _choose(opened)
    assert _appointment(opened).typed() is None
    _sits_down(opened, first)
    opened.settle()
    assert _save(opened).booking_id is not None


def test_another_outcome_makes_no_appointment(start: Start, desk: Desk) -> None:
    opened = start()
    _sits_down(opened, _number(desk))
    _choose(opened)
    _touch(opened, "定期相談会")
    _choose(opened, "O1")
    assert _save(opened).booking_id is None
    assert _places(opened) == []


def test_a_recorded_one_can_be_moved_and_given_up(start: Start, desk: Desk) -> None:
    opened = start()
    _sits_down(opened, _number(desk))
    _choose(opened)
    _touch(opened, "定期相談会")
    _save(opened)
    screen = _screen(opened)
    screen.open_line(screen.list.lines()[0])
    assert "いまのまま（11/28（土） 10:00）" in _offered(opened)
    _touch(opened, "次回をやめる")
    assert _save(opened).booking_id is None
    assert [each.cancelled for each in _places(opened)] == [1]
    opened.shell.undo()
    assert [each.cancelled for each in _places(opened)] == [0]


def test_a_group_gets_a_day_and_no_place_of_one_visitor(start: Start, desk: Desk) -> None:
    opened = start()
    visits = (_number(desk), _on_record(desk))
    _sits_down(opened, visits[0])
    _screen(opened).open(OpenConsultation(visits))
    _choose(opened)
    assert _offered(opened) == ["1週間後", "2週間後", "4週間後", "次回を決めない"]
    assert not _question(opened).isVisible()
    _touch(opened, "1週間後")
    assert _save(opened).follow_up_day == "2026-11-28"
    assert _places(opened) == []


def test_by_keyboard_alone(start: Start, desk: Desk) -> None:
    opened = start()
    _sits_down(opened, _number(desk))
    _choose(opened)
    QTest.keyClick(opened.window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Return):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
    opened.settle()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert [place.session_id for place in _places(opened)] == [_session(desk, "定期相談会")]


def _session(desk: Desk, title: str) -> str:
    return desk.store.facts.where(Session, "title = ?", [title])[0].session_id


def test_the_last_time_is_asked_about_without_its_note(start: Start, desk: Desk) -> None:
    opened = start()
    _sits_down(opened, _number(desk))
    assert not _question(opened).isVisible()
    _sits_down(opened, _on_record(desk))
    assert _question(opened).isVisible()
    assert _question(opened).sentence.text() == "前回 10/24（土） LINE（一部解決）: まだ使えていますか"


def test_it_works_is_one_key_and_can_be_taken_back(start: Start, desk: Desk) -> None:
    opened = start()
    _sits_down(opened, _on_record(desk))
    QTest.keyClick(opened.window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    assert _answers(desk) == ["works"]
    assert not _question(opened).isVisible()
    opened.shell.undo()
    opened.settle()
    assert _answers(desk) == [""]
    assert _question(opened).isVisible()


def _answers(desk: Desk) -> list[str]:
    return [each.followed_up for each in desk.store.facts.where(Consultation, "1")]


def test_still_trouble_chooses_the_topic(start: Start, desk: Desk) -> None:
    opened = start()
    _sits_down(opened, _on_record(desk))
    _touch(opened, "まだこまっている")
    assert _answers(desk) == ["trouble"]
    assert _screen(opened).form.topics.value() == "T05-01"


def test_not_asking_is_remembered_for_the_visit(start: Start, desk: Desk) -> None:
    opened = start()
    visit = _on_record(desk)
    _sits_down(opened, visit)
    QTest.keyClick(opened.window, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert not _question(opened).isVisible()
    _sits_down(opened, _number(desk))
    _sits_down(opened, visit)
    assert not _question(opened).isVisible()
    assert _answers(desk) == [""]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("size", [100, 200])
def test_everybody_can_use_it(start: Start, desk: Desk, qapp: QApplication, language: i18n.Language, size: int) -> None:
    theme.apply(qapp, size)
    i18n.install(language)
    opened = start()
    opened.window.resize(1366, 720)
    _sits_down(opened, _on_record(desk))
    _choose(opened)
    assert _question(opened).isVisible()
    assert _appointment(opened).isVisible()
    assert problems(opened.window) == []


def test_one_week_is_no_weeks_in_english(qapp: QApplication) -> None:
    assert [weeks_text(weeks) for weeks in (1, 2)] == ["1週間後", "2週間後"]
    i18n.install("en")
    assert [weeks_text(weeks) for weeks in (1, 2)] == ["in a week", "in 2 weeks"]
