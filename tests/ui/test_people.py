"""来場者をさがす as a coordinator uses it: behind the PIN, on a real file."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.facts import Card, Person
from core.kinds import PersonalDataViewed, PersonRegistered
from desktop.app.desk import Desk
from desktop.app.people import add_person, the_person
from desktop.app.settings import change_setting
from desktop.app.staff import check_pin, has_pin, set_pin
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.people.amend import AmendPanel
from desktop.ui.screens.people.gate import MINUTES
from desktop.ui.screens.people.two_steps import TwoSteps
from desktop.ui.screens.people.view import PeopleScreen
from tests.helpers.accessibility import problems, visible
from tests.ui.busy import busy_day, named, new_desk, with_staff
from tests.ui.windows import Opened, open_window

PIN = "2580"
Start = Callable[[], Opened]


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    made = with_staff(new_desk(tmp_path, clock))
    change_setting(made, "visitor_fields", "name,kana")
    set_pin(made, PIN)
    named(made, "山田 花子", "やまだ はなこ")
    named(made, "山口 茂", "やまぐち しげる")
    named(made, "佐藤 清", "さとう きよし")
    return made


@pytest.fixture
def start(qtbot: QtBot, shell: Shell, desk: Desk) -> Start:
    return lambda: open_window(qtbot, shell, desk, "people")


@pytest.fixture
def unlocked(start: Start) -> Opened:
    opened = start()
    _enter(opened, PIN)
    return opened


def _screen(opened: Opened) -> PeopleScreen:
    return cast(PeopleScreen, opened.screen)


def _enter(opened: Opened, pin: str) -> None:
    gate = _screen(opened).gate
    gate.pin.field.setText(pin)
    QTest.keyClick(gate.pin.field, Qt.Key.Key_Return)
    opened.settle()


def _find(opened: Opened, words: str) -> list[str]:
    _screen(opened).search.setText(words)
    opened.settle()
    return [line.person.name or "" for line in _screen(opened).table.rows()]


def _open(opened: Opened, words: str) -> str:
    _find(opened, words)
    screen = _screen(opened)
    screen.open_file(screen.table.rows()[0])
    opened.settle()
    assert screen.file is not None
    return screen.file.person.person_id


def _words(opened: Opened) -> str:
    return "\n".join(each.text() for each in visible(opened.window) if isinstance(each, QLabel))


def _press(opened: Opened, text: str) -> None:
    buttons = [each for each in visible(opened.window) if isinstance(each, QPushButton)]
    next(each for each in buttons if each.text().strip() == text).click()
    opened.settle()


def test_nobody_is_listed_before_the_pin(start: Start) -> None:
    screen = _screen(start())
    assert not screen.search.isVisible()
    assert not screen.table.isVisible()
    assert screen.gate.pin.isVisible()


def test_a_wrong_pin_is_said_in_place_and_the_right_one_opens(start: Start) -> None:
    opened = start()
    _enter(opened, "0000")
    assert _screen(opened).gate.pin.refusal.text() == "暗証番号がちがいます。"
    assert not _screen(opened).table.isVisible()
    _enter(opened, PIN)
    assert _screen(opened).search.isVisible()
    assert QApplication.focusWidget() is _screen(opened).search


def test_without_a_pin_it_says_so_and_takes_one(qtbot: QtBot, shell: Shell, tmp_path: Path, clock: FixedClock) -> None:
    desk = new_desk(tmp_path, clock)
    opened = open_window(qtbot, shell, desk, "people")
    new = _screen(opened).gate.new
    assert "まだ決まっていません" in _words(opened)
    for first, second, sentence in (("1234", "1235", "ちがいます"), ("12", "12", "4桁から12桁")):
        new.first.setText(first)
        new.second.setText(second)
        _press(opened, "この番号に決める")
        assert sentence in new.refusal.text()
        assert not has_pin(desk)
    new.first.setText(PIN)
    new.second.setText(PIN)
    _press(opened, "この番号に決める")
    check_pin(desk, PIN)
    assert _screen(opened).search.isVisible()


def test_it_shuts_when_the_desk_is_left_and_nothing_personal_stays(unlocked: Opened) -> None:
    _open(unlocked, "山田")
    unlocked.shell.leave()
    unlocked.shell.come_back("")
    unlocked.settle()
    screen = _screen(unlocked)
    assert (screen.gate.is_open, screen.table.rows(), screen.search.text(), screen.file) == (False, (), "", None)
    assert "山田" not in _words(unlocked)


def test_it_shuts_when_somebody_else_sits_down(unlocked: Opened) -> None:
    unlocked.shell.staff_chosen.emit("")
    assert not _screen(unlocked).table.isVisible()


def test_it_shuts_after_three_minutes_without_use(unlocked: Opened) -> None:
    gate = _screen(unlocked).gate
    assert (MINUTES, gate._timer.interval(), gate._timer.isActive()) == (3, 180_000, True)
    gate._timer.timeout.emit()
    assert not _screen(unlocked).table.isVisible()


def test_one_character_finds(unlocked: Opened) -> None:
    assert sorted(_find(unlocked, "山")) == ["山口 茂", "山田 花子"]
    assert _find(unlocked, "さ") == ["佐藤 清"]
    assert _find(unlocked, "") == []
    assert "さがす言葉を入れてください" in _words(unlocked)
    assert _find(unlocked, "鰐") == []
    assert "見つかりませんでした" in _words(unlocked)


def test_only_the_last_question_is_answered(unlocked: Opened) -> None:
    screen = _screen(unlocked)
    answers: list[int] = []
    screen.table.view.model().modelReset.connect(lambda: answers.append(len(screen.table.rows())))
    for typed in ("山", "山田", "佐"):
        screen.search.setText(typed)
    unlocked.settle()
    assert [line.person.name for line in screen.table.rows()] == ["佐藤 清"]
    assert answers == [1]


def test_a_card_stands_for_a_name_that_is_not_kept(
    qtbot: QtBot, shell: Shell, tmp_path: Path, clock: FixedClock
) -> None:
    desk = new_desk(tmp_path, clock)
    set_pin(desk, PIN)
    code = named(desk, "残らない名前")[1]
    opened = open_window(qtbot, shell, desk, "people")
    _enter(opened, PIN)
    _open(opened, code[-4:])
    assert f"カード …{code[-4:]} の方" in _words(opened)
    assert "残らない名前" not in _words(opened)


def test_opening_a_record_leaves_a_record(unlocked: Opened, desk: Desk) -> None:
    person_id = _open(unlocked, "山田")
    seen = [each.payload for each in desk.store.journal.events_of(desk.identity.device_id)]
    viewed = [each for each in seen if isinstance(each, PersonalDataViewed)]
    assert [(each.person_id, each.purpose) for each in viewed] == [(person_id, "details")]


def test_what_is_kept_is_changed_and_put_back(unlocked: Opened, desk: Desk) -> None:
    person_id = _open(unlocked, "佐藤")
    _press(unlocked, "内容を直す")
    panel = cast(AmendPanel, _screen(unlocked).panel)
    assert set(panel.fields) == {"name", "kana"}
    panel.fields["name"].setText("佐藤 清志")
    panel.band.set_value("80plus")
    _press(unlocked, "直した内容にする")
    assert (the_person(desk, person_id).name, the_person(desk, person_id).age_band) == ("佐藤 清志", "80plus")
    unlocked.shell.undo()
    unlocked.settle()
    assert (the_person(desk, person_id).name, the_person(desk, person_id).age_band) == ("佐藤 清", "70s")


def test_two_records_stand_side_by_side_become_one_and_two_again(unlocked: Opened, desk: Desk) -> None:
    kept = _open(unlocked, "山田")
    _press(unlocked, "同じ方の登録とまとめる")
    assert "「山田 花子」と同じ方の登録を、さがして開いてください。" in _words(unlocked)
    gone = _open(unlocked, "山口")
    words = _words(unlocked)
    assert "左の「山田 花子」の登録がのこります" in words
    assert {"山田 花子", "山口 茂", "やまだ はなこ", "やまぐち しげる", "のこる登録"} <= set(words.splitlines())
    _press(unlocked, "まとめる")
    assert the_person(desk, gone).merged_into == kept
    assert "合わせた登録" in _words(unlocked)
    assert _find(unlocked, "山") == ["山田 花子"]
    assert _find(unlocked, "yamaguchi") == ["山田 花子"]
    unlocked.shell.undo()
    unlocked.settle()
    assert the_person(desk, gone).merged_into is None
    assert len(_find(unlocked, "山")) == 2


def test_either_of_two_records_may_stand(unlocked: Opened, desk: Desk) -> None:
    first = _open(unlocked, "山田")
    _press(unlocked, "同じ方の登録とまとめる")
    second = _open(unlocked, "山口")
    _press(unlocked, "左右を入れかえる")
    assert "左の「山口 茂」の登録がのこります" in _words(unlocked)
    _press(unlocked, "まとめる")
    assert the_person(desk, first).merged_into == second
    screen = _screen(unlocked)
    assert screen.file is not None
    assert screen.file.person.person_id == second


def test_leaving_the_comparison_merges_nothing(unlocked: Opened, desk: Desk) -> None:
    first = _open(unlocked, "山田")
    _press(unlocked, "同じ方の登録とまとめる")
    _open(unlocked, "山口")
    QTest.keyClick(_screen(unlocked).panel, Qt.Key.Key_Escape)
    unlocked.settle()
    assert "同じ方ですか" not in _words(unlocked)
    assert "この登録について" in _words(unlocked)
    file = _screen(unlocked).file
    assert file is not None
    assert file.person.person_id == first
    assert desk.store.facts.count(Person, "merged_into IS NOT NULL") == 0


def test_a_likely_double_is_hinted_at_and_compared_in_one_touch(unlocked: Opened, desk: Desk) -> None:
    _open(unlocked, "佐藤")
    assert "同じ方かもしれない登録" not in _words(unlocked)
    change_setting(desk, "visitor_fields", "name,kana,phone")
    for name, phone in (("林 和子", "090-1111-2345"), ("林 かず子", "0422-11-2345")):
        add_person(desk, PersonRegistered(name=name, kana="はやし かずこ", phone=phone, age_band="70s"))
    _open(unlocked, "林 和子")
    assert "同じ方かもしれない登録" in _words(unlocked)
    assert "林 かず子　70代　電話 2345" in _words(unlocked)
    _press(unlocked, "見くらべる")
    assert "同じ方ですか" in _words(unlocked)
    assert "0422-11-2345" in _words(unlocked)


def test_the_screen_says_why_names_cannot_be_searched(
    qtbot: QtBot, shell: Shell, tmp_path: Path, clock: FixedClock
) -> None:
    desk = new_desk(tmp_path, clock)
    set_pin(desk, PIN)
    named(desk, "残らない名前")
    opened = open_window(qtbot, shell, desk, "people")
    _enter(opened, PIN)
    assert "お名前ではさがせません。カードの終わり4文字を入れてください。" in _words(opened)
    assert _screen(opened).search.placeholderText() == "カードの終わり4文字"
    change_setting(desk, "visitor_fields", "kana,phone")
    opened.shell.go("print")
    opened.shell.go("people")
    opened.settle()
    assert "お名前ではさがせません" not in _words(opened)
    assert "ローマ字" in _screen(opened).search.placeholderText()


def test_erasing_takes_two_steps_and_says_what_stays(unlocked: Opened, desk: Desk) -> None:
    person_id = _open(unlocked, "佐藤")
    _press(unlocked, "登録を消す")
    assert "のこるもの" in _words(unlocked)
    assert not the_person(desk, person_id).erased
    QTest.keyClick(_screen(unlocked).panel.findChildren(TwoSteps)[-1], Qt.Key.Key_Escape)
    assert "のこるもの" not in _words(unlocked)
    _press(unlocked, "登録を消す")
    _press(unlocked, "消します（戻せません）")
    erased = the_person(desk, person_id)
    assert (erased.erased, erased.name) == (1, None)
    assert _find(unlocked, "佐藤") == []
    assert unlocked.shell.last is not None
    assert unlocked.shell.last.undo is None


def test_a_card_is_replaced_revoked_and_given_anew(unlocked: Opened, desk: Desk) -> None:
    person_id = _open(unlocked, "山田")

    def states() -> list[str]:
        return sorted(card.state for card in desk.store.facts.where(Card, "person_id = ?", [person_id]))

    _press(unlocked, "カードを取りかえる")
    assert states() == ["replaced", "valid"]
    _press(unlocked, "カードを使えなくする")
    assert states() == ["replaced", "valid"]
    _press(unlocked, "使えなくします")
    assert states() == ["replaced", "revoked"]
    unlocked.shell.undo()
    unlocked.settle()
    assert states() == ["replaced", "valid"]
    _press(unlocked, "カードを使えなくする")
    _press(unlocked, "使えなくします")
    _press(unlocked, "新しいカードを渡す")
    assert states() == ["replaced", "revoked", "valid"]
    unlocked.shell.undo()
    unlocked.settle()
    assert states() == ["replaced", "revoked", "undone"]


def test_a_replaced_card_holds_again_when_that_is_undone(unlocked: Opened, desk: Desk) -> None:
    person_id = _open(unlocked, "山田")
    _press(unlocked, "カードを取りかえる")
    unlocked.shell.undo()
    unlocked.settle()
    cards = desk.store.facts.where(Card, "person_id = ?", [person_id], order="issued_at, card_id")
    assert sorted(card.state for card in cards) == ["undone", "valid"]


def test_a_merged_record_is_taken_apart_from_the_file(unlocked: Opened, desk: Desk) -> None:
    _open(unlocked, "山田")
    _press(unlocked, "同じ方の登録とまとめる")
    gone = _open(unlocked, "山口")
    _press(unlocked, "まとめる")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert _screen(unlocked).panel.isAncestorOf(focus)
    _press(unlocked, "別の方に戻す")
    assert the_person(desk, gone).merged_into is None
    assert desk.store.facts.count(Person, "merged_into IS NOT NULL") == 0


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("percent", [100, 200])
def test_nobody_is_kept_out(
    qtbot: QtBot, qapp: QApplication, shell: Shell, tmp_path: Path, clock: FixedClock, percent: int, language: str
) -> None:
    theme.apply(qapp, percent)
    i18n.install("en" if language == "en" else "ja")
    desk = busy_day(tmp_path, clock)
    opened = open_window(qtbot, shell, desk, "people")
    assert problems(opened.window) == []
    set_pin(desk, PIN)
    _screen(opened).gate.ask()
    opened.settle()
    _enter(opened, PIN)
    _open(opened, "山")
    for sure in _screen(opened).panel.findChildren(TwoSteps):
        sure.ask()
    _screen(opened).begin_merge()
    _open(opened, "佐")
    assert problems(opened.window) == []
    _screen(opened).amend()
    opened.settle()
    assert problems(opened.window) == []
