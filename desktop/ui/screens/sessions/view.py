"""予定: a list, a week or a month; what is chosen there is shown beside it, and changed in place."""

from datetime import date
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.facts import Session
from desktop.app.calendar import CalendarDay, Span
from desktop.app.desk import Changed
from desktop.app.programme_offer import programme_offer
from desktop.app.session_about import SessionAbout, session_about
from desktop.app.sessions import the_session
from desktop.ui import theme
from desktop.ui.screen import Screen, Shell
from desktop.ui.screens.sessions.board import BoardPage
from desktop.ui.screens.sessions.command import bookings_command
from desktop.ui.screens.sessions.day_panel import DayPanel
from desktop.ui.screens.sessions.deeds import SessionDeeds
from desktop.ui.screens.sessions.form import SessionForm
from desktop.ui.screens.sessions.panel import SessionPanel
from desktop.ui.screens.sessions.plans_side import PlansSide
from desktop.ui.screens.sessions.series_deeds import SeriesDeeds
from desktop.ui.screens.sessions.span_deeds import SpanDeeds
from desktop.ui.screens.sessions.staffing import StaffingPanel
from desktop.ui.screens.sessions.typed import Plan, typed_day, typed_plan
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import EmptyState
from desktop.ui.widgets.reveal import bring_to_top
from desktop.ui.widgets.stack import Pages
from desktop.ui.workplace import Workplace

_SIDE_BY_SIDE = 900


def is_day(record: str) -> bool:
    """Whether another screen asks for the week of a day, not for a session."""
    try:
        return bool(date.fromisoformat(record))
    except ValueError:
        return False


