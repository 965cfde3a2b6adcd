"""Questionnaires in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.facts import Session
from core.surveys import Ask, Question
from desktop.app.surveys import Occasion, Scope
from desktop.ui.i18n import tr
from desktop.ui.screens.sessions.model import day_text, session_day
from desktop.ui.screens.surveys.typing import SheetTyping

HINTS = {
    Ask.ONE: "番号をひとつ押すと、次の質問に進みます。",
    Ask.MANY: "○のついた番号をすべて押して、終わったらスペースキー。",
    Ask.WORDS: "書かれたことばを入れます。なければ、そのまま Enter。",
}
FISCAL_YEAR_BEGINS = 4


def occasion_text(occasion: Occasion) -> str:
    """A session with its day and time; or the day alone."""
    if occasion.session is None:
        return tr("{day}　会を決めない", day=day_text(occasion.day))
    return session_text(occasion.session)


def session_text(session: Session) -> str:
    """A session with its day and time."""
    return f"{session_day(session)} {session.starts} {session.title}"


def sheet_text(typing: SheetTyping) -> str:
    """問1 2　問3 2・4　問4 –: what was typed so far, up to where it is."""
    return "　".join(
        tr("問{n}", n=number) + " " + _answer(typing, question)
        for number, question in enumerate(typing.survey.questions[: typing.place + 1], start=1)
    )


def _answer(typing: SheetTyping, question: Question) -> str:
    if typing.words(question):
        return tr("あり")
    return "・".join(sorted(typing.chosen(question))) or "–"


@dataclass(frozen=True)
class Period:
    """Some days, or one session, that results can be of."""

    id: str
    text: str
    scope: Scope


def periods(today: date, occasions: Iterable[Occasion]) -> list[Period]:
    """Today, the last month, the fiscal year, everything; then each session."""
    year = today.year - (today.month < FISCAL_YEAR_BEGINS)
    spans = (
        ("year", "今年度", date(year, FISCAL_YEAR_BEGINS, 1)),
        ("month", "この30日", today - timedelta(days=29)),
        ("today", "きょう", today),
        ("all", "すべて", date.min),
    )
    sessions = (each.session for each in occasions if each.session is not None)
    return [
        *(Period(code, tr(text), Scope(first, today)) for code, text, first in spans),
        *(
            Period(
                each.session_id,
                f"{session_day(each)} {each.title}",
                Scope(date.fromisoformat(each.day), date.fromisoformat(each.day), each.session_id),
            )
            for each in sessions
        ),
    ]
