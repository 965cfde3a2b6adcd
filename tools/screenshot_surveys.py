"""A pile of questionnaires, half typed in, and what it said. Everybody in it is invented."""

import random
from typing import cast

from core.surveys import Answers
from desktop.app.desk import Changed, Desk
from desktop.app.surveys import Pile, enter_sheet, entry_choices
from desktop.ui.screens.surveys.entry import SurveyEntryScreen
from desktop.ui.screens.surveys.results import SurveyResultsScreen
from tools import screenshot_printing
from tools.screenshot_stage import Stage

_SHEETS = 23
_WROTE = ("ゆっくり教えてもらえて、よくわかりました。また来ます。", "字がもう少し大きいと助かります。")


def paper(stage: Stage) -> None:
    """The sheet to fill in."""
    screenshot_printing.paper("survey", stage)


def typing(stage: Stage) -> None:
    """The third question of the twenty-sixth sheet."""
    screen = cast(SurveyEntryScreen, stage.open("survey_entry"))
    stage.workplace.do(_pile).then(owner=screen)
    stage.rest()
    for digit in "1224":
        screen.card.press(digit)
    stage.rest()


def said(stage: Stage) -> None:
    """The counts, with the words open."""
    screen = cast(SurveyResultsScreen, stage.open("survey_results"))
    stage.rest()
    screen.read_words()
    stage.rest()


def _pile(desk: Desk) -> Changed:
    chance = random.Random(5)
    session = next(each.session for each in entry_choices(desk).occasions if each.session is not None)
    pile = Pile("S1", 1, desk.today, session.session_id)
    for _ in range(_SHEETS):
        many = chance.sample("123456789", chance.randint(1, 3))
        one = (("q1", chance.choice("1112223")), ("q2", chance.choice("1122234")), ("q4", chance.choice("1113")))
        enter_sheet(desk, pile, Answers((*one, *(("q3", each) for each in many))))
    written = [enter_sheet(desk, pile, Answers((("q1", "1"),), (("q5", text),))) for text in _WROTE]
    return written[-1].changed
