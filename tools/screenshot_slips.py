"""A pile of slips: one under the keyboard, some entered, some still to come."""

from functools import partial
from typing import cast

from core.paper_marks import set_mark
from core.slip_code import Slip, slip_code
from core.slip_typing import read_keys
from core.tickets import Ticket
from desktop.app.desk import Desk
from desktop.app.printed import note_printed
from desktop.app.slip_entry import enter_slip
from desktop.app.slips import find_slip
from desktop.ui.screens.consultations.slip_view import SlipScreen
from tools.screenshot_stage import Stage

_ENTERED = {501: "82113", 502: "91114", 504: "86412", 505: "75115"}


def slip_under_the_keyboard(keys: str, stage: Stage) -> None:
    """A507, with these of its keys typed."""
    screen = cast(SlipScreen, stage.open("slips"))
    stage.workplace.do(_pile).then(partial(_scan, screen), owner=screen)
    stage.rest()
    screen.shown()
    stage.rest()
    for key in keys:
        screen.press(key)
    stage.rest()


def _pile(desk: Desk) -> str:
    codes = {number: slip_code(desk.identity.site_id, desk.today, Ticket("A", number)) for number in range(501, 511)}
    if find_slip(desk, codes[501]).consultation is None:
        note_printed(desk, set_mark("slips", desk.today, Ticket("A", 501), 10), 1)
        for number, keys in _ENTERED.items():
            found = find_slip(desk, codes[number])
            enter_slip(desk, Slip(desk.today, Ticket("A", number)), read_keys(found.plan, keys))
    return codes[507]


def _scan(screen: SlipScreen, code: str) -> None:
    screen.take_scan(code)