class SessionsScreen(Screen):
    """The plans at the left; the chosen day or session, or a form, at the right."""

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell, "予定")
        self._workplace = workplace
        self.session: Session | None = None
        self.side = PlansSide(workplace)
        self.table = self.side.table
        self.deeds = SessionDeeds(shell, workplace, self, self.choose)
        self.series = SeriesDeeds(shell, workplace, self, self)
        self.spans = SpanDeeds(shell, workplace, self, self.side.turn_to)
        self.panel: QWidget = QWidget()
        self.add_button = PrimaryButton("予定を加える", self.begin_adding, icon="plus")
        self.board_button = SecondaryButton("電話の予約", self.open_bookings, icon="phone")
        self.import_button = SecondaryButton("予約を取り込む", partial(shell.go, "import_bookings"), icon="list")
        self.copy_button = SecondaryButton("次の週に写す", self.copy_on, icon="copy")
        self.series_button = SecondaryButton("くり返しの予定", self.series.show_all, icon="refresh")
        self.save_button = SecondaryButton("カレンダー用に保存", self.spans.ask_where_to_save, icon="save")
        self.board = BoardPage(shell, workplace)
        self._arrange()
        self.board.back.connect(self.close_bookings)
        shell.commands.add(bookings_command(self._come_to_bookings))
        self._listen()

    def first_focus(self) -> QWidget:
        if self._pages.current() is self.board:
            return self.board.focus_widget()
        return self.side.first_focus() or self.add_button

    def shown(self) -> None:
        wanted = self.shell.take_record()
        if is_day(wanted):
            self._turn_to(self._calendar)
            self.side.show_week(date.fromisoformat(wanted))
        elif wanted:
            self._workplace.do(the_session, wanted).then(self.come_to, owner=self)
        elif self._pages.current() is self.board:
            self.board.fetch()
        else:
            self.side.fetch()

    def retranslate(self) -> None:
        if self.isVisible():
            self.shown()

    def choose(self, session: Session) -> None:
        """Show one session."""
        if self._span is not None:
            self.session = session
            panel = SessionPanel(session, self._span.today, self)
            self.show_panel(panel)
            self._workplace.do(session_about, session.session_id).then(panel.show_about, owner=panel)

    def come_to(self, session: Session) -> None:
        """The days around this session, with its panel open."""
        self._turn_to(self._calendar)
        self.session = session
        self.side.turn_to(date.fromisoformat(session.day))
        self._workplace.do(the_session, session.session_id).then(self._arrive, owner=self)

    def close_panel(self) -> None:
        """Back to the list, or to the day that is chosen in the calendar."""
        self.session = None
        self._show_day()
        (self.side.first_focus() or self.add_button).setFocus()

    def begin_adding(self, day: date | None = None) -> None:
        """An empty form: on this day, else on the one that is chosen, else today or the first of the days seen."""
        span = self._span
        if span is None:
            return
        chosen = self.side.chosen_day()
        wanted = day or (chosen.day if chosen else span.today if span.day(span.today) else span.first)
        plan = Plan(day=typed_day(wanted, span.today), venue=span.venue)
        form = SessionForm("予定を加える", plan, self.close_panel, may_be_whole=True)
        form.wanted.connect(partial(self.deeds.add, form, span.today))
        self._show_form(form)

    def amend(self) -> None:
        """The chosen session's plan in the form."""
        if self.session is not None and self._span is not None:
            session, today = self.session, self._span.today
            form = SessionForm("予定を直す", typed_plan(session, today), partial(self.choose, session))
            form.wanted.connect(partial(self.deeds.amend, form, session, today))
            self._show_form(form)

    def open_bookings(self) -> None:
        """予約の表 of the chosen session, else of today."""
        self._turn_to(self.board)
        self.board.open_day(None, self.session.session_id if self.session else None)

    def open_staffing(self) -> None:
        """Who serves in the chosen session."""
        if self.session is not None:
            self.show_panel(StaffingPanel(self._workplace, self.session, partial(self.choose, self.session)))

    def close_bookings(self) -> None:
        """Back to the plans."""
        self._turn_to(self._calendar)
        self.shown()
        (self.side.first_focus() or self.add_button).setFocus()

    def open_doors(self) -> None:
        """開場 for this session."""
        if self.session is not None:
            self.deeds.open_doors(self.session)

    def close_doors(self) -> None:
        """The session has ended."""
        if self.session is not None:
            self.deeds.close_doors(self.session)

    def copy_to_next_week(self) -> None:
        """The same plan, a week later."""
        if self.session is not None:
            self.deeds.copy_to_next_week(self.session)

    def cancel(self) -> None:
        """It will not be held."""
        if self.session is not None:
            self.deeds.cancel(self.session)

    def begin_series(self) -> None:
        """The chosen session, once more every week."""
        if self.session is not None and self._span is not None:
            programme = self._about.programme if self._about else None
            self.series.begin(self.session, programme, self._span.today)

    def amend_series(self) -> None:
        """The series of the chosen session."""
        about = self._about
        if about is not None and self._span is not None:
            self.series.amend(about, self._span.today)

    def leave_day_out(self) -> None:
        """The chosen session's day alone."""
        if self.session is not None:
            self.series.leave_out(self.session)

    def end_series(self) -> None:
        """The chosen session is the last of its series."""
        if self.session is not None:
            self.series.end_after(self.session)

    def copy_on(self) -> None:
        """The week or month that is seen, once more in the next."""
        if self._span is not None:
            self.spans.copy_on(self._span, self.side.view)

    def print_survey(self) -> None:
        """The questionnaire that is usual for this session, with its day and venue."""
        if self.session is not None:
            self.shell.print_paper(f"survey:{self.session.session_id}")

    def print_poster(self) -> None:
        """印刷, with the poster of this session."""
        if self.session is not None:
            self.shell.print_paper(f"poster:{self.session.session_id}")

    def show_panel(self, panel: QWidget) -> None:
        """Show this at the right instead of what stood there; the keyboard stays at the right if it was there."""
        focus = QApplication.focusWidget()
        held = focus is not None and self.panel.isAncestorOf(focus)
        leads_here = focus is not None and self._left.isAncestorOf(focus)
        self.panel.hide()
        self.panel.deleteLater()
        self.panel = panel
        self._right.addWidget(panel)
        self._make_room()
        if held or (leads_here and self._left.isHidden()):
            (panel.focusProxy() or self.first_focus()).setFocus()
        if self._left.isHidden():
            bring_to_top(panel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme.px(_SIDE_BY_SIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        self.board.set_beside(beside)
        self._make_room()

    @property
    def _span(self) -> Span | None:
        return self.side.span

    @property
    def _is_stacked(self) -> bool:
        return self._columns.direction() == QBoxLayout.Direction.TopToBottom

    @property
    def _about(self) -> SessionAbout | None:
        return self.panel.about if isinstance(self.panel, SessionPanel) else None

    def _arrange(self) -> None:
        self.tools.addWidget(self.board.head.days)
        self.board.head.days.hide()
        self.tools.addWidget(self.add_button)
        handy = QWidget()
        handy.setLayout(FlowRow(self.board_button, self.import_button))
        rare = QWidget()
        rare.setLayout(FlowRow(self.copy_button, self.series_button, self.save_button))
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(handy)
        left.addWidget(self.side, 1)
        left.addWidget(rare)
        self._right = QVBoxLayout()
        self._calendar = QWidget()
        self._columns = QHBoxLayout(self._calendar)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(24)
        self._columns.addWidget(self._left, 3)
        self._columns.addLayout(self._right, 2)
        self._pages = Pages(self._calendar, self.board)
        self.add(self._pages, 1)
        self.show_panel(self._nothing())

    def _listen(self) -> None:
        self.side.session_chosen.connect(self.choose)
        self.side.day_chosen.connect(self._choose_day)
        self.side.day_entered.connect(self._enter_day)
        self.side.grid.clicked.connect(lambda _index: self._bring_day())
        self.side.shown_anew.connect(self._shown_anew)
        self._workplace.changed.connect(self._something_changed)

    def _turn_to(self, page: QWidget) -> None:
        """The plans or the board, each with its tools."""
        self._pages.show_page(page)
        is_board = page is self.board
        self.title.say("電話の予約" if is_board else "予定")
        self.title.setVisible(not is_board or theme.scale() < theme.LARGE)
        self.board.head.days.setVisible(is_board)
        self.add_button.setHidden(is_board)

    def _arrive(self, session: Session) -> None:
        self.choose(session)
        self.side.select(session)

    def _come_to_bookings(self) -> None:
        """From anywhere: today's."""
        self.shell.go("sessions")
        self.session = None
        self.open_bookings()

    def _show_form(self, form: SessionForm) -> None:
        self.show_panel(form)
        form.setFocus()
        self._workplace.do(programme_offer).then(form.offer, owner=form)

    def _choose_day(self, _day: CalendarDay) -> None:
        self.session = None
        self._show_day()

    def _enter_day(self, day: CalendarDay) -> None:
        self._choose_day(day)
        self.panel.setFocus()
        self._bring_day()

    def _bring_day(self) -> None:
        """With large text the day stands below the calendar."""
        if self._is_stacked:
            bring_to_top(self.panel)

    def _show_day(self) -> None:
        day, span = self.side.chosen_day(), self._span
        self.show_panel(
            DayPanel(day, span.in_the_way, self) if day is not None and span is not None else self._nothing()
        )

    def _nothing(self) -> QWidget:
        return EmptyState("予定を選ぶと、ここに出ます", icon="sessions")

    def _make_room(self) -> None:
        """With large text what was opened takes the page: below the plans nobody would see it."""
        is_beside = isinstance(self.panel, DayPanel | EmptyState)
        self._left.setHidden(self._is_stacked and not is_beside)
        wide = is_beside and self.side.is_calendar
        self._columns.setStretch(0, 2 if wide else 3)
        self._columns.setStretch(1, 1 if wide else 2)

    def _shown_anew(self) -> None:
        self.copy_button.say("次の月に写す" if self.side.is_month else "次の週に写す")
        if self.session is None and isinstance(self.panel, DayPanel | EmptyState):
            self.side.select_today()
            self._show_day()

    def _something_changed(self, changed: Changed) -> None:
        if self.isVisible() and Session in changed:
            self.shown()
