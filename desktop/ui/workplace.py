"""Where the window meets the use cases: each runs on the database's thread, and screens hear what changed."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Concatenate, Generic, ParamSpec, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from core.problem import Problem
from desktop.ui.jobs import Job
from desktop.ui.screen import Shell, StaffChoice, Status

if TYPE_CHECKING:  # use cases are imported when the first of them runs, after the first paint
    from core.facts import Fact, Supporter
    from desktop.app.desk import Desk
    from desktop.app.header import HeaderState
    from desktop.ui.peering import Peering
    from desktop.ui.sender import Sender

P = ParamSpec("P")
T = TypeVar("T")

_SEEN_MS = 30
"""An answer is on the screen first; what lists it follows. Both at once would make the visitor wait for the list."""


class Workplace(QObject):
    """The open site as screens see it.

    `workplace.do(check_in, text).then(self._answered, owner=self)` runs `check_in(desk, text)`. The desk
    itself belongs to the database's thread: screens never touch it.
    """

    changed = Signal(object)
    """A frozenset of fact types: refresh what shows them."""

    def __init__(self, shell: Shell, open_desk: "Callable[[], Desk]") -> None:
        """`open_desk` runs once, on the database's thread, before the first use case."""
        super().__init__(shell)
        self.shell = shell
        self._open_desk = open_desk
        self._desk: Desk | None = None
        self._to_tell: frozenset[type[Fact]] = frozenset()
        self._telling = QTimer(self, singleShot=True, interval=_SEEN_MS)
        self._telling.timeout.connect(self._tell_changed)
        shell.staff_chosen.connect(self._sit_down)
        self.changed.connect(self.refresh_header)

    @cached_property
    def sending(self) -> "Sender":
        """What sends to headquarters."""
        from desktop.ui.sender import Sender

        return Sender(self)

    @cached_property
    def peers(self) -> "Peering":
        """What talks to the site's other laptops."""
        from desktop.ui.peering import Peering

        return Peering(self)

    def do(
        self,
        use_case: "Callable[Concatenate[Desk, P], T]",
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> "Asked[T]":
        """Prepare a use case; `.then(on_done, owner=…)` runs it."""

        def work() -> T:
            from desktop.app.desk import carry_out

            return carry_out(self.desk(), use_case, *args, **kwargs)

        return Asked(self, work)

    def desk(self) -> "Desk":
        """The desk, opened if it is not yet. Only ever called on the database's thread."""
        if self._desk is None:
            self._desk = self._open_desk()
        return self._desk

    def rest(self) -> None:
        """Tell nothing more: the window is going."""
        self._telling.stop()
        if "peers" in self.__dict__:
            self.peers.close()

    def close(self) -> None:
        """Let the file go. On the database's thread, as its last work."""
        if self._desk is not None:
            self._desk.store.close()

    def refresh_header(self) -> None:
        """Ask anew for what the header shows."""
        from desktop.app.header import header_state

        self.do(header_state).then(self._show_header, owner=self)

    def told_changed(self, result: object) -> None:
        """Let everybody know in a moment what a use case changed, if it says so."""
        changed = result if isinstance(result, frozenset) else getattr(result, "changed", frozenset())
        self._to_tell |= changed
        if self._to_tell and not self._telling.isActive():
            self._telling.start()

    def _tell_changed(self) -> None:
        changed, self._to_tell = self._to_tell, frozenset()
        self.changed.emit(changed)

    def _show_header(self, state: "HeaderState") -> None:
        self.shell.set_status(
            Status(
                site=state.site,
                venue=state.venue,
                today=state.day,
                is_open=state.is_open,
                staff_name=state.staff_name,
                unsent=state.unsent,
                training=state.training,
                missing=self.shell.status.missing,
            )
        )
        choices = [StaffChoice(each.supporter_id, each.display_name) for each in state.staff]
        if list(self.shell.staff_choices) != choices:
            self.shell.set_staff_choices(choices)

    def _sit_down(self, supporter_id: str) -> None:
        from desktop.app.staff import sit_down

        self.do(sit_down, supporter_id or None).then(self._seated, owner=self)

    def _seated(self, _supporter: "Supporter | None") -> None:
        self.refresh_header()


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
