"""The consultation desk at work: several visitors, a group, a call, what may be added."""

from typing import cast

from desktop.ui.screens.consultations.view import ConsultationsScreen
from tools.screenshot_stage import Stage


def several(stage: Stage) -> None:
    """Three are being helped; something is typed for two of them."""
    screen = _fresh(stage)
    for topic, outcome in (("T05-01", ""), ("T02-01", "O1"), ("", "")):
        screen.call_next()
        stage.rest()
        if topic:
            screen.form.choose_topic(topic)
        if outcome:
            screen.form.choose_outcome(outcome)
        stage.rest()


def group(stage: Stage) -> None:
    """One supporter helps four at once."""
    screen = _fresh(stage)
    screen.call_next()
    stage.rest()
    screen.open_group()
    for pick in screen.group.picks()[1:4]:
        pick.click()
    stage.rest()


def call(stage: Stage) -> None:
    """Nobody came for it."""
    _fresh(stage).open_remote()
    stage.rest()


def details(stage: Stage) -> None:
    """Where the visitor was sent, and what may be added."""
    screen = _fresh(stage)
    screen.call_next()
    stage.rest()
    screen.form.choose_topic("T06-06")
    screen.form.choose_outcome("O4")
    screen.toggle_details()
    stage.rest()


def _fresh(stage: Stage) -> ConsultationsScreen:
    screen = cast(ConsultationsScreen, stage.open("consultation"))
    screen.opened.clear()
    screen.show_top()
    stage.rest()
    return screen
