"""Work away from the window: one thread owns the database, a few more do network and printing.

`jobs.database(lambda: check_in(code), show, owner=self)` runs the function after all that were handed in before it,
and calls `show(result)` in the window's thread; never if `owner` is gone by then. A `Problem` goes to `on_problem`, or,
without one, to the strip at the bottom of the window. Anything else is a bug: `unexpected` carries a report that can be
copied to the makers, with types, modules and lines, and without any text or value that might be personal.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from types import TracebackType
from typing import TYPE_CHECKING, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from core.problem import Problem

if TYPE_CHECKING:  # it brings logging with it, which the first paint need not wait for
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")


_WORKERS = {"database": 1, "background": 3}


class Job(Generic[T]):
    """A handle on work that was handed in."""

    def __init__(self, owner: QObject, on_done: Callable[[T], None], on_problem: Callable[[Problem], None]) -> None:
        self._owner, self._on_done, self._on_problem = owner, on_done, on_problem
        self._future: Future[None] | None = None
        self._cancelled = False

    def cancel(self) -> bool:
        """Take it back: its callbacks are never called. True if it had not begun and so never will."""
        self._cancelled = True
        return self._future is not None and self._future.cancel()

    @property
    def wanted(self) -> bool:
        """Whether anybody still waits for the answer."""
        return not self._cancelled and shiboken6.isValid(self._owner)

    def bound_to(self, future: "Future[None]") -> "Job[T]":
        self._future = future
        return self

    def answer(self, outcome: "Outcome[T]") -> None:
        if outcome.problem is not None:
            self._on_problem(outcome.problem)
        else:
            self._on_done(outcome.value)  # type: ignore[arg-type]  # a T whenever there is no problem


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What came of a job: a value, or a problem."""

    job: Job[T]
    value: T | None = None
    problem: Problem | None = None


class Jobs(QObject):
    """The threads of the program. Close it before the database: it finishes what was handed in."""

    problem = Signal(object)
    """A Problem that nobody else takes."""
    unexpected = Signal(str)
    """The report of a bug, without personal data."""
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads: dict[str, ThreadPoolExecutor] = {}
        self._closed = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def database(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None] | None = None,
        on_problem: Callable[[Problem], None] | None = None,
        *,
        owner: QObject,
    ) -> Job[T]:
        """Run on the thread that owns the database, in order."""
        return self._submit("database", work, Job(owner, on_done or _ignore, on_problem or self.problem.emit))

    def background(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None] | None = None,
        on_problem: Callable[[Problem], None] | None = None,
        *,
        owner: QObject,
    ) -> Job[T]:
        """Run beside everything else: network, printing, files. Never touches the database."""
        return self._submit("background", work, Job(owner, on_done or _ignore, on_problem or self.problem.emit))

    def close(self) -> None:
        """Finish the database's queue, drop what the pool has not begun, and end the threads. Callbacks stop.

        What is handed in from now on, by a timer that was still running, is not done.
        """
        self._closed = True
        self._finished.disconnect(self._deliver)
        self._executor("background").shutdown(wait=False, cancel_futures=True)
        self._executor("database").shutdown(wait=True)

    def _submit(self, threads: str, work: Callable[[], T], job: Job[T]) -> Job[T]:
        if self._closed:
            job.cancel()
            return job
        return job.bound_to(self._executor(threads).submit(self._run, work, job))

    def _executor(self, name: str) -> "ThreadPoolExecutor":
        if name not in self._threads:
            from concurrent.futures import ThreadPoolExecutor

            self._threads[name] = ThreadPoolExecutor(_WORKERS[name], thread_name_prefix=name)
        return self._threads[name]

    def _run(self, work: Callable[[], T], job: Job[T]) -> None:
        try:
            outcome = Outcome(job, value=work())
        except Problem as problem:
            outcome = Outcome(job, problem=problem)
        except Exception as error:
            self.unexpected.emit(report(error))
            return
        self._finished.emit(outcome)

    @Slot(object)
    def _deliver(self, outcome: Outcome[T]) -> None:
        if outcome.job.wanted:
            outcome.job.answer(outcome)


def report(error: BaseException) -> str:
    """Types, modules and lines of an error and its causes. Its message is left out: it may quote a visitor."""
    lines: list[str] = []
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        lines += [type(link).__qualname__, *_places(link.__traceback__)]
        link = link.__cause__ or link.__context__
    return "\n".join([*lines, f"Python {sys.version.split()[0]}, {sys.platform}"])


def _places(trace: TracebackType | None) -> list[str]:
    places: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"  {PurePath(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places


def _ignore(_result: object) -> None:
    """For work whose answer nobody needs."""
