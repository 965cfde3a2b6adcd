"""The consultation desk without widgets: finding topics, what is still missing, and how a line reads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from core.calling import Standing
from core.catalogue import Channel, Group, Outcome, Topic
from core.clock import time_of_day
from core.facts import Consultation
from desktop.app.consultations import AT_THE_VENUE, LONGEST_NOTE, ConsultationForm
from desktop.app.waiting import LogLine, Visitor
from desktop.ui.calling.words import standing_text, wish_text
from desktop.ui.commands import plain
from desktop.ui.i18n import named, tr
from desktop.ui.screens.consultations.opened import OpenConsultation, Typed
from desktop.ui.type_ahead import TypeAhead, searched_texts
from desktop.ui.widgets.free_line import guard_sentence

MINUTES = (5, 10, 15, 20, 30, 45, 60)
COUNTED_AT_MOST = 120
"""Longer than this since the call, nobody was still being helped: not offered by itself."""
FOLLOW_UP_WEEKS = (1, 2, 4)
SHOWN_AT_MOST = 9
STRIP_PREFIX = 1
REFERS = "O4"
"""The outcome that asks where to; any other that asks, asks why."""


class TopicFinder:
    """Type-ahead over topics: Japanese, kana, romaji of either school, English, or the code."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._topics = TypeAhead((topic, _texts(topic)) for group in groups for topic in group.topics)

    def find(self, typed: str) -> list[Topic]:
        """Topics that hold every typed word, those whose words begin with it first; at most nine."""
        return self._topics.find(typed)[:SHOWN_AT_MOST]


@dataclass(frozen=True)
class Titles:
    """Codes to titles, also of what is no longer offered today."""

    topics: dict[str, Topic]
    outcomes: dict[str, Outcome]
    channels: dict[str, Channel] = field(default_factory=dict)

    def topic(self, code: str) -> str:
        """The topic's title; its code where this laptop does not know it yet."""
        return named(self.topics[code]) if code in self.topics else code

    def outcome(self, code: str) -> str:
        """The outcome's title, or its code."""
        return named(self.outcomes[code]) if code in self.outcomes else code

    def channel(self, code: str) -> str:
        """The channel's title; empty for whoever came."""
        return "" if code == AT_THE_VENUE or code not in self.channels else named(self.channels[code])

    def lacks(self, consultation: Consultation) -> str:
        """What this outcome asks and nobody filled in yet, as a word; empty for nothing."""
        outcome = self.outcomes.get(consultation.outcome)
        if outcome is None or not outcome.follow_ups or consultation.referral or consultation.reason:
            return ""
        return tr("案内先が未記入") if consultation.outcome == REFERS else tr("理由が未記入")


def missing(topic: str, outcome: str, minutes: int | None) -> str:
    """What must still be chosen, as one sentence; empty when the three choices are there."""
    if not topic:
        return "相談の内容を選んでください。"
    if not outcome:
        return "結果を選んでください。"
    return "" if minutes is not None else "かかった時間（分）を選んでください。"


def note_sentence(text: str) -> str | None:
    """Why this note cannot be kept as it is, in the language of the window; None if it can."""
    if len(text) > LONGEST_NOTE:
        return tr("メモは{most}文字までです（いま {n}文字）。", most=f"{LONGEST_NOTE:,}", n=f"{len(text):,}")
    return guard_sentence(text)


def visitor_text(visitor: Visitor) -> str:
    """One entry of the list of visitors: number, wish, name if one is kept, how it stands."""
    visit = visitor.attendance
    name = visitor.person.name if visitor.person else None
    state = standing_text(visit, helped=visitor.standing is Standing.HELPED)
    return "　".join(filter(None, (visit.ticket or time_of_day(visit.at), wish_text(visit.wish), name, state)))


def line_title(line: LogLine, titles: Titles) -> str:
    """The topic and how many more."""
    more = len(line.consultation.more_topics.split())
    title = titles.topic(line.consultation.topic)
    return tr("{title} ほか{n}", title=title, n=more) if more else title


