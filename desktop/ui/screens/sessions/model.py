"""The calendar without widgets: weeks and words."""

from datetime import date, timedelta

from core.english_dates import weekday_and_day
from core.facts import Session
from core.kinds import SessionFields
from core.programmes import Programmes
from core.wareki import weekday
from desktop.ui import i18n
from desktop.ui.i18n import tr

KINDS = {
    "consultation": "相談会",
    "regular": "定期相談会",
    "standing": "常設相談会場",
    "trial": "体験会",
    "course": "講座・講習会",
    "social": "交流の場",
    "training": "研修・養成",
    "meeting": "連絡会・意見交換",
}
CHANNELS = {"in_person": "会場で", "online": "オンラインで"}
STATES = {"planned": "これから", "open": "開場中", "closed": "終わりました", "cancelled": "中止"}
_LETTERS, _LETTERS_EN = 14, 26
WEEK = timedelta(days=7)


def day_text(day: date) -> str:
    """11/21（土）, or Sat 21 Nov."""
    if i18n.language() == "en":
        return weekday_and_day(day)
    return f"{day.month}/{day.day}（{weekday(day)}）"


def session_day(session: Session) -> str:
    """The day of a session, as `day_text`."""
    return day_text(date.fromisoformat(session.day))


def hours(session: Session | SessionFields) -> str:
    """From and to."""
    return f"{session.starts}〜{session.ends}"


def kind_text(code: str) -> str:
    """The word for a kind of session; its code where there is none yet."""
    return tr(KINDS.get(code, code))


def state_text(session: Session) -> str:
    """Planned, open, closed or cancelled."""
    return tr(STATES.get(session.state, session.state))


def programme_text(programmes: Programmes, session: Session) -> str:
    """The programme's name, as far as a list has room for it; its code where no list knows it."""
    programme = programmes.find(session.programme or "")
    if programme is None:
        return session.programme or ""
    english = i18n.language() == "en"
    name, most = (programme.en, _LETTERS_EN) if english else (programme.ja, _LETTERS)
    return name if len(name) <= most else f"{name[: most - 1]}…"


def fee_text(session: Session) -> str:
    """What is paid, with and without a lent device."""
    fee = tr("{n}円", n=session.fee) if session.fee else tr("無料")
    if session.fee_with_loan is None:
        return fee
    return tr("{fee}（端末を借りる方は{n}円）", fee=fee, n=session.fee_with_loan)


def slots_text(session: Session) -> str:
    """The board of bookings in a line; empty for a session without slots."""
    if session.slot_minutes is None:
        return ""
    return tr("{minutes}分の枠、席は{n}つ", minutes=session.slot_minutes, n=session.tables or 1)


def quota_text(session: Session) -> str:
    """How many can be received; empty for any number."""
    return tr("{n}人", n=session.quota) if session.quota is not None else ""


def next_week(session: Session) -> date:
    """The same weekday, a week later."""
    return date.fromisoformat(session.day) + WEEK
