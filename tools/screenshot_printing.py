"""印刷 in its states: a poster, one-person slips, a paper that asks why again, a printer that is gone."""

from typing import cast

from desktop.app.numbering import FIRST_PAPER_NUMBER
from desktop.app.printed import note_printed
from desktop.devices.printer import PrinterInfo
from desktop.ui.screens.printing.poster_options import PosterOptions
from desktop.ui.screens.printing.set_options import SetOptions
from desktop.ui.screens.printing.view import PrintScreen
from tools.screenshot_stage import Stage

_PRINTER = PrinterInfo("複合機", "2階の複合機", True)


def paper(kind: str, stage: Stage) -> PrintScreen:
    """The print screen with this paper, as with a printer."""
    screen = cast(PrintScreen, stage.open("print"))
    screen.panel.find_printers = lambda: [_PRINTER]  # type: ignore[method-assign]  # whatever this machine has
    screen.panel.look_for_printers()
    screen.choose(kind)
    stage.rest()
    return screen


def poster(stage: Stage) -> None:
    """With the site's words on it."""
    screen = paper("poster", stage)
    options = cast(PosterOptions, screen.options["poster"])
    options.phone.setText("042-461-1170")
    options.url.setText("https://www.example.lg.jp/smartphone/")
    options.keep()
    stage.rest()


def printed_again(stage: Stage) -> None:
    """A set that was printed in the morning."""
    screen = paper("slips", stage)
    assert screen.panel.paper is not None
    assert screen.panel.paper.mark is not None
    stage.workplace.do(note_printed, screen.panel.paper.mark, 1).then(owner=screen)
    stage.rest()
    cast(SetOptions, screen.options["slips"]).first.set_value(FIRST_PAPER_NUMBER)
    stage.rest()
    screen.panel.print_paper()
    stage.rest()


def queue(stage: Stage) -> None:
    """The printer is not there: nothing is lost."""
    screen = paper("tickets", stage)
    screen.panel.print_paper()
    stage.rest()
    screen.panel.show_list()
    stage.rest()
