"""One connection, asked by two threads at once."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

from desktop.storage.connection import open_database

_MANY = ", ".join(map(str, range(200)))
STATEMENTS = [f"SELECT {number} WHERE 1 IN ({_MANY})" for number in range(150)]
"""More than the driver keeps prepared (100), each long enough that both threads are at it together."""


def test_two_threads_that_ask_the_same_at_once_both_get_answers(tmp_path: Path) -> None:
    """Without the turns they take, the driver fails with a KeyError from then on."""
    ready = Barrier(2)

    def asked(_: int) -> list[int]:
        answers = []
        for statement in STATEMENTS * 8:
            ready.wait(10)
            answers.append(database.conn.execute(statement).fetchone()[0])
        return answers

    with closing(open_database(tmp_path / "shared.db", bytes(32))) as database, ThreadPoolExecutor(2) as threads:
        assert list(threads.map(asked, range(2))) == [list(range(150)) * 8] * 2
