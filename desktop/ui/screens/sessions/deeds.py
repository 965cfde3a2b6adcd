"""What a coordinator does with one session, each told with its way back."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject

from core.facts import Session
from core.problem import Problem
from desktop.app.courses import CourseWritten, cancel_course, plan_course
from desktop.app.desk import Desk
from desktop.app.session_plans import plan_of, planned_anew
from desktop.app.session_revival import plan_in_place_of
from desktop.app.sessions import (
    SessionWritten,
    amend_session,
    cancel_session,
    close_session,
    open_session,
    plan_session,
)
from desktop.ui.i18n import tr
from desktop.ui.screen import Shell
from desktop.ui.screens.sessions.form import SessionForm
from desktop.ui.screens.sessions.model import next_week, session_day
from desktop.ui.screens.sessions.typed import Plan, amended, planned
from desktop.ui.workplace import Workplace

_Undo = Callable[[Desk, str], SessionWritten]


class SessionDeeds:
    """`shown(session)` is called with every session that was written."""

    def __init__(self, shell: Shell, workplace: Workplace, owner: QObject, shown: Callable[[Session], object]) -> None:
        self._shell, self._workplace, self._owner, self._shown = shell, workplace, owner, shown

    def add(self, form: SessionForm, today: date, plan: Plan) -> None:
        """Plan what was typed, or say in the form why not."""
        try:
            told = planned(plan, today)
        except Problem as problem:
            form.refuse(problem)
            return
        lessons = form.lessons() if plan.whole else 0
        if lessons:
            whole = self._workplace.do(plan_course, told, lessons)
            whole.then(self._course_done, form.refuse, owner=self._owner)
            return
        asked = self._workplace.do(plan_session, told)
        done = partial(self._done, "「{title}」を{day}に作りました", cancel_session)
        asked.then(done, form.refuse, owner=self._owner)

    def amend(self, form: SessionForm, before: Session, today: date, plan: Plan) -> None:
        """Change the plan to what was typed, or say in the form why not."""
        try:
            told = amended(plan, before, today)
        except Problem as problem:
            form.refuse(problem)
            return
        asked = self._workplace.do(amend_session, before.session_id, told)
        asked.then(partial(self._amended, before), form.refuse, owner=self._owner)

    def open_doors(self, session: Session) -> None:
        """開場 for this session."""
        asked = self._workplace.do(open_session, session.session_id)
        asked.then(partial(self._done, "「{title}」を開けました", close_session), owner=self._owner)

    def close_doors(self, session: Session) -> None:
        """The session has ended."""
        asked = self._workplace.do(close_session, session.session_id)
        asked.then(partial(self._done, "「{title}」を閉じました", open_session), owner=self._owner)

    def copy_to_next_week(self, session: Session) -> None:
        """The same plan, a week later."""
        asked = self._workplace.do(plan_session, planned_anew(session, next_week(session)))
        asked.then(partial(self._done, "「{title}」を{day}に作りました", cancel_session), owner=self._owner)

    def cancel(self, session: Session) -> None:
        """It will not be held. Undo plans the same anew: a cancelled session stays cancelled."""
        self._workplace.do(cancel_session, session.session_id).then(self._cancelled, owner=self._owner)

    def _course_done(self, written: CourseWritten) -> None:
        first = written.sessions[0]
        back = self._workplace.do(cancel_course, tuple(each.session_id for each in written.sessions))
        words = tr(
            "「{title}」を{day}から毎週、{n}回作りました",
            title=first.title,
            day=session_day(first),
            n=len(written.sessions),
        )
        self._shell.tell(words, lambda: back.then(self._course_undone, owner=self._owner))
        self._shown(first)

    def _course_undone(self, written: CourseWritten) -> None:
        self._tell("「{title}」を元に戻しました", written.sessions[0])

    def _amended(self, before: Session, written: SessionWritten) -> None:
        again_as = self._workplace.do(amend_session, before.session_id, plan_of(before))
        self._tell("「{title}」を直しました", written.session, lambda: again_as.then(self._put_back, owner=self._owner))

    def _cancelled(self, written: SessionWritten) -> None:
        anew = self._workplace.do(plan_in_place_of, written.session.session_id)
        self._tell("「{title}」を中止にしました", written.session, lambda: anew.then(self._put_back, owner=self._owner))

    def _put_back(self, written: SessionWritten) -> None:
        self._tell("「{title}」を元に戻しました", written.session)

    def _done(self, sentence: str, undo: _Undo, written: SessionWritten) -> None:
        back = self._workplace.do(undo, written.session.session_id)
        self._tell(sentence, written.session, lambda: back.then(self._put_back, owner=self._owner))

    def _tell(self, sentence: str, session: Session, undo: Callable[[], object] | None = None) -> None:
        self._shell.tell(tr(sentence, title=session.title, day=session_day(session)), undo)
        self._shown(session)
