"""Where the window meets the use cases: each runs on the database's thread, and screens hear what changed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Concatenate, Generic, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from core.facts import Attendance, Consultation, Day, Fact, Person, Session, Supporter
from core.problem import Problem
from desktop.app.day import DayState, day_state
from desktop.app.desk import Desk
from desktop.app.staff import sit_down, supporters
from desktop.ui.jobs import Job
from desktop.ui.screen import Shell, StaffChoice

P = ParamSpec("P")
T = TypeVar("T")
_IN_HEADER: frozenset[type[Fact]] = frozenset({Attendance, Consultation, Day, Person, Session})


class Workplace(QObject):
    """The open site as screens see it.

    `workplace.do(check_in, text).then(self._answered, owner=self)` runs `check_in(desk, text)`. The desk
    itself belongs to the database's thread: screens never touch it.
    """

    changed = Signal(object)
    """A frozenset of fact types: refresh what shows them."""

    def __init__(self, shell: Shell, desk: Desk) -> None:
        super().__init__(shell)
        self.shell = shell
        self._desk = desk
        shell.staff_chosen.connect(self._sit_down)
        self.changed.connect(self._refresh_frame)

    def do(
        self,
        use_case: Callable[Concatenate[Desk, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> "Asked[T]":
        """Prepare a use case; `.then(on_done, owner=…)` runs it."""
        return Asked(self, lambda: use_case(self._desk, *args, **kwargs))

    def refresh_header(self) -> None:
        """Ask anew for what the header shows."""
        self.do(day_state).then(self._show_day, owner=self)
        self.do(supporters).then(self._show_staff, owner=self)

    def told_changed(self, result: object) -> None:
        """Let everybody know what a use case changed, if it says so."""
        changed = result if isinstance(result, frozenset) else getattr(result, "changed", frozenset())
        if changed:
            self.changed.emit(changed)

    def _refresh_frame(self, changed: frozenset[type[Fact]]) -> None:
        if changed & (_IN_HEADER | {Supporter}):
            self.refresh_header()

    def _show_day(self, state: DayState) -> None:
        venue = next((session.venue for session in state.sessions if session.venue), "")
        identity = self._desk.identity
        self.shell.set_status(
            replace(
                self.shell.status,
                site=identity.site_name,
                venue=venue,
                today=state.day,
                is_open=state.is_open,
                unsent=state.unsent,
                training=self._desk.training,
            )
        )

    def _show_staff(self, staff: list[Supporter]) -> None:
        self.shell.set_staff_choices([StaffChoice(each.supporter_id, each.display_name) for each in staff])

    def _sit_down(self, supporter_id: str) -> None:
        self.do(sit_down, supporter_id or None).then(self._seated, owner=self)

    def _seated(self, supporter: Supporter | None) -> None:
        name = supporter.display_name if supporter else ""
        self.shell.set_status(replace(self.shell.status, staff_name=name))


class Asked(Generic[T]):
    """A use case that is ready to run."""

    def __init__(self, workplace: Workplace, work: Callable[[], T]) -> None:
        self._workplace, self._work = workplace, work

    def then(
        self,
        on_done: Callable[[T], None] | None = None,
        on_problem: Callable[[Problem], None] | None = None,
        *,
        owner: QObject,
    ) -> Job[T]:
        """Run on the database's thread; the callbacks run in the window's thread while `owner` lives."""

        def done(result: T) -> None:
            if on_done is not None:
                on_done(result)
            self._workplace.told_changed(result)

        return self._workplace.shell.jobs.database(self._work, done, on_problem, owner=owner)
