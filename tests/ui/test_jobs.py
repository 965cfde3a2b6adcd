"""desktop.ui.jobs: one thread for the database, answers in the window's thread, nothing personal in a report."""

import sys
import threading
from functools import partial

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from core.problem import Problem
from desktop.ui.jobs import Jobs, report


def test_database_work_runs_in_order_on_one_thread_that_is_not_the_windows(qtbot: QtBot, jobs: Jobs) -> None:
    owner = QObject()
    ran: list[tuple[int, int]] = []
    answered: list[int] = []

    def work(number: int) -> int:
        ran.append((number, threading.get_ident()))
        return number

    for number in range(50):
        jobs.database(partial(work, number), answered.append, owner=owner)
    qtbot.waitUntil(lambda: len(answered) == 50)
    assert answered == list(range(50))
    assert [number for number, _thread in ran] == list(range(50))
    assert len({thread for _number, thread in ran}) == 1
    assert ran[0][1] != threading.get_ident()


def test_answers_come_in_the_windows_thread(qtbot: QtBot, jobs: Jobs) -> None:
    owner, threads = QObject(), []
    jobs.background(lambda: None, lambda _none: threads.append(threading.get_ident()), owner=owner)
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.get_ident()]


def test_background_work_does_not_wait_for_the_database(qtbot: QtBot, jobs: Jobs) -> None:
    owner, free = QObject(), threading.Event()
    done: list[object] = []
    jobs.database(free.wait, done.append, owner=owner)
    jobs.background(lambda: "printed", done.append, owner=owner)
    qtbot.waitUntil(lambda: done == ["printed"])
    free.set()
    qtbot.waitUntil(lambda: done == ["printed", True])


def _full_disk() -> None:
    raise Problem("disk_full", "空きがありません。", "不要なファイルを消してください。")


def test_a_problem_goes_to_who_asked(qtbot: QtBot, jobs: Jobs) -> None:
    owner, told = QObject(), []
    jobs.database(_full_disk, None, lambda problem: told.append(problem.code), owner=owner)
    qtbot.waitUntil(lambda: told == ["disk_full"])


def test_a_problem_nobody_takes_goes_to_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    with qtbot.waitSignal(jobs.problem) as told:
        jobs.database(_full_disk, owner=jobs)
    assert told.args is not None
    assert told.args[0].code == "disk_full"


def _bug_about(name: str) -> None:
    try:
        raise KeyError(name)
    except KeyError as cause:
        raise ValueError(f"{name} is odd") from cause


def test_a_bug_is_reported_with_places_and_without_values(qtbot: QtBot, jobs: Jobs) -> None:
    with qtbot.waitSignal(jobs.unexpected) as told:
        jobs.database(lambda: _bug_about("山田花子"), owner=jobs)
    assert told.args is not None
    text: str = told.args[0]
    assert "ValueError" in text
    assert "KeyError" in text
    assert "test_jobs.py:" in text
    assert "_bug_about" in text
    assert "山田" not in text
    assert "odd" not in text


def test_a_report_of_two_errors_that_name_each_other_ends() -> None:
    first, second = ValueError(), KeyError()
    first.__context__, second.__context__ = second, first
    assert report(first).count("ValueError") == 1


def test_an_owner_that_is_gone_hears_nothing(qtbot: QtBot, jobs: Jobs) -> None:
    owner, free, heard = QObject(), threading.Event(), []
    jobs.database(free.wait, lambda _: heard.append("gone"), owner=owner)
    jobs.database(lambda: None, lambda _: heard.append("here"), owner=jobs)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    free.set()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["here"]


def test_a_cancelled_job_that_had_not_begun_never_runs(qtbot: QtBot, jobs: Jobs) -> None:
    owner, free, ran = QObject(), threading.Event(), []
    jobs.database(free.wait, owner=owner)
    waiting = jobs.database(lambda: ran.append("cancelled"), owner=owner)
    assert waiting.cancel()
    free.set()
    jobs.database(lambda: ran.append("last"), owner=owner)
    qtbot.waitUntil(lambda: ran == ["last"])


def test_a_cancelled_job_that_runs_is_not_answered(qtbot: QtBot, jobs: Jobs) -> None:
    owner, begun, free, heard = QObject(), threading.Event(), threading.Event(), []

    def work() -> None:
        begun.set()
        free.wait()

    running = jobs.database(work, lambda _: heard.append("cancelled"), owner=owner)
    assert begun.wait(10)
    assert not running.cancel()
    free.set()
    jobs.database(lambda: None, lambda _: heard.append("last"), owner=owner)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["last"]


def test_closing_finishes_what_was_handed_to_the_database(qtbot: QtBot) -> None:
    jobs = Jobs()
    ran: list[int] = []
    heard: list[None] = []
    for number in range(20):
        jobs.database(partial(ran.append, number), heard.append, owner=jobs)
    jobs.close()
    assert ran == list(range(20))
    assert heard == []


@pytest.mark.usefixtures("qapp")
def test_what_is_handed_in_after_closing_is_not_done() -> None:
    jobs, done = Jobs(), []
    jobs.close()
    job = jobs.database(lambda: done.append(1), owner=jobs)
    assert not job.wanted
    assert done == []


class _Bell(QObject):
    rang = Signal(bool, object)


@pytest.mark.parametrize("value", [True, None])
def test_signals_leave_the_reference_counts_of_true_and_none_alone(qtbot: QtBot, value: bool | None) -> None:
    """PySide6 6.12 loses one reference for each emit and aborts some hundred signals later (DESIGN section 4).

    Other threads and pytest itself take and drop a few references to such common objects: hence the tolerance, which
    is far below one for each emit. Immortal objects (Python 3.12 and later) never change.
    """
    bell, heard = _Bell(), []
    bell.rang.connect(lambda flag, thing: heard.append(1))
    before = sys.getrefcount(value)
    for _ in range(10_000):
        bell.rang.emit(True, None)
    assert len(heard) == 10_000
    assert abs(sys.getrefcount(value) - before) < 200
