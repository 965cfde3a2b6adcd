"""What the board of bookings says, as plain values: words, colours, icons."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.bookings import BookingState, Place, place_of
from core.clock import in_japan
from core.facts import Booking, Session
from desktop.app.booking_board import Board, BookingLine
from desktop.ui.age_bands import band_text
from desktop.ui.i18n import tr
from desktop.ui.screens.sessions.model import day_text
from desktop.ui.theme.tokens import Role
from desktop.ui.widgets.frames import Tone

STATES = {
    BookingState.EXPECTED: "予約しています",
    BookingState.LATE: "まだ来ていません",
    BookingState.ARRIVED: "受付済み",
    BookingState.NO_SHOW: "来られませんでした",
    BookingState.WAITING: "キャンセル待ち",
    BookingState.CANCELLED: "取り消し",
}
TONES: dict[BookingState, Tone] = {
    BookingState.EXPECTED: "info",
    BookingState.LATE: "warning",
    BookingState.ARRIVED: "success",
    BookingState.NO_SHOW: "quiet",
    BookingState.WAITING: "info",
    BookingState.CANCELLED: "quiet",
}


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell: who, below it what, with colours and an icon of its own; `spoken` for those who hear it."""

    title: str
    caption: str
    icon: str
    ink: Role
    fill: Role
    spoken: str


_COUNTED = {
    BookingState.EXPECTED: "これから {n}",
    BookingState.LATE: "まだ来ていません {n}",
    BookingState.ARRIVED: "受付済み {n}",
    BookingState.NO_SHOW: "来られませんでした {n}",
}
_SHORT = {BookingState.LATE: "まだです", BookingState.NO_SHOW: "来られず"}
"""What fits into a cell; the whole word is spoken, and stands in the panel."""
_LOOKS: dict[BookingState, tuple[str, Role, Role]] = {
    BookingState.EXPECTED: ("person", "key", "key_soft"),
    BookingState.LATE: ("clock", "warning", "warning_soft"),
    BookingState.ARRIVED: ("check_circle", "success_fill", "success_soft"),
    BookingState.NO_SHOW: ("minus", "muted", "disabled_fill"),
}


def cell(board: Board, place: Place, moving: bool = False) -> CellView:
    """How a place looks; while a booking is moved, free ones say that it can go there."""
    held = board.at(place)
    if len(held) > 1:
        spoken = tr("{n}件の予約", n=len(held))
        return _cell(place, tr("要確認"), spoken, ("warning", "caution_fill", "caution_soft"))
    if not held:
        title = tr("ここへ動かす") if moving else tr("空き")
        return _cell(place, title, "", ("plus", "muted", "surface"))
    line = held[0]
    look = _LOOKS.get(line.state, _LOOKS[BookingState.EXPECTED])
    spoken = "　".join((place_text(place), who(line), line.number, tr(STATES[line.state]), line.ticket)).rstrip()
    return CellView(who(line), below(line), *look, spoken)


def who(line: BookingLine) -> str:
    """The name where the site records names, else the age band."""
    return line.name or band_text(line.booking.age_band)


def below(line: BookingLine) -> str:
    """Booking number while somebody is expected, the ticket once here; else what became of it."""
    if line.state is BookingState.ARRIVED:
        return tr("受付 {ticket}", ticket=line.ticket).rstrip()
    return line.number if line.state is BookingState.EXPECTED else tr(_SHORT.get(line.state, ""))


def place_text(place: Place | None) -> str:
    """「10:30　席2」; empty for a session without slots."""
    return tr("{slot}　席{table}", slot=place.slot, table=place.table) if place else ""


def place_of_booking(booking: Booking) -> str:
    """As `place_text`, for a booking that has one."""
    return place_text(place_of(booking))


def state_word(line: BookingLine) -> str:
    """How a booking stands, in Japanese source text."""
    return STATES[line.state]


def session_text(session: Session) -> str:
    """How a session is told from the others of its day."""
    return f"{session.starts} {session.title}"


def made_text(line: BookingLine) -> str:
    """When the booking was told."""
    made = in_japan(line.booking.made_at)
    return f"{day_text(made.date())} {made:%H:%M}"


def questions(session: Session) -> str:
    """What is to be asked before somebody is booked, in a line."""
    age = tr("{n}歳から", n=session.min_age) if session.min_age is not None else ""
    asked = [text for text in (age, *session.conditions.splitlines()) if text]
    return tr("おたずねすること: {asked}", asked=" / ".join(asked)) if asked else ""


def counts(board: Board) -> Sequence[tuple[str, Tone, int]]:
    """The pills above the board: word, tone, number; only what there is."""
    found: list[tuple[str, Tone, int]] = []
    if board.room is not None:
        found.append(("空き {n}", "info" if board.room else "quiet", board.room))
    for state in _COUNTED:
        number = board.count(state)
        if number:
            found.append((_COUNTED[state], TONES[state], number))
    if board.waiting:
        found.append(("キャンセル待ち {n}", "info", len(board.waiting)))
    if board.doubles:
        found.append(("要確認 {n}", "error", len(board.doubles)))
    return found


def _cell(place: Place, title: str, caption: str, look: tuple[str, Role, Role]) -> CellView:
    spoken = "　".join(filter(None, (place_text(place), title, caption)))
    return CellView(title, caption, *look, spoken)
