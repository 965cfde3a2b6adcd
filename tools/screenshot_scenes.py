"""What is photographed, and how the window comes to show it."""

from collections.abc import Callable
from functools import partial
from typing import cast

from core.bookings import Place
from core.conflicts import Conflict
from core.door_results import DoorResult
from core.facts import Session
from desktop.app.closing import Step
from desktop.app.desk import Desk
from desktop.ui.screens.consultations.view import ConsultationsScreen
from desktop.ui.screens.people.view import PeopleScreen
from desktop.ui.screens.reception.view import ReceptionScreen
from desktop.ui.screens.sessions.view import SessionsScreen
from desktop.ui.screens.settings.topics import TopicsSection
from desktop.ui.screens.settings.view import SettingsScreen
from desktop.ui.screens.today.view import TodayScreen
from desktop.ui.widgets.reveal import bring_to_top
from tools import (
    screenshot_calendar,
    screenshot_desk,
    screenshot_follows,
    screenshot_kept_apart,
    screenshot_printing,
    screenshot_programmes,
    screenshot_surveys,
)
from tools.screenshot_apart import meet_second_laptop
from tools.screenshot_bookings import booked_afternoon
from tools.screenshot_camera import card_in_hand
from tools.screenshot_days import PIN
from tools.screenshot_door import DOOR, asking
from tools.screenshot_handouts import HANDOUTS
from tools.screenshot_import import choose_kind, look_at_results, look_at_table, take_consultations_in, take_table_in
from tools.screenshot_reports import REPORTS
from tools.screenshot_scanner import scan_elsewhere, scanner_set_awry
from tools.screenshot_slips import slip_under_the_keyboard
from tools.screenshot_stage import Stage
from tools.screenshot_week import standing_desks, with_fees

Scene = Callable[[Stage], object]


def _plain(screen_id: str, stage: Stage) -> None:
    stage.open(screen_id)
    stage.unlock(PIN)


def _consultation(stage: Stage) -> None:
    cast(ConsultationsScreen, stage.open("consultation")).call_next()
    stage.rest()


def _people(stage: Stage) -> None:
    screen = cast(PeopleScreen, stage.open("people"))
    stage.unlock(PIN)
    screen.search.setText("子")
    stage.rest()
    screen.search.submitted.emit("子")
    stage.rest()


def _compare(stage: Stage) -> None:
    _people(stage)
    screen = cast(PeopleScreen, stage.window.open("people"))
    screen.begin_merge()
    screen.open_file(screen.table.rows()[1])
    stage.rest()


def _door(result: DoorResult, stage: Stage) -> None:
    _scanned(DOOR[result], stage)


def _asks(stage: Stage) -> None:
    _scanned(asking, stage)
    stage.open("today")
    stage.open("reception")  # which shows the sessions that opened meanwhile
    stage.rest()


def _scanned(make: Callable[[Desk], str], stage: Stage) -> None:
    screen = cast(ReceptionScreen, stage.open("reception"))
    stage.workplace.do(make).then(partial(_type, screen), owner=screen)
    stage.rest()


def _type(screen: ReceptionScreen, text: str) -> None:
    screen.scan.setText(text)
    if screen.scan.text():  # not a whole code: the scanner's Enter ends it
        screen.scan.submitted.emit(text)


def _by_name(stage: Stage) -> None:
    screen = cast(ReceptionScreen, stage.open("reception"))
    screen.door.clear()
    screen.finder.field.setText("子")
    stage.rest()


def _closing(stage: Stage) -> None:
    stage.shell.come_back("")
    cast(TodayScreen, stage.open("today")).end.click()
    stage.rest()


def _closing_at(step: Step, stage: Stage) -> None:
    screen = cast(TodayScreen, stage.open("today"))
    if screen.pages.current() is not screen.closing:
        screen.end.click()
        stage.rest()
    screen.closing.turn_to(step)
    stage.rest()


def _closing_cash(stage: Stage) -> None:
    stage.workplace.do(with_fees).then(owner=stage.window)
    stage.rest()
    _closing_at(Step.CASH, stage)


def _conditions(stage: Stage) -> None:
    stage.workplace.do(standing_desks).then(owner=stage.window)
    stage.rest()
    stage.open("conditions")
    stage.rest()


def _closing_sheet(stage: Stage) -> None:
    _closing_at(Step.NOTES, stage)
    cast(TodayScreen, stage.open("today")).closing.button.click()
    stage.rest()


def _closed(stage: Stage) -> None:
    screen = cast(TodayScreen, stage.open("today"))
    for _ in range(2):
        screen.closing.go_on()
        stage.rest()


def _unsettled(stage: Stage) -> None:
    screen = cast(TodayScreen, stage.open("today"))
    stage.workplace.do(meet_second_laptop).then(owner=screen)
    stage.rest()
    screen.notice.wanted.emit()
    stage.rest()


def _registered_twice(stage: Stage) -> None:
    """Both records of one visitor, with their names; goes on from the list."""
    screen = cast(TodayScreen, stage.open("today"))
    screen.notice.wanted.emit()
    stage.rest()
    cards = screen.unsettled.cards
    place = next(n for n, card in enumerate(cards) if card.item.conflict is Conflict.SAME_PERSON)
    cards[place].buttons[0].click()
    stage.rest()
    bring_to_top(screen.unsettled.cards[place])
    stage.rest()