def line_detail(line: LogLine, titles: Titles) -> str:
    """How it came, outcome, what is still to be filled in, minutes, supporter."""
    told = line.consultation
    parts = (
        titles.channel(told.channel),
        titles.outcome(told.outcome),
        "" if told.voided else titles.lacks(told),
        tr("{n}分", n=told.minutes),
        line.supporter,
    )
    return "・".join(filter(None, parts))


def line_state(consultation: Consultation) -> str:
    """A word for a line that is not simply as it was entered."""
    if consultation.voided:
        return tr("取消")
    return tr("修正") if consultation.amended else ""


def line_spoken(line: LogLine, titles: Titles) -> str:
    """The whole line for a screen reader."""
    parts = (
        line_state(line.consultation),
        time_of_day(line.consultation.at),
        line.ticket,
        line_title(line, titles),
        line_detail(line, titles),
    )
    return "、".join(filter(None, parts))


def entered_words(consultation: Consultation) -> str:
    """When it happened and when it was entered: two different things."""
    entered = consultation.entered_at
    return tr(
        "相談 {day} {at}　記録した時刻 {entered_day} {entered}",
        day=_month_day(consultation.day),
        at=time_of_day(consultation.at),
        entered_day=_month_day(entered),
        entered=time_of_day(entered),
    )


def form_of(consultation: Consultation) -> ConsultationForm:
    """What the desk chose back then, to be changed or to be recorded once more."""
    return ConsultationForm(
        topic=consultation.topic,
        outcome=consultation.outcome,
        minutes=consultation.minutes,
        more_topics=tuple(consultation.more_topics.split()),
        channel=consultation.channel,
        attendance_id=consultation.attendance_id,
        person_id=consultation.person_id,
        supporter_id=consultation.supporter_id,
        referral=consultation.referral,
        reason=consultation.reason,
        phone_kind=consultation.phone_kind,
        follow_up_day=consultation.follow_up_day,
        note=consultation.note,
        at=consultation.at,
        from_paper=bool(consultation.from_paper),
        booking_id=consultation.booking_id,
    )


def opened_of(consultation: Consultation) -> OpenConsultation:
    """A recorded consultation, to be changed."""
    typed = Typed(
        topic=consultation.topic,
        outcome=consultation.outcome,
        follow_up=consultation.referral or consultation.reason or "",
        minutes=str(consultation.minutes),
        note=consultation.note or "",
        day=consultation.follow_up_day or "",
        supporter_id=consultation.supporter_id or "",
        channel=consultation.channel,
        phone_kind=consultation.phone_kind or "",
        more_topics=tuple(consultation.more_topics.split()),
    )
    visits = (consultation.attendance_id,) if consultation.attendance_id else ()
    return OpenConsultation(visits, typed, typed, consultation)


def follow_up_day(text: str, today: date) -> str | None:
    """A typed day as YYYY-MM-DD: 12/5, 12-5 (the next such day) or 2026-12-05. None when empty, ValueError else."""
    parts = plain(text).replace("/", "-").replace(".", "-").strip().split("-")
    if parts == [""]:
        return None
    numbers = [int(part) for part in parts]
    if len(numbers) == 3:
        return date(*numbers).isoformat()
    month, day = numbers
    this_year = date(today.year, month, day)
    return (this_year if this_year >= today else date(today.year + 1, month, day)).isoformat()


def weeks_text(weeks: int) -> str:
    """How far away that day is."""
    return tr("1週間後") if weeks == 1 else tr("{n}週間後", n=weeks)


def weeks_later(today: date, weeks: int) -> str:
    """That day as YYYY-MM-DD."""
    return (today + timedelta(weeks=weeks)).isoformat()


def _texts(topic: Topic) -> Sequence[str]:
    return searched_texts((topic.ja, topic.en), topic.kana, topic.code, topic.code[STRIP_PREFIX:])


def _month_day(text: str) -> str:
    return f"{int(text[5:7])}/{int(text[8:10])}"
