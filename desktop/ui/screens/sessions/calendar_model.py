"""What a day of the calendar says, as plain values: words, colours, icons."""

from dataclasses import dataclass
from datetime import date

from core.english_dates import english_month, short_month
from core.facts import Session
from desktop.app.calendar import CalendarDay, Span
from desktop.ui import i18n
from desktop.ui.i18n import tr
from desktop.ui.screens.sessions.model import day_text, hours, state_text
from desktop.ui.theme.tokens import Role

LIST, WEEK, MONTH = "list", "week", "month"
VIEWS = ((LIST, "一覧"), (WEEK, "1週間"), (MONTH, "1か月"))
WEEKDAYS = ("月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日")
_SATURDAY, _SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class LineView:
    """One session in a cell: its words, and an icon where it has something to tell."""

    text: str
    ink: Role
    icon: str = ""


@dataclass(frozen=True, slots=True)
class DayView:
    """A cell: the day, what it is called, its sessions; `spoken` for those who hear it."""

    number: str
    note: str
    ink: Role
    fill: Role
    lines: tuple[LineView, ...]
    spoken: str


def day_view(day: CalendarDay, span: Span, *, wide: bool) -> DayView:
    """How a day looks. A `wide` cell has room for the whole date and for the venues."""
    is_today = day.day == span.today
    note = "　".join(filter(None, (tr("今日") if is_today else "", tr(day.off))))
    return DayView(
        number=day_text(day.day) if wide else str(day.day.day),
        note=note,
        ink=_ink(day),
        fill="ground" if day.is_aside else "key_soft" if is_today else "surface",
        lines=tuple(_line(each, span, wide=wide) for each in day.sessions),
        spoken=_spoken(day, span, note),
    )


def weekday_names() -> tuple[str, ...]:
    """月 to 日, as a narrow column is headed."""
    return tuple(tr(name) if i18n.language() == "en" else name[0] for name in WEEKDAYS)


def span_text(span: Span, view: str) -> str:
    """2026年12月, or the first and the last day of a week."""
    if view != MONTH:
        return tr("{first}〜{last}", first=_short_day(span.first), last=_short_day(span.last))
    if i18n.language() == "en":
        return f"{english_month(span.anchor)} {span.anchor.year}"
    return tr("{year}年{month}月", year=span.anchor.year, month=span.anchor.month)


def step(anchor: date, view: str, by: int) -> date:
    """A day in the week or month that is so many on."""
    if view != MONTH:
        return date.fromordinal(anchor.toordinal() + 7 * by)
    months = anchor.year * 12 + anchor.month - 1 + by
    return date(months // 12, months % 12 + 1, 1)


def _line(session: Session, span: Span, *, wide: bool) -> LineView:
    begins, place = (session.starts, session.venue) if wide else (_short_time(session.starts), "")
    text = "　".join(filter(None, (f"{begins} {session.title}", place)))
    if session.state == "cancelled":
        return LineView(tr("中止 {text}", text=text), "muted", "close")
    if session.session_id in span.in_the_way:
        return LineView(text, "warning", "warning")
    if session.state == "open":
        return LineView(text, "success", "open")
    return LineView(text, "muted" if session.state == "closed" else "text")


def _short_time(text: str) -> str:
    """10時 for 10:00, 9:40 for 09:40: there is little room in a month."""
    hour, _, minute = text.partition(":")
    return tr("{hour}時", hour=int(hour)) if minute == "00" else f"{int(hour)}:{minute}"


def _short_day(day: date) -> str:
    return f"{day.day} {short_month(day)}" if i18n.language() == "en" else f"{day.month}/{day.day}"


def _ink(day: CalendarDay) -> Role:
    if day.is_aside:
        return "muted"
    if day.off or day.day.weekday() == _SUNDAY:
        return "error"
    return "key" if day.day.weekday() == _SATURDAY else "text"


def _spoken(day: CalendarDay, span: Span, note: str) -> str:
    count = tr("予定{n}件", n=len(day.sessions)) if day.sessions else tr("予定はありません")
    told = (tr("{date} {weekday}", date=_date(day.day), weekday=tr(WEEKDAYS[day.day.weekday()])), note, count)
    return "、".join(filter(None, (*told, *(spoken_session(each, span.in_the_way) for each in day.sessions))))


def spoken_session(session: Session, in_the_way: frozenset[str]) -> str:
    """A session in words."""
    words = (hours(session), session.title, session.venue, session.room or "", state_text(session))
    shares = tr("同じ部屋と時刻が重なっています") if session.session_id in in_the_way else ""
    return " ".join(filter(None, (*words, shares)))


def _date(day: date) -> str:
    return (
        f"{day.day} {english_month(day)}"
        if i18n.language() == "en"
        else tr("{month}月{day}日", month=day.month, day=day.day)
    )
