"""Today's list: a line is changed in place, filled in, taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.facts import Consultation
from desktop.app.consultations import ConsultationForm, record_consultation
from desktop.app.day import open_day
from desktop.app.desk import Desk
from desktop.ui.screen import Shell
from tests.ui.at_the_table import AtTable, visitor
from tests.ui.busy import new_desk, with_staff
from tests.ui.windows import open_window

Start = Callable[[], AtTable]


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    return with_staff(new_desk(tmp_path, clock))


@pytest.fixture
def start(qtbot: QtBot, shell: Shell, desk: Desk) -> Start:
    return lambda: AtTable(open_window(qtbot, shell, desk, "consultation"))


def _see(table: AtTable, figures: str) -> None:
    """Wait until the head of the list says so."""
    table.opened.qtbot.waitUntil(lambda: figures in table.screen.figures.text())


def _recorded(desk: Desk, attendance_id: str | None = None) -> Consultation:
    form = ConsultationForm("T01-01", "O1", 15, note="むかしのメモ", attendance_id=attendance_id)
    return record_consultation(desk, form).consultation


def test_a_line_is_changed_in_place_and_put_back(start: Start, desk: Desk) -> None:
    before = _recorded(desk)
    table = start()
    screen = table.screen
    screen.list.opened.emit(screen.list.lines()[0])
    assert screen.title.text() == "相談を直す"
    assert screen.details.note.text() == "むかしのメモ"
    screen.form.minutes.set_value(45)
    screen.save()
    [changed] = table.logged()
    assert (changed.consultation_id, changed.minutes, changed.note, changed.amended, changed.at) == (
        before.consultation_id, 45, "むかしのメモ", 1, before.at,
    )  # fmt: skip
    assert screen.title.text() == "相談"
    table.opened.shell.undo()
    assert [each.minutes for each in table.logged()] == [15]


def test_a_voided_line_is_struck_and_named_and_can_come_back(start: Start, desk: Desk) -> None:
    _recorded(desk)
    table = start()
    screen = table.screen
    screen.open_line(screen.list.lines()[0])
    screen.void()
    assert [each.voided for each in table.logged()] == [1]
    _see(table, "相談者数 0人")
    assert screen.list.model().index(0, 0).data().startswith("取消、09:30")
    table.opened.shell.undo()
    assert sorted(each.voided for each in table.logged()) == [0, 1]


def test_people_and_cases_are_counted_apart(start: Start, desk: Desk) -> None:
    open_day(desk)
    visit = visitor(desk)
    for _ in range(2):
        _recorded(desk, attendance_id=visit)
    assert start().screen.figures.text() == "相談者数 1人　相談件数 2件"


def test_where_to_is_filled_in_later_with_two_touches(start: Start, desk: Desk) -> None:
    record_consultation(desk, ConsultationForm("T05-01", "O4", 15))
    table = start()
    line = table.screen.list
    assert "案内先が未記入" in line.model().index(0, 0).data()
    table.count = 0
    line.setCurrentIndex(line.model().index(0, 0))
    line.setFocus()
    table.key(Qt.Key.Key_Return)
    table.click(table.button("消費者ホットライン188"))
    assert table.count == 2
    assert [(each.outcome, each.referral) for each in table.logged()] == [("O4", "O4-188")]
    assert "未記入" not in line.model().index(0, 0).data()
    table.opened.shell.undo()
    assert [each.referral for each in table.logged()] == [None]


def test_opening_a_line_leaves_what_was_begun_as_it_was(start: Start, desk: Desk) -> None:
    _recorded(desk)
    table = start()
    table.type("wifi")
    table.type("2", None)
    table.type("25", None)
    table.screen.open_line(table.screen.list.lines()[0])
    assert table.entries() == ["整理番号なし、書きかけ", "直す 整理番号なし"]
    table.screen.leave()
    form = table.screen.form
    assert (form.topics.value(), form.outcome.value(), form.minutes.text()) == ("T02-01", "O2", "25")


def test_a_topic_that_is_no_longer_offered_keeps_its_place_and_title(start: Start, desk: Desk) -> None:
    record_consultation(desk, ConsultationForm("T06-05", "O1", 15, at="2022-11-20T10:00"))
    record_consultation(desk, ConsultationForm("T06-05", "O1", 15))
    table = start()
    table.screen.open_line(table.screen.list.lines()[0])
    [tile] = [each for each in table.screen.form.topics.grid.tiles() if each.isChecked()]
    assert tile.accessibleName() == "マイナポイント"
    table.screen.form.minutes.set_value(20)
    table.screen.save()
    assert [(each.topic, each.minutes) for each in table.logged()] == [("T06-05", 20)]


def test_the_wrong_visitor_is_corrected_in_place_and_counts_as_a_change(start: Start, desk: Desk) -> None:
    open_day(desk)
    wrong, right = visitor(desk), visitor(desk, "80plus")
    _recorded(desk, wrong)
    table = start()
    table.screen.open_line(table.screen.list.lines()[0])
    box = table.screen.visitors
    box.choose(right)
    box.activated.emit(box.currentIndex())
    assert table.entries() == ["直す A2、書きかけ"]
    table.screen.save()
    assert [(each.attendance_id, each.age_band) for each in table.logged()] == [(right, "80plus")]
    table.opened.shell.undo()
    assert [each.attendance_id for each in table.logged()] == [wrong]


def test_leaving_a_changed_line_can_be_taken_back(start: Start, desk: Desk) -> None:
    _recorded(desk)
    table = start()
    table.screen.open_line(table.screen.list.lines()[0])
    table.screen.form.minutes.set_value(45)
    table.click(table.screen.form.leave)
    assert table.opened.shell.last is not None
    table.opened.shell.undo()
    assert table.screen.form.minutes.text() == "45"
    assert table.screen.title.text() == "相談を直す"
