"""What a session is held under: its programme, part, lesson and money, by name once they are known."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.facts import Session
from core.programme_parts import Operator, Ratio
from core.worded import Worded
from desktop.app.session_about import SessionAbout
from desktop.ui.i18n import listed, named, tr
from desktop.ui.screens.sessions.lines import materials_text
from desktop.ui.widgets.frames import InfoRow


class ProgrammeRows(QWidget):
    """Codes at first; their names and how the course goes follow."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.rows = {name: self._row(name) for name in ("事業", "回", "部屋", "財源", "共催・協力", "やり方", "教材")}
        self._show(None)

    def show_about(self, about: SessionAbout) -> None:
        """With names."""
        self._show(about)

    def _show(self, about: SessionAbout | None) -> None:
        session = self._session
        words: dict[str, Callable[[], str]] = {
            "事業": partial(programme_text, session, about),
            "回": partial(lesson_text, session, about),
            "部屋": lambda: session.room or "",
            "財源": partial(funding_text, session, about),
            "共催・協力": lambda: session.co_organiser or "",
            "やり方": partial(manner_text, session),
            "教材": lambda: materials_text(about.materials if about else ()),
        }
        for name, row in self.rows.items():
            row.setVisible(bool(words[name]()))
            row.value.say("{words}", words=words[name])

    def _row(self, label: str) -> InfoRow:
        row = InfoRow(label)
        self._column.addWidget(row)
        return row


def programme_text(session: Session, about: SessionAbout | None) -> str:
    """Its programme with the part, level and term that it has."""
    programme = about.programme if about else None
    if programme is None:
        return session.programme or ""
    strand, level = programme.strand(session.strand or ""), programme.level(session.level or 0)
    term = next((each for each in programme.terms if each.ja == session.term), None)
    parts = (strand, level, term)
    return listed((named(each) for each in (programme, *parts) if each is not None), "・")


def lesson_text(session: Session, about: SessionAbout | None) -> str:
    """Which lesson of the course it is, and who came to all that were held."""
    if session.course_place is None:
        return ""
    course = about.course if about else None
    if course is None:
        return tr("{place}回目", place=session.course_place)
    place = tr("{all}回のうち{place}回目", all=len(course.lessons), place=session.course_place)
    if not course.held:
        return place
    gone = tr(
        "延べ{visits}人、登録者{persons}人のうち全部の回に来た方{all}人",
        visits=course.visits,
        persons=course.persons,
        all=course.came_to_all,
    )
    return f"{place}\n{gone}"


def funding_text(session: Session, about: SessionAbout | None) -> str:
    """Its money by name, with the rate that is paid."""
    funding = about.funding if about else None
    if funding is None:
        return session.funding or ""
    return f"{named(funding)} {funding.rate or ''}".rstrip()


def manner_text(session: Session) -> str:
    """Ratio, operator, and whether it is a trial run or online."""
    words = (
        _word(Ratio, session.ratio),
        _word(Operator, session.operator),
        tr("試行の回") if session.is_trial else "",
        tr("オンラインの回") if session.is_online else "",
    )
    return listed(filter(None, words), "・")


def _word(codes: type[Worded], code: str | None) -> str:
    """What a code says; one of a newer program stays a code."""
    return named(codes(code)) if code in set(codes) else code or ""
