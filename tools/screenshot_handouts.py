"""Pictures of handouts: the bar of the consultation desk, and a leaflet wanted a second time."""

from typing import TYPE_CHECKING, cast

from desktop.ui.screens.consultations.view import ConsultationsScreen

if TYPE_CHECKING:
    from tools.screenshot_stage import Stage


def _asked(stage: "Stage", topic: str) -> ConsultationsScreen:
    screen = cast(ConsultationsScreen, stage.open("consultation"))
    screen.open_blank()
    screen.form.choose_topic(topic)
    stage.rest()
    return screen


def handout_bar(stage: "Stage") -> None:
    """A topic is chosen, its handout is one touch away."""
    _asked(stage, "T02-01")


def handout_again(stage: "Stage") -> None:
    """Printed for this visit already."""
    bar = _asked(stage, "T02-01").handouts
    bar.ask_why()
    stage.rest()


HANDOUTS = {"handout-bar": handout_bar, "handout-again": handout_again}
