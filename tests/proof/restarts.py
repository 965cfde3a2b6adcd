"""Headquarters or its PostgreSQL goes down in the middle of an exchange, and is started again.

A trigger holds the exchange up at a moment until both have been seen to; no wait is a matter of luck.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from enum import StrEnum

import psycopg
from django.db import connections

from tests.helpers import postgres
from tests.proof.kills import both_have_news
from tests.proof.processes import Stage

Mishap = Callable[[Stage], object]
_GATE = 0x67617465  # "gate"
_HOLD_UP = f"""
CREATE FUNCTION hold_up() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_advisory_xact_lock_shared({_GATE}); RETURN NULL; END $$
"""
_HELD_UP = f"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = {_GATE} AND NOT granted"


class Moment(StrEnum):
    """Where the exchange is held up, as the trigger that does it."""

    COPYING = "CREATE TRIGGER gate AFTER INSERT ON event FOR EACH STATEMENT EXECUTE FUNCTION hold_up()"
    COMMITTING = (
        "CREATE CONSTRAINT TRIGGER gate AFTER INSERT ON event DEFERRABLE INITIALLY DEFERRED"
        " FOR EACH ROW EXECUTE FUNCTION hold_up()"
    )


def server_killed(stage: Stage) -> None:
    """PostgreSQL goes on with what it was asked: it may commit what nobody hears of."""
    stage.served.kill()


def database_crashed(_: Stage) -> None:
    """As by a power cut: nothing is written down in order, it recovers from its log."""
    postgres.crash()


def play(stage: Stage, moment: Moment, mishap: Mishap) -> None:
    """It happens in the middle of what one laptop sends; in the end all is well."""
    both_have_news(stage)
    with ThreadPoolExecutor(1) as beside, _gate(stage, moment) as gate:
        done = beside.submit(_when_held_up, gate, lambda: mishap(stage))
        stage.tries(stage.first, "send")
        done.result()
    connections.close_all()
    if mishap is server_killed:
        stage.served.start()
    stage.ends_well()


@contextmanager
def _gate(stage: Stage, moment: Moment) -> Iterator[psycopg.Connection]:
    """Shut until this ends, or PostgreSQL does."""
    stage.world.hq.query(_HOLD_UP)
    stage.world.hq.query(moment)
    gate = psycopg.connect(stage.world.hq.database_url, autocommit=True)
    gate.execute("SELECT pg_advisory_lock(%s)", [_GATE])
    try:
        yield gate
    finally:
        gate.close()


def _when_held_up(gate: psycopg.Connection, mishap: Callable[[], object]) -> None:
    while gate.execute(_HELD_UP).fetchone() == (0,):
        gate.execute("SELECT pg_sleep(0.01)")
    mishap()
