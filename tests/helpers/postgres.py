"""One real PostgreSQL for the whole test run, and a fresh database for each test that asks.

The first use sets Django up, with a data folder of its own; every database is a copy of one migrated once.
"""

import atexit
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from hq import places, start
from hq.private_postgres import PrivatePostgres

_TEMPLATE = "migrated"
_numbers = count(1)


@cache
def server() -> str:
    """The address of the server, which runs until the tests end."""
    things = ExitStack()
    atexit.register(things.close)
    folder = Path(things.enter_context(tempfile.TemporaryDirectory(prefix="mdg-")))
    os.environ[places.DATA] = str(folder)
    private = things.enter_context(PrivatePostgres(folder / "postgres"))
    url = private.url(_TEMPLATE)
    _migrate(url)
    return url


def _migrate(url: str) -> None:
    import django
    from django import conf
    from django.db import connection

    places.PRIVATE.url = url
    os.environ["DJANGO_SETTINGS_MODULE"] = "hq.settings"
    django.setup()
    conf.settings.ALLOWED_HOSTS.append("testserver")  # the name that Django's own test client calls itself
    start.migrate()
    connection.close()


@contextmanager
def fresh_database() -> Iterator[str]:
    """A migrated, empty database, which Django uses while this lasts; its address."""
    parts = urlsplit(server())
    name = f"test_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as admin:
        admin.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(_TEMPLATE)
            )
        )
        _use(name)
        try:
            yield urlunsplit(parts._replace(path=f"/{name}"))
        finally:
            _use(_TEMPLATE)
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _use(name: str) -> None:
    from django.db import connections

    connections["default"].close()
    connections.settings["default"]["NAME"] = name
    del connections["default"]
