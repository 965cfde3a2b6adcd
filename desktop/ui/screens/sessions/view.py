"""予定: a week at a time, today first; a session is added and changed in place."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.facts import Session
from core.problem import Problem
from desktop.app.calendar import Span, week_plan
from desktop.app.courses import CourseWritten, cancel_course, plan_course
from desktop.app.desk import Changed, Desk
from desktop.app.programmes import programme_offer
from desktop.app.session_plans import plan_of, planned_anew
from desktop.app.session_revival import plan_in_place_of
from desktop.app.sessions import (
    SessionWritten,
    amend_session,
    cancel_session,
    close_session,
    open_session,
    plan_session,
    the_session,
)
from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.screen import Screen, Shell
from desktop.ui.screens.sessions.board import BoardPage
from desktop.ui.screens.sessions.command import bookings_command
from desktop.ui.screens.sessions.form import SessionForm
from desktop.ui.screens.sessions.model import (
    WEEK,
    day_text,
    hours,
    next_week,
    session_day,
    state_text,
)
from desktop.ui.screens.sessions.panel import SessionPanel
from desktop.ui.screens.sessions.typed import Plan, amended, planned, typed_day, typed_plan
from desktop.ui.widgets.buttons import IconButton, PrimaryButton, SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import EmptyState
from desktop.ui.widgets.stack import Pages
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

_Undo = Callable[[Desk, str], SessionWritten]
_SIDE_BY_SIDE = 900
_COLUMNS: list[Column[Session]] = [
    Column("日時", lambda session: f"{session_day(session)} {hours(session)}"),
    Column("名前", lambda session: session.title, stretch=True),
    Column("状態", state_text),
]


class SessionsScreen(Screen):
    """The week at the left, the chosen session or the form at the right."""

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell, "予定")
        self._workplace = workplace
        self.week: Span | None = None
        self.session: Session | None = None
        self._wanted: date | None = None
        empty, hint = "この週の予定はありません", "「予定を加える」で作れます。"
        self.table = DataTable("予定", _COLUMNS, empty=empty, empty_hint=hint)
        self.span = Text("", "heading")
        self.panel: QWidget = QWidget()
        self.add_button = PrimaryButton("予定を加える", self.begin_adding, icon="plus")
        self.board_button = SecondaryButton("電話の予約", self.open_bookings, icon="phone")
        self.import_button = SecondaryButton("予約を取り込む", partial(shell.go, "import_bookings"), icon="list")
        self.board = BoardPage(shell, workplace)
        self._arrange()
        self.board.back.connect(self.close_bookings)
        shell.commands.add(bookings_command(self._come_to_bookings))
        self.table.opened.connect(self.choose)
        self.table.view.clicked.connect(lambda _index: self._choose_selected())
        workplace.changed.connect(self._something_changed)

    def first_focus(self) -> QWidget:
        if self._pages.current() is self.board:
            return self.board.focus_widget()
        return self.table if self.table.rows() else self.add_button

    def shown(self) -> None:
        wanted = self.shell.take_record()
        if wanted:
            self._workplace.do(the_session, wanted).then(self._come_to, owner=self)
            return
        if self._pages.current() is self.board:
            self.board.fetch()
            return
        self._workplace.do(week_plan, self._wanted).then(self._show_week, owner=self)

    def retranslate(self) -> None:
        if self.isVisible():
            self.shown()

    def go_weeks(self, weeks: int) -> None:
        """So many weeks on; 0 is this week."""
        if self.week is not None:
            self._wanted = self.week.first + weeks * WEEK if weeks else None
            self.shown()

    def choose(self, session: Session) -> None:
        """Show one session."""
        if self.week is not None:
            self.session = session
            self._show_panel(SessionPanel(session, self.week.today, self))

    def close_panel(self) -> None:
        """Back to the week."""
        self.session = None
        self._show_panel(self._nothing())
        self.table.setFocus()

    def begin_adding(self) -> None:
        """An empty form, on today or the first day of the week that is seen."""
        if self.week is None:
            return
        day = self.week.today if self.week.first <= self.week.today <= self.week.last else self.week.first
        form = SessionForm(
            "予定を加える",
            Plan(day=typed_day(day, self.week.today), venue=self.week.venue),
            self.close_panel,
            may_be_whole=True,
        )
        form.wanted.connect(partial(self._add, form))
        self._show_form(form)

    def amend(self) -> None:
        """The chosen session's plan in the form."""
        if self.session is not None and self.week is not None:
            session = self.session
            form = SessionForm("予定を直す", typed_plan(session, self.week.today), partial(self.choose, session))
            form.wanted.connect(partial(self._amend, form, session))
            self._show_form(form)

    def _show_form(self, form: SessionForm) -> None:
        self._show_panel(form)
        form.setFocus()
        self._workplace.do(programme_offer).then(form.offer, owner=form)

    def open_bookings(self) -> None:
        """予約の表 of the chosen session, else of today."""
        self._turn_to(self.board)
        self.board.open_day(None, self.session.session_id if self.session else None)

    def _come_to(self, session: Session) -> None:
        """The week of this session, with its panel open."""
        self._turn_to(self._calendar)
        self._wanted = date.fromisoformat(session.day)
        self._workplace.do(week_plan, self._wanted).then(partial(self._show_with, session), owner=self)

    def _show_with(self, session: Session, week: Span) -> None:
        self._show_week(week)
        self.choose(session)
        places = [place for place, each in enumerate(week.sessions) if each.session_id == session.session_id]
        self.table.view.selectRow(places[0])

    def _come_to_bookings(self) -> None:
        """From anywhere: today's."""
        self.shell.go("sessions")
        self.session = None
        self.open_bookings()

    def close_bookings(self) -> None:
        """Back to the week."""
        self._turn_to(self._calendar)
        self.shown()
        self.table.setFocus()

    def open_doors(self) -> None:
        """開場 for this session."""
        if self.session is not None:
            asked = self._workplace.do(open_session, self.session.session_id)
            asked.then(partial(self._done, "「{title}」を開けました", close_session), owner=self)

    def close_doors(self) -> None:
        """The session has ended."""
        if self.session is not None:
            asked = self._workplace.do(close_session, self.session.session_id)
            asked.then(partial(self._done, "「{title}」を閉じました", open_session), owner=self)

    def copy_to_next_week(self) -> None:
        """The same plan, a week later."""
        if self.session is not None:
            asked = self._workplace.do(plan_session, planned_anew(self.session, next_week(self.session)))
            asked.then(partial(self._done, "「{title}」を{day}に作りました", cancel_session), owner=self)

    def print_survey(self) -> None:
        """The questionnaire that is usual for this session, with its day and venue."""
        if self.session is not None:
            self.shell.print_paper(f"survey:{self.session.session_id}")

    def print_poster(self) -> None:
        """印刷, with the poster of this session."""
        if self.session is not None:
            self.shell.print_paper(f"poster:{self.session.session_id}")

    def cancel(self) -> None:
        """It will not be held. Undo plans the same anew: a cancelled session stays cancelled."""
        if self.session is not None:
            asked = self._workplace.do(cancel_session, self.session.session_id)
            asked.then(self._cancelled, owner=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme.px(_SIDE_BY_SIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        self.board.set_beside(beside)
        self._make_room()

    def _arrange(self) -> None:
        self.tools.addWidget(self.board.head.days)
        self.board.head.days.hide()
        bookings = QWidget()
        bookings.setLayout(FlowRow(self.board_button, self.import_button))
        self.tools.addWidget(self.add_button)
        weeks = QHBoxLayout()
        weeks.setSpacing(12)
        weeks.addWidget(IconButton("前の週", partial(self.go_weeks, -1), icon="chevron_left"))
        weeks.addWidget(SecondaryButton("今週", partial(self.go_weeks, 0)))
        weeks.addWidget(IconButton("次の週", partial(self.go_weeks, 1), icon="chevron_right"))
        weeks.addWidget(self.span, 1)
        self._week = QWidget()
        left = QVBoxLayout(self._week)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(bookings)
        left.addLayout(weeks)
        left.addWidget(self.table, 1)
        self.table.setMinimumHeight(theme.px(240))
        self._right = QVBoxLayout()
        self._calendar = QWidget()
        self._columns = QHBoxLayout(self._calendar)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(24)
        self._columns.addWidget(self._week, 3)
        self._columns.addLayout(self._right, 2)
        self._pages = Pages(self._calendar, self.board)
        self.add(self._pages, 1)
        self._show_panel(self._nothing())

    def _turn_to(self, page: QWidget) -> None:
        """The calendar or the board, each with its tools."""
        self._pages.show_page(page)
        is_board = page is self.board
        self.title.say("電話の予約" if is_board else "予定")
        self.title.setVisible(not is_board or theme.scale() < theme.LARGE)
        self.board.head.days.setVisible(is_board)
        self.add_button.setHidden(is_board)

    def _nothing(self) -> QWidget:
        return EmptyState("予定を選ぶと、ここに出ます", icon="sessions")

    def _show_panel(self, panel: QWidget) -> None:
        self.panel.hide()
        self.panel.deleteLater()
        self.panel = panel
        self._right.addWidget(panel)
        self._make_room()

    def _make_room(self) -> None:
        """With large text a form takes the page: below the week nobody would see it."""
        stacked = self._columns.direction() == QBoxLayout.Direction.TopToBottom
        self._week.setHidden(stacked and isinstance(self.panel, SessionForm))

    def _show_week(self, week: Span) -> None:
        self.week = week
        self.span.say("{first}〜{last}", first=day_text(week.first), last=day_text(week.last))
        self.table.show_rows(week.sessions)
        if self.session is None and isinstance(self.panel, SessionPanel | EmptyState):
            self._select_today(week)

    def _select_today(self, week: Span) -> None:
        rows = [place for place, each in enumerate(week.sessions) if each.day >= week.today.isoformat()]
        if rows:
            self.table.view.selectRow(rows[0])

    def _choose_selected(self) -> None:
        session = self.table.selected()
        if session is not None:
            self.choose(session)

    def _something_changed(self, changed: Changed) -> None:
        if self.isVisible() and Session in changed:
            self.shown()

    def _add(self, form: SessionForm, plan: Plan) -> None:
        if self.week is None:
            return
        try:
            told = planned(plan, self.week.today)
        except Problem as problem:
            form.refuse(problem)
            return
        lessons = form.lessons() if plan.whole else 0
        if lessons:
            self._workplace.do(plan_course, told, lessons).then(self._course_done, form.refuse, owner=self)
            return
        asked = self._workplace.do(plan_session, told)
        asked.then(partial(self._done, "「{title}」を{day}に作りました", cancel_session), form.refuse, owner=self)

    def _course_done(self, written: CourseWritten) -> None:
        first = written.sessions[0]
        back = self._workplace.do(cancel_course, tuple(each.session_id for each in written.sessions))
        sentence, times = "「{title}」を{day}から毎週、{n}回作りました", len(written.sessions)
        words = tr(sentence, title=first.title, day=session_day(first), n=times)
        self.shell.tell(words, lambda: back.then(self._course_undone, owner=self))
        self.choose(first)

    def _course_undone(self, written: CourseWritten) -> None:
        self._tell("「{title}」を元に戻しました", written.sessions[0])

    def _amend(self, form: SessionForm, before: Session, plan: Plan) -> None:
        if self.week is None:
            return
        try:
            told = amended(plan, before, self.week.today)
        except Problem as problem:
            form.refuse(problem)
            return
        asked = self._workplace.do(amend_session, before.session_id, told)
        asked.then(partial(self._amended, before), form.refuse, owner=self)

    def _amended(self, before: Session, written: SessionWritten) -> None:
        again_as = self._workplace.do(amend_session, before.session_id, plan_of(before))
        self._tell("「{title}」を直しました", written.session, lambda: again_as.then(self._put_back, owner=self))

    def _cancelled(self, written: SessionWritten) -> None:
        anew = self._workplace.do(plan_in_place_of, written.session.session_id)
        self._tell("「{title}」を中止にしました", written.session, lambda: anew.then(self._put_back, owner=self))

    def _put_back(self, written: SessionWritten) -> None:
        self._tell("「{title}」を元に戻しました", written.session)

    def _done(self, sentence: str, undo: _Undo, written: SessionWritten) -> None:
        back = self._workplace.do(undo, written.session.session_id)
        self._tell(sentence, written.session, lambda: back.then(self._put_back, owner=self))

    def _tell(self, sentence: str, session: Session, undo: Callable[[], object] | None = None) -> None:
        self.shell.tell(tr(sentence, title=session.title, day=session_day(session)), undo)
        self.choose(session)