def _palette(stage: Stage) -> None:
    stage.open("reception")
    stage.window.open_palette()
    stage.rest()


def _sessions(stage: Stage) -> None:
    screen = cast(SessionsScreen, stage.open("sessions"))
    screen.choose(screen.table.rows()[0])
    stage.rest()


def _bookings(stage: Stage) -> None:
    screen = cast(SessionsScreen, stage.open("sessions"))
    stage.workplace.do(booked_afternoon).then(partial(_open_board, screen), owner=screen)
    stage.rest()


def _open_board(screen: SessionsScreen, session: Session) -> None:
    screen.choose(session)
    screen.open_bookings()


def _booking(stage: Stage) -> None:
    board = cast(SessionsScreen, stage.open("sessions")).board
    board.begin_booking(Place("13:45", 2))
    stage.rest()


def _away(stage: Stage) -> None:
    stage.open("reception")
    stage.shell.leave()
    stage.rest()


def _camera(stage: Stage) -> None:
    """No camera here: the viewfinder shows a card as one would send it."""
    corner = cast(ReceptionScreen, stage.open("reception")).camera
    corner.view.show()
    corner.view.show_picture(card_in_hand())
    corner.button.say("カメラを止める")
    stage.rest()


def _choosing_camera(stage: Stage) -> None:
    screen = cast(SettingsScreen, stage.open("settings"))
    screen.choose("camera")
    stage.unlock(PIN)
    stage.rest()


def _own_topics(stage: Stage) -> None:
    screen = cast(SettingsScreen, stage.open("settings"))
    screen.choose("topics")
    if not screen.gate.is_open:
        stage.unlock(PIN)
    section = cast(TopicsSection, screen.section("topics"))
    for line, text in ((section.ja, "しろ丸ペイ"), (section.reading, "しろまるぺい"), (section.en, "Shiromaru Pay")):
        line.setText(text)
    section.add()
    stage.rest()


NINE: dict[str, Scene] = {
    "today": partial(_plain, "today"),
    "reception": partial(_plain, "reception"),
    "consultation": _consultation,
    "people": _people,
    "sessions": _sessions,
    "print": partial(_plain, "print"),
    "reports": partial(_plain, "reports"),
    "send": partial(_plain, "send"),
    "settings": partial(_plain, "settings"),
}
"""The rail, from above."""

MORE: dict[str, Scene] = {
    "slips": partial(slip_under_the_keyboard, "821"),
    "people-compare": _compare,
    "reception-by-name": _by_name,
    **{f"reception-{result.value.replace('_', '-')}": partial(_door, result) for result in DOOR},
    "reception-asks": _asks,
    "bookings": _bookings,
    "booking": _booking,
    "sessions-month": screenshot_calendar.month,
    "sessions-week": screenshot_calendar.week,
    "sessions-series": screenshot_calendar.recurring,
    "sessions-series-done": screenshot_calendar.changed,
    "sessions-series-list": screenshot_calendar.series_listed,
    "sessions-programme": screenshot_programmes.chosen,
    "sessions-programme-whole": screenshot_programmes.read_whole,
    "sessions-course": screenshot_programmes.planned,
    "settings-programmes": screenshot_programmes.settings,
    "consultation-several": screenshot_desk.several,
    "consultation-group": screenshot_desk.group,
    "consultation-call": screenshot_desk.call,
    "consultation-details": screenshot_desk.details,
    "consultation-scan": scan_elsewhere,
    "consultation-next": screenshot_follows.goes_on,
    "settings-scanner": scanner_set_awry,
    "away": _away,
    "closing": _closing,
    "closing-cash": _closing_cash,
    "closing-loans": partial(_closing_at, Step.LOANS),
    "closing-notes": partial(_closing_at, Step.NOTES),
    "closing-sheet": _closing_sheet,
    "closed": _closed,
    "cash": partial(_plain, "cash"),
    "conditions": _conditions,
    "palette": _palette,
    **HANDOUTS,
    "import": look_at_table,
    "import-done": take_table_in,
    "import-kinds": choose_kind,
    "import-consultations": take_consultations_in,
    "import-results": look_at_results,
    "unsettled": _unsettled,
    "unsettled-person": _registered_twice,
    "send-apart": screenshot_kept_apart.kept_apart,
    "send-copied": screenshot_kept_apart.copied,
    "reception-camera": _camera,
    "settings-camera": _choosing_camera,
    "settings-topics": _own_topics,
    "reports-unresolved": screenshot_follows.unresolved,
    **REPORTS,
    "print-poster": screenshot_printing.poster,
    "print-reception-slips": partial(screenshot_printing.paper, "reception_slips"),
    "print-again": screenshot_printing.printed_again,
    "print-queue": screenshot_printing.queue,
    "print-survey": screenshot_surveys.paper,
    "survey-entry": screenshot_surveys.typing,
    "survey-results": screenshot_surveys.said,
}
"""What happens on them, in the order of a day: each goes on from the one before."""

MORNING: dict[str, Scene] = {"opening": partial(_plain, "today")}
"""Before 開場."""
