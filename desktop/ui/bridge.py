"""From a background thread to the desk and back: the database keeps its one thread."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from core.problem import Problem
from desktop.app.desk import Desk
from desktop.ui.workplace import Workplace

T = TypeVar("T")


class DeskFromBeside:
    """Runs work on the database's thread and waits. Only ever called on a background thread."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def __call__(self, work: Callable[[Desk], T]) -> T:
        answer: Future[T] = Future()

        def there() -> None:
            try:
                answer.set_result(work(self._workplace.desk()))
            except BaseException as error:  # whatever it is, the waiting thread must hear of it
                answer.set_exception(error)

        try:
            taken = self._workplace.shell.jobs.database(there, owner=self._workplace).wanted
        except RuntimeError:
            taken = False
        if not taken:  # the window closes, its threads take nothing new
            raise Problem("closing", "窓口を閉じるため、送信を止めました。", "次に開いたときに、もう一度送れます。")
        return answer.result()
