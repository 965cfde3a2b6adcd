"""Making Django and its database ready."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import django
from django.core.management import call_command
from django.db import connection, transaction

from hq import places
from hq.private_postgres import PrivatePostgres


@contextmanager
def stopping_cleanly() -> Iterator[None]:
    """SIGTERM unwinds like Ctrl+C, so that the private database is left in order."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextmanager
def database() -> Iterator[None]:
    """With DATABASE_URL that one; else the private server, for as long as this lasts."""
    if places.database_url():
        yield
        return
    with PrivatePostgres(places.data_folder() / "postgres") as private:
        places.PRIVATE.url = private.url()
        yield


@contextmanager
def ready() -> Iterator[None]:
    """Database there, Django set up, schema of this version."""
    with database():
        os.environ["DJANGO_SETTINGS_MODULE"] = "hq.settings"
        django.setup()
        try:
            migrate()
            yield
        finally:
            connection.close()


def migrate() -> None:
    """Bring the schema to this version, one process at a time, and the fact tables after it."""
    from hq.database import cursor
    from hq.intake.shapes import make_ready

    with connection.cursor() as at:
        at.execute("SELECT pg_advisory_lock(%s)", [_MIGRATING])
    try:
        call_command("migrate", interactive=False, verbosity=0)
        with transaction.atomic():
            make_ready(cursor())
    finally:
        with connection.cursor() as at:
            at.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATING])


_MIGRATING = 0x6D6468
