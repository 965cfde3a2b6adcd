"""The left side of 予定: a list or a calendar of a week, or a month, with the way to others."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.facts import Session
from desktop.app.calendar import CalendarDay, Span, month_plan, week_plan
from desktop.ui import theme
from desktop.ui.screens.sessions.calendar_grid import CalendarGrid
from desktop.ui.screens.sessions.calendar_model import LIST, MONTH, VIEWS, WEEK, span_text, step
from desktop.ui.screens.sessions.model import hours, programme_text, session_day, state_text
from desktop.ui.widgets.buttons import Button, IconButton, SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.segmented import SegmentedChoice
from desktop.ui.widgets.stack import Pages
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

_WEEKDAYS = 7


class PlansSide(QWidget):
    """`session_chosen(Session)` in the list; in a calendar `day_chosen(CalendarDay)`, and `day_entered` on Enter.

    `shown_anew` when other days, or the same as they stand now, are shown.
    """

    session_chosen = Signal(object)
    day_chosen = Signal(object)
    day_entered = Signal(object)
    shown_anew = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.span: Span | None = None
        self._wanted: date | None = None
        self._go_to: date | None = None
        self.views = SegmentedChoice("予定の見方", VIEWS, LIST)
        self.title = Text("", "heading")
        empty, hint = "この週の予定はありません", "「予定を加える」で作れます。"
        columns: list[Column[Session]] = [
            Column("日時", _when),
            Column("名前", self._named, stretch=True),
            Column("状態", state_text),
        ]
        self.table = DataTable("予定", columns, empty=empty, empty_hint=hint)
        self.grid = CalendarGrid()
        self.before = IconButton("前の週", partial(self.turn, -1), icon="chevron_left")
        self.now = SecondaryButton("今週", partial(self.turn, 0))
        self.after = IconButton("次の週", partial(self.turn, 1), icon="chevron_right")
        self._pages = Pages(self.table, self.grid)
        self._arrange()
        self._listen()

    @property
    def view(self) -> str:
        """list, week or month."""
        return self.views.value()

    @property
    def is_calendar(self) -> bool:
        """Whether days are chosen here, not sessions."""
        return self.view != LIST

    @property
    def is_month(self) -> bool:
        """Whether a month is seen."""
        return self.view == MONTH

    def first_focus(self) -> QWidget | None:
        """What the keyboard begins with; None for an empty list."""
        if self.is_calendar:
            return self.grid
        return self.table if self.table.rows() else None

    def fetch(self) -> None:
        """As it stands now."""
        plan = month_plan if self.is_month else week_plan
        self._workplace.do(plan, self._wanted).then(self.show_span, owner=self)

    def turn(self, by: int) -> None:
        """So many weeks or months on; 0 is this one."""
        if self.span is not None:
            self._wanted = step(self.span.anchor, self.view, by) if by else None
            self._go_to = self._wanted or self.span.today
            self.fetch()

    def turn_to(self, day: date) -> None:
        """The days around this one, which becomes the current one."""
        self._wanted = self._go_to = day
        self.fetch()

    def show_week(self, day: date) -> None:
        """The week of this day, which becomes the current one."""
        self.views.set_value(WEEK)
        self._wanted = self._go_to = day
        self._change_view()

    def look_at(self, view: str) -> None:
        """Another view of the same days: those of the chosen day, if there is one."""
        self.views.set_value(view)
        self._keep_chosen_day()
        self._change_view()

    def show_span(self, span: Span) -> None:
        """Show these days."""
        self.span = span
        self.title.say("{span}", span=lambda: span_text(span, self.view))
        self.table.show_rows(span.sessions)
        self.grid.show_span(span, _WEEKDAYS if self.is_month else 1, self._go_to)
        self._go_to = None
        self.shown_anew.emit()

    def select(self, session: Session) -> None:
        """Make a session of these days the current one."""
        if self.span is None:
            return
        places = [place for place, each in enumerate(self.span.sessions) if each.session_id == session.session_id]
        if places:
            self.table.view.selectRow(places[0])
            self.grid.go_to(date.fromisoformat(session.day))

    def select_today(self) -> None:
        """The first session that is not of a day before today."""
        if self.span is None:
            return
        today = self.span.today.isoformat()
        rows = [place for place, each in enumerate(self.span.sessions) if each.day >= today]
        if rows:
            self.table.view.selectRow(rows[0])

    def chosen_day(self) -> CalendarDay | None:
        """The current day of the calendar; None in the list."""
        day = self.grid.day()
        return self.span.day(day) if self.span is not None and day is not None and self.is_calendar else None

    def _arrange(self) -> None:
        turning = QWidget()
        turning.setLayout(FlowRow(self.before, self.now, self.after, self.title))
        self.title.setWordWrap(False)
        self.title.setSizePolicy(self.now.sizePolicy())
        choosing = QWidget()
        choosing.setLayout(FlowRow(self.views, turning, gap=24))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(choosing)
        column.addWidget(self._pages, 1)
        self.table.setMinimumHeight(theme.px(240))

    def _listen(self) -> None:
        self.views.chosen.connect(self.look_at)
        self.table.opened.connect(self.session_chosen)
        self.table.view.clicked.connect(lambda _index: self._choose_selected())
        self.grid.picked.connect(lambda _day: self._tell_day(self.day_chosen))
        self.grid.opened.connect(lambda _day: self._tell_day(self.day_entered))
        self.grid.strayed.connect(self._follow)

    def _named(self, session: Session) -> str:
        """Its title, and below it what it is held under."""
        if self.span is None or theme.scale() >= theme.LARGE:
            return session.title
        programme = programme_text(self.span.programmes, session)
        return "\n".join(filter(None, dict.fromkeys((session.title, programme))))

    def _keep_chosen_day(self) -> None:
        chosen = self.grid.day()
        if chosen is not None and self._wanted is not None:
            self._wanted = chosen

    def _change_view(self) -> None:
        self._pages.show_page(self.grid if self.is_calendar else self.table)
        for button, week, month in self._words():
            button.say(month if self.is_month else week)
        self.fetch()

    def _words(self) -> tuple[tuple[Button, str, str], ...]:
        return (self.before, "前の週", "前の月"), (self.now, "今週", "今月"), (self.after, "次の週", "次の月")

    def _choose_selected(self) -> None:
        session = self.table.selected()
        if session is not None:
            self.session_chosen.emit(session)

    def _follow(self, day: date) -> None:
        self.turn_to(day)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_day(self, signal: SignalInstance) -> None:
        day = self.chosen_day()
        if day is not None:
            signal.emit(day)


def _when(session: Session) -> str:
    """Day and time; with large text the end gives way."""
    return f"{session_day(session)} {session.starts if theme.scale() >= theme.LARGE else hours(session)}"
