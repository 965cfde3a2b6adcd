"""A thread that owns the desk, where there is no window whose database thread does."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from core.problem import Problem
from desktop.app.desk import Desk

T = TypeVar("T")


class DeskThread:
    """`desktop.app.sending.OnDesk` from any thread, one after the other, until `close`."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._thread = desk, ThreadPoolExecutor(1, "desk")

    def __call__(self, work: Callable[[Desk], T]) -> T:
        try:
            answer = self._thread.submit(work, self._desk)
        except RuntimeError as error:  # it is closed: some other laptop still speaks
            raise Problem("closing", "終わるところです。", "もう一度、始めてください。") from error
        return answer.result()

    def close(self) -> None:
        """Take nothing more, and wait for what has begun."""
        self._thread.shutdown()
