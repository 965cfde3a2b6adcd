"""What a coordinator should know of a session's plan. Nothing of it is ever refused: halls are divided, plans move."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.bookings import place_of, places, standing
from core.facts import Attendance, Booking, Session
from core.holidays import holiday_name, is_year_end
from core.rooms import meeting
from core.wareki import weekday
from desktop.app.booked import bookings_of
from desktop.app.desk import Desk


@dataclass(frozen=True)
class Remark:
    """A sentence with places, what fills them, and the next step. `sentence` is whole, in Japanese."""

    code: str
    template: str
    values: tuple[tuple[str, str | int], ...] = ()
    next_step: str = ""

    @property
    def sentence(self) -> str:
        """In Japanese."""
        return self.template.format(**dict(self.values))


def remarks(desk: Desk, session: Session) -> tuple[Remark, ...]:
    """Of one session as it stands now; none for a cancelled one but the bookings that it still has."""
    booked = standing(bookings_of(desk, session.session_id))
    if session.state == "cancelled":
        return _still_booked(booked)
    of_bookings = (*_beyond_quota(session, booked), *_off_the_board(session, booked))
    return (*_in_one_room(desk, session), *_moved(desk, session), *of_bookings, *_closed(session))


def _in_one_room(desk: Desk, session: Session) -> tuple[Remark, ...]:
    same_day = desk.store.facts.where(Session, "day = ?", [session.day], order="starts, session_id")
    return tuple(
        Remark(
            "same_room",
            "同じ時刻に、同じ部屋で「{title}」（{starts}〜{ends}）があります。",
            (("title", other.title), ("starts", other.starts), ("ends", other.ends)),
            "部屋が別のときは、それぞれの予定に部屋の名前を入れてください。",
        )
        for other in meeting(session, same_day)
    )


def _moved(desk: Desk, session: Session) -> tuple[Remark, ...]:
    """Receptions of other days than the plan's: they stay where they were, and so do the figures."""
    elsewhere = desk.store.facts.where(
        Attendance, "session_id = ? AND voided = 0 AND day <> ?", [session.session_id, session.day], order="day"
    )
    by_day = Counter(each.day for each in elsewhere)
    return tuple(
        Remark(
            "moved",
            "{day}の受付が{n}件あります。受付と相談は、来た日のまま集計します。予定の1回は、いまの日付で数えます。",
            (("day", _day(day)), ("n", n)),
            "予約は、この予定といっしょに移りました。",
        )
        for day, n in by_day.items()
    )


def _beyond_quota(session: Session, booked: Sequence[Booking]) -> tuple[Remark, ...]:
    if session.quota is None or len(booked) <= session.quota:
        return ()
    return (
        Remark(
            "beyond_quota",
            "予約が{n}件あり、定員の{quota}人を超えています。予約はそのまま残っています。",
            (("n", len(booked)), ("quota", session.quota)),
            "定員を増やすか、ほかの回へ移っていただくよう連絡してください。",
        ),
    )


def _off_the_board(session: Session, booked: Sequence[Booking]) -> tuple[Remark, ...]:
    board = frozenset(places(session))
    off = [each for each in booked if (each.slot or board) and place_of(each) not in board]
    if not off:
        return ()
    return (
        Remark(
            "off_the_board",
            "いまの時刻の枠に合わない予約が{n}件あります。",
            (("n", len(off)),),
            "「予約を見る」で、新しい枠に移してください。",
        ),
    )


def _still_booked(booked: Sequence[Booking]) -> tuple[Remark, ...]:
    if not booked:
        return ()
    return (
        Remark(
            "cancelled_with_bookings",
            "中止になりましたが、予約が{n}件残っています。",
            (("n", len(booked)),),
            "予約の方に連絡して、ほかの回へ移してください。",
        ),
    )


def _closed(session: Session) -> tuple[Remark, ...]:
    day = date.fromisoformat(session.day)
    name = holiday_name(day)
    if name is not None:
        return (Remark("holiday", "この日は祝日（{name}）です。", (("name", name),)),)
    return (Remark("year_end", "この日は年末年始（12月29日から1月3日）です。"),) if is_year_end(day) else ()


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.month}/{day.day}（{weekday(day)}）"
