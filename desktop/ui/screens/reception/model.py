"""What the reception screen says, as plain values."""

from core.clock import in_japan, time_of_day
from core.door_results import DoorResult
from core.facts import Attendance
from desktop.app.booked import Booked
from desktop.app.door import DoorAnswer
from desktop.app.found_at_door import Found
from desktop.app.people import PersonLine
from desktop.app.who_is_here import VisitLine
from desktop.ui.calling.words import standing_text, wish_text
from desktop.ui.i18n import tr

_HOW = {"card": "カード", "name": "お名前", "number": "カードなし", "paper": "相談票", "booking": "予約"}
_REASONS = {
    "quota": "次の回をご案内ください。",
    "age": "この回の対象の年齢ではありません。",
    "booked_elsewhere": "今日の別の回を予約されています。",
    "slip_of_another_day": "ほかの日の相談票です。受け付けるときは、カードなしで受け付けてください。",
    "slip_of_another_site": "この拠点の相談票ではありません。お名前でさがすか、新しく受け付けてください。",
}
_NEXT = {
    DoorResult.UNKNOWN: "お名前でさがすか、新しく受け付けてください。",
    DoorResult.REVOKED: "前のカードです。新しいカードを読み取るか、作り直してください。",
    DoorResult.UNREADABLE: "もう一度かざすか、お名前でさがしてください。",
}
_NEW_CARD = "まだどなたのものでもないカードか、ほかの会場のカードです。"


def how_text(visit: Attendance) -> str:
    """How somebody was received."""
    return tr(_HOW.get(visit.how, visit.how))


def state_text(line: VisitLine) -> str:
    """Where the visit stands now, how it wishes to be called, with companions."""
    companions = tr("付き添い {n}人", n=line.visit.companions) if line.visit.companions else ""
    stands = standing_text(line.visit, helped=line.consulted)
    return "　".join(filter(None, (stands, wish_text(line.visit.wish), companions)))


def condition_text(line: VisitLine) -> str:
    """The last column: the state, and the name where names are recorded."""
    return "　".join(filter(None, (state_text(line), line.name)))


def answer_sentence(answer: DoorAnswer) -> str:
    """The sentence of the result, where it says more than usual."""
    if answer.result is not DoorResult.ALREADY or answer.attendance is None:
        return ""
    at = in_japan(answer.attendance.at)
    return tr("受付済みです（{hour}時{minute}分）", hour=at.hour, minute=f"{at.minute:02}")


def answer_detail(answer: DoorAnswer) -> str:
    """What staff read below it: the reason, or what to do now."""
    if answer.booked is not None:
        return _booked(answer.booked)
    if answer.reason is not None:
        return tr(_REASONS.get(answer.reason, ""))
    if answer.card_text:
        return tr(_NEW_CARD)
    if answer.attendance is not None:
        return _about(answer.attendance)
    return tr(_NEXT.get(answer.result, ""))


def _about(visit: Attendance) -> str:
    """What staff may want to know of a visit: gone home since, companions."""
    home = tr("{time} に帰りました", time=time_of_day(visit.left_at)) if visit.left_at else ""
    companions = tr("付き添い {n}人", n=visit.companions) if visit.companions else ""
    return "　".join(filter(None, (home, companions)))


def _booked(place: Booked) -> str:
    starts = place.booking.slot or place.session.starts
    return tr("ご予約は {starts} からの「{title}」です。", starts=starts, title=place.session.title)


def answer_name(answer: DoorAnswer) -> str:
    """The visitor's name where this site records names: shown small."""
    return (answer.person.name or "") if answer.person is not None else ""


def ticket_of(answer: DoorAnswer) -> str:
    """The number that the visitor is called by."""
    return (answer.attendance.ticket or "") if answer.attendance is not None else ""


def person_title(line: PersonLine) -> str:
    """How a person is told from others in the list."""
    return line.person.name or tr("（お名前なし）")


def found_title(found: Found) -> str:
    """The name of whoever was found: on record, or told with the booking."""
    told = found.booking.name if found.booking is not None else ""
    return told or (person_title(found.person) if found.person is not None else _booking_number(found))


def found_kana(found: Found) -> str:
    """How the name is read."""
    told = found.booking.kana if found.booking is not None else ""
    return told or ((found.person.person.kana or "") if found.person is not None else "")


def found_band(found: Found) -> str:
    """The age band's code."""
    if found.person is not None:
        return found.person.person.age_band
    return found.booking.booking.age_band if found.booking is not None else ""


def found_standing(found: Found) -> str:
    """The booked time of today, or when somebody came last."""
    if found.booking is not None and found.session is not None:
        return tr("予約 {starts}", starts=found.booking.booking.slot or found.session.starts)
    return last_visit(found.person) if found.person is not None else ""


def _booking_number(found: Found) -> str:
    return tr("予約番号 {number}", number=found.booking.number) if found.booking is not None else ""


def card_ending(line: PersonLine) -> str:
    """The last four characters of the newest card."""
    code = next((card.code for card in line.cards if card.code), None)
    return f"…{code[-4:]}" if code else ""


def last_visit(line: PersonLine) -> str:
    """When somebody came last, as 11/21."""
    return line.last_visit[5:].replace("-", "/") if line.last_visit else tr("はじめて")
