"""アンケート in the real window, on a real file: a pile by keys alone, by touch, and what it said."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.facts import SurveySheet
from core.kinds import SessionPlanned
from core.problem import Problem
from core.surveys import Answers, shipped_surveys
from desktop.app.desk import Desk
from desktop.app.sessions import plan_session
from desktop.app.surveys import Pile, enter_sheet
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.printing.survey_options import SurveyOptions
from desktop.ui.screens.printing.view import PrintScreen
from desktop.ui.screens.surveys.entry import SurveyEntryScreen
from desktop.ui.screens.surveys.results import SurveyResultsScreen
from desktop.ui.screens.surveys.typing import SheetTyping
from tests.helpers.accessibility import problems
from tests.printing.reading import text_of
from tests.ui.windows import Opened, open_window

KEYS_A_SECOND = 4
SECONDS_A_SHEET = 5
USUAL = "12" + "24 " + "1" + "\n"
_NAMED = {"\n": Qt.Key.Key_Return, "\b": Qt.Key.Key_Backspace}
MY_NUMBER = "1234 5678 9018"


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell, desk: Desk) -> Opened:
    return open_window(qtbot, shell, desk, "survey_entry")


def _screen(opened: Opened) -> SurveyEntryScreen:
    return cast(SurveyEntryScreen, opened.screen)


def _type(keys: str) -> int:
    """Every key to whatever has the keyboard, without waiting for anything; how many there were."""
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        if key in _NAMED:
            QTest.keyClick(focus, _NAMED[key])
        else:
            QTest.keyClicks(focus, key)
    return len(keys)


def _sheets(opened: Opened) -> list[SurveySheet]:
    opened.settle()
    return opened.desk.store.facts.where(SurveySheet, "voided = 0")


def _choices(opened: Opened) -> list[str]:
    return sorted(sheet.choices.replace("\n", " ") for sheet in _sheets(opened))


def _tile(opened: Opened, number: str) -> QPushButton:
    found = _screen(opened).card.answers.tiles()
    return found[int(number) - 1]


def test_a_usual_sheet_of_five_questions_takes_eight_keys_at_most(opened: Opened) -> None:
    keys = _type(USUAL)
    assert _choices(opened) == ["q1=1 q2=2 q3=2 q3=4 q4=1"]
    assert len(shipped_surveys().survey("S1").questions) == 5
    assert keys <= 8
    assert keys / KEYS_A_SECOND <= SECONDS_A_SHEET
    assert _screen(opened).count.text() == "入力ずみ 1枚"


def test_a_pile_is_typed_in_without_waiting_and_no_key_is_lost(opened: Opened) -> None:
    """The second sheet is begun while the first is still being recorded."""
    _type(USUAL * 10)
    opened.qtbot.waitUntil(lambda: _screen(opened).count.text() == "入力ずみ 10枚")
    assert _choices(opened) == ["q1=1 q2=2 q3=2 q3=4 q4=1"] * 10


def test_a_sheet_can_be_typed_in_by_touch_alone(opened: Opened) -> None:
    card = _screen(opened).card
    for number in ("3", "1"):
        _tile(opened, number).click()
    for number in ("9", "1"):
        _tile(opened, number).click()
    assert [tile.isChecked() for tile in card.answers.tiles()] == [True, *[False] * 7, True]
    card.on.click()
    card.nothing.click()
    card.save.click()
    assert _choices(opened) == ["q1=3 q2=1 q3=1 q3=9"]


def test_after_a_touch_the_keys_still_mean_the_question(opened: Opened) -> None:
    QTest.mouseClick(_tile(opened, "2"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(_screen(opened).card.nothing, Qt.MouseButton.LeftButton)
    QTest.mouseClick(_tile(opened, "5"), Qt.MouseButton.LeftButton)
    _type(" 1\n")
    assert _choices(opened) == ["q1=2 q3=5 q4=1"]


def test_backspace_takes_the_last_mark_back_and_then_the_question_before(opened: Opened) -> None:
    _type("12\b4" + "23\b" + " " + "\b\b" + "8 " + "3")
    _type("\b2" + "\n")
    assert _choices(opened) == ["q1=1 q2=4 q3=8 q4=2"]


def test_backspace_in_the_empty_line_of_words_goes_back(opened: Opened) -> None:
    _type("11 1" + "a\b\b" + "2\n")
    assert _choices(opened) == ["q1=1 q2=1 q4=2"]


def test_a_number_that_the_question_does_not_have_does_nothing(opened: Opened) -> None:
    _type("97x" + "2")
    assert _screen(opened).card.title.text() == "問2／5"


def test_words_are_kept_sealed_and_one_key_passes_them_over(opened: Opened) -> None:
    _type("11 1")
    _type("yokatta 3")
    _type("\n" + "22 2\n")
    told = {sheet.choices: sheet.answers for sheet in _sheets(opened)}
    assert told == {"q1=1\nq2=1\nq4=1": "q5=yokatta 3", "q1=2\nq2=2\nq4=2": None}


def test_a_number_in_the_words_is_told_at_the_line_and_nothing_is_recorded(opened: Opened) -> None:
    _type("11 1")
    words = _screen(opened).card.words
    QTest.keyClicks(words, MY_NUMBER)
    _type("\n")
    _screen(opened).card.save.click()
    assert _sheets(opened) == []
    assert words.warning
    assert words.isVisible()
    words.setText("")
    _type("\n")
    assert len(_sheets(opened)) == 1


def test_the_last_sheet_can_be_taken_back(opened: Opened) -> None:
    _type(USUAL)
    opened.settle()
    opened.shell.undo()
    assert _sheets(opened) == []
    opened.settle()
    assert _screen(opened).count.text() == "入力ずみ 0枚"


def test_a_blank_sheet_is_told_and_the_next_keys_count(opened: Opened) -> None:
    told: list[Problem] = []
    opened.shell.problem.connect(told.append)
    _type("00 0\n")
    opened.settle()
    assert [problem.code for problem in told] == ["survey_empty"]
    _type("\b3\n")
    assert _choices(opened) == ["q4=3"]


def test_a_session_has_its_usual_survey_and_its_own_count(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    session = _lesson(desk)
    opened = open_window(qtbot, shell, desk, "survey_entry")
    screen = _screen(opened)
    screen.occasion.set_value(session)
    opened.settle()
    assert screen.survey.value() == "S2:1"
    screen.card.take_keyboard()
    _type("1213 11\n")
    opened.settle()
    assert screen.count.text() == "入力ずみ 1枚"
    (sheet,) = _sheets(opened)
    assert (sheet.session_id, sheet.survey, sheet.day) == (session, "S2", desk.today.isoformat())
    screen.occasion.set_value(desk.today.isoformat())
    opened.settle()
    assert screen.count.text() == "入力ずみ 0枚"


def test_a_digit_at_the_pile_is_an_answer_and_changes_no_pile(opened: Opened) -> None:
    screen = _screen(opened)
    before = screen.pile()
    screen.occasion.setFocus()
    _type("1")
    assert screen.pile() == before
    assert screen.card.title.text() == "問2／5"


def test_another_survey_begins_anew_and_coming_back_keeps_the_sheet_at_hand(opened: Opened) -> None:
    screen = _screen(opened)
    _type("12")
    opened.window.open("today")
    opened.window.open("survey_entry")
    opened.settle()
    assert screen.card.title.text() == "問3／5"
    screen.survey.set_value("S3:1")
    opened.settle()
    assert screen.card.title.text() == "問1／6"


def test_both_screens_are_found_by_their_names(opened: Opened) -> None:
    for typed, screen in (
        ("アンケートを入力", "survey_entry"),
        ("anketo", "survey_entry"),
        ("questionnaire", "survey_results"),
    ):
        assert screen in {command.id.rpartition(".")[2] for command in opened.shell.commands.find(typed)}


def test_the_keys_of_one_sheet_are_the_same_without_a_window() -> None:
    typing = SheetTyping(shipped_surveys().survey("S1"))
    for key in "12":
        assert typing.digit(key)
    typing.go_on()
    assert typing.digit("1")
    typing.write("ことば")
    assert typing.answers() == Answers((("q1", "1"), ("q2", "2"), ("q4", "1")), (("q5", "ことば"),))
    assert not typing.digit("1")


# What it said


@pytest.fixture
def told(qtbot: QtBot, shell: Shell, desk: Desk) -> Opened:
    """Three sheets, one with words."""
    pile = Pile("S1", 1, desk.today)
    for choices in ((("q1", "1"), ("q3", "2")), (("q1", "1"), ("q3", "2"), ("q3", "9")), (("q1", "4"),)):
        enter_sheet(desk, pile, Answers(choices))
    enter_sheet(desk, pile, Answers((), (("q5", "また来ます"),)))
    return open_window(qtbot, shell, desk, "survey_results")


def _results(opened: Opened) -> SurveyResultsScreen:
    return cast(SurveyResultsScreen, opened.screen)


def _words(opened: Opened) -> list[str]:
    opened.settle()
    return [label.text() for label in opened.screen.findChildren(QLabel) if label.isVisible() and label.text()]


def test_every_answer_is_counted_with_its_share(told: Opened) -> None:
    words = _words(told)
    assert "用紙 4枚（第1版 4枚）" in words
    assert words[words.index("1　とてもよかった") :][:2] == ["1　とてもよかった", "2　50%"]
    assert "9　その他" in words
    assert "4枚のうち、答えた用紙 2枚" in words


def test_words_are_shown_only_when_asked_for(told: Opened) -> None:
    assert "・また来ます" not in _words(told)
    _results(told).words.click()
    assert "・また来ます" in _words(told)


def test_a_sheet_typed_in_elsewhere_shows_at_once(told: Opened) -> None:
    told.workplace.do(enter_sheet, Pile("S2", 1, told.desk.today), Answers((("q1", "2"),))).then(owner=told.shell)
    assert "スマホ体験会・講座のアンケート" in _words(told)


def test_another_period_may_have_nothing(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    opened = open_window(qtbot, shell, desk, "survey_results")
    assert "この期間の用紙は、まだ入力されていません" in _words(opened)
    assert not _results(opened).words.isEnabled()


def test_the_counts_are_saved_as_a_table(told: Opened, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    _results(told).save_to(path)
    told.qtbot.waitUntil(path.exists)
    assert "とてもよかった,2,3,4" in path.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("size", [100, 200])
def test_everybody_can_type_and_read(told: Opened, qapp: QApplication, language: i18n.Language, size: int) -> None:
    theme.apply(qapp, size)
    i18n.install(language)
    told.window.resize(1366, 720)
    _results(told).words.click()
    told.settle()
    assert problems(told.window) == []
    screen = cast(SurveyEntryScreen, told.window.open("survey_entry"))
    told.settle()
    for keys in ("", "11", "1 ", "1"):
        screen.card.take_keyboard()
        _type(keys)
        told.settle()
        assert problems(told.window) == []


# The paper


def _lesson(desk: Desk) -> str:
    day = desk.today.isoformat()
    plan = SessionPlanned(
        title="スマホ教室", day=day, starts="14:00", ends="15:00", session_kind="course", venue="柳沢公民館"
    )
    return plan_session(desk, plan).session.session_id


def test_a_session_prints_its_usual_survey_with_its_day_and_venue(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    session = _lesson(desk)
    opened = open_window(qtbot, shell, desk, "today")
    opened.shell.print_paper(f"survey:{session}")
    opened.settle()
    screen = cast(PrintScreen, opened.window.open("print"))
    options = cast(SurveyOptions, screen.options["survey"])
    assert (options.session.value(), options.survey.value()) == (session, "S2")
    qtbot.waitUntil(lambda: screen.panel.paper is not None, timeout=10_000)
    assert screen.panel.paper is not None
    text = text_of(screen.panel.paper.pdf)
    assert "令和8年（2026年）11月21日" in text
    assert "柳沢公民館" in text


def test_another_survey_in_easy_words_can_be_chosen(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    opened = open_window(qtbot, shell, desk, "print")
    screen = cast(PrintScreen, opened.screen)
    screen.choose("survey")
    opened.settle()
    options = cast(SurveyOptions, screen.options["survey"])
    options.survey.set_value("S3")
    options.wording._segments["easy"].click()
    opened.settle()
    qtbot.waitUntil(lambda: screen.panel.paper is not None, timeout=10_000)
    assert screen.panel.paper is not None
    assert screen.panel.paper.filename == "アンケート_S3_easy.pdf"
