"""What is said of a consultation's past and future."""

from desktop.app.appointments import NextVisit
from desktop.app.still_works import StillWorks
from desktop.ui.i18n import named, tr
from desktop.ui.screens.sessions.model import day_text


def next_visit_text(visit: NextVisit) -> str:
    """「11/28（土） 10:00」, with the waiting list named."""
    when = " ".join(filter(None, (day_text(visit.day), visit.starts)))
    return tr("{when}　キャンセル待ち", when=when) if visit.waiting else when


def next_visit_told(visit: NextVisit | None) -> str:
    """What the supporter says to the visitor; empty where no place was kept."""
    if visit is None or visit.number is None:
        return ""
    return tr("次回 {when}　予約番号 {number}", when=next_visit_text(visit), number=visit.number)


def question_text(question: StillWorks) -> str:
    """「前回 10/24（土） LINE（一部解決）: まだ使えていますか」."""
    topic = named(question.topic) if question.topic else question.code
    outcome = named(question.outcome) if question.outcome else ""
    return tr(
        "前回 {day} {topic}（{outcome}）: まだ使えていますか", day=day_text(question.day), topic=topic, outcome=outcome
    )
