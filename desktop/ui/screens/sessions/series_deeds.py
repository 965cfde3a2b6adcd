"""What a coordinator does with a plan that recurs, each told with its way back."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.facts import Session
from core.kinds import SeriesAmended, SeriesFields
from core.problem import Problem
from core.programmes import Programme
from desktop.app.series import amend_series, end_series, leave_out, plan_series, take_back_series
from desktop.app.series_overview import SeriesLine, series_overview
from desktop.app.series_plans import series_unknown
from desktop.app.series_steps import SeriesWritten
from desktop.app.session_about import SessionAbout, preview_series
from desktop.ui.i18n import tr
from desktop.ui.screen import Shell
from desktop.ui.screens.sessions.model import session_day
from desktop.ui.screens.sessions.series_form import SeriesForm
from desktop.ui.screens.sessions.series_list import SeriesList
from desktop.ui.screens.sessions.series_model import (
    Rule,
    amended_series,
    planned_series,
    rule_for,
    rule_of,
    with_rule,
)
from desktop.ui.screens.sessions.series_result import SeriesResult
from desktop.ui.workplace import Asked, Workplace


class SeriesHost(Protocol):
    """What is asked of the screen."""

    def choose(self, session: Session) -> None: ...
    def come_to(self, session: Session) -> None: ...
    def close_panel(self) -> None: ...
    def show_panel(self, panel: QWidget) -> None: ...


class SeriesDeeds:
    """Forms and results stand at the right of `host`, which is also whose callbacks these are."""

    def __init__(self, shell: Shell, workplace: Workplace, host: SeriesHost, owner: QObject) -> None:
        self._shell, self._workplace, self._host, self._owner = shell, workplace, host, owner

    def begin(self, session: Session, programme: Programme | None, today: date) -> None:
        """The form for a series that begins with this session of a programme, if it has one that is known here."""
        back = partial(self._host.choose, session)
        form = SeriesForm("くり返す予定にする", session, rule_for(session, programme), back)

        def plan(rule: Rule) -> Asked[SeriesWritten]:
            return self._workplace.do(plan_series, planned_series(rule, session, today), session.session_id)

        self._stand(form, lambda rule: planned_series(rule, session, today), plan)

    def amend(self, about: SessionAbout, today: date) -> None:
        """The form for the series of this session."""
        before, session = about.plan, about.session
        if before is None:
            self._shell.tell_problem(series_unknown())
            return
        back = partial(self._host.choose, session)
        form = SeriesForm("くり返しを直す", session, rule_of(before), back, can_take_plan=about.is_own)

        def amend(rule: Rule) -> Asked[SeriesWritten]:
            told = amended_series(rule, before, session, today)
            return self._workplace.do(amend_series, session.series_id or "", told)

        self._stand(form, lambda rule: amended_series(rule, before, session, today), amend)

    def show_all(self) -> None:
        """Every series that goes on, to be amended or ended."""
        self._workplace.do(series_overview).then(self._show_lines, owner=self._owner)

    def amend_listed(self, line: SeriesLine) -> None:
        """The form for a series of the list: its rule alone, its plan stays."""

        def made(rule: Rule) -> SeriesAmended:
            return with_rule(rule, line.plan, line.today)

        form = SeriesForm("くり返しを直す", line.plan, rule_of(line.plan), self.show_all)
        self._stand(form, made, lambda rule: self._workplace.do(amend_series, line.series.series_id, made(rule)))

    def end_today(self, line: SeriesLine) -> None:
        """Nothing more of it after today."""
        asked = self._workplace.do(end_series, line.series.series_id)
        asked.then(partial(self._done, "「{title}」のくり返しを今日で終わりにしました", None), owner=self._owner)

    def open_next(self, line: SeriesLine) -> None:
        """Its next session."""
        if line.ahead:
            self._host.come_to(line.ahead[0])

    def leave_out(self, session: Session) -> None:
        """This day alone."""
        asked = self._workplace.do(leave_out, session.series_id or "", date.fromisoformat(session.day))
        asked.then(partial(self._done, "「{title}」の{day}を休みにしました", session), owner=self._owner)

    def end_after(self, session: Session) -> None:
        """This session is the last."""
        asked = self._workplace.do(end_series, session.series_id or "", date.fromisoformat(session.day))
        asked.then(partial(self._done, "「{title}」のくり返しを{day}で終わりにしました", session), owner=self._owner)

    def _show_lines(self, lines: tuple[SeriesLine, ...]) -> None:
        panel = SeriesList(lines, self, self._host.close_panel)
        self._host.show_panel(panel)
        panel.setFocus()

    def _stand(
        self, form: SeriesForm, made: Callable[[Rule], SeriesFields], asks: Callable[[Rule], Asked[SeriesWritten]]
    ) -> None:
        form.edited.connect(partial(self._preview, form, made))
        form.wanted.connect(partial(self._record, form, asks))
        self._preview(form, made, form.rule())
        self._host.show_panel(form)
        form.setFocus()

    def _preview(self, form: SeriesForm, made: Callable[[Rule], SeriesFields], rule: Rule) -> None:
        try:
            asked = self._workplace.do(preview_series, made(rule))
        except Problem as problem:
            form.refuse(problem)
            return
        asked.then(form.show_preview, form.refuse, owner=form)

    def _record(self, form: SeriesForm, asks: Callable[[Rule], Asked[SeriesWritten]], rule: Rule) -> None:
        try:
            asked = asks(rule)
        except Problem as problem:
            form.refuse(problem)
            return
        asked.then(partial(self._done, "「{title}」のくり返しを決めました", None), form.refuse, owner=self._owner)

    def _done(self, sentence: str, session: Session | None, written: SeriesWritten) -> None:
        back = self._workplace.do(take_back_series, written)
        told = tr(sentence, title=written.series.title, day=session_day(session) if session else "")
        self._shell.tell(told, lambda: back.then(self._taken_back, owner=self._owner))
        self._host.show_panel(SeriesResult(written, self._host))

    def _taken_back(self, written: SeriesWritten) -> None:
        self._shell.tell(tr("「{title}」のくり返しを元に戻しました", title=written.series.title))
        self._host.show_panel(SeriesResult(written, self._host))
