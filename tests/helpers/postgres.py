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
from typing import LiteralString
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from hq import places, start
from hq.private_postgres import PrivatePostgres, _binaries

_TEMPLATE = "migrated"
_numbers = count(1)


@cache
def server() -> str:
    """The address of the server, which runs until the tests end."""
    url = _private().url(_TEMPLATE)
    _migrate(url)
    return url


@cache
def _private() -> PrivatePostgres:
    things = ExitStack()
    atexit.register(things.close)
    folder = Path(things.enter_context(tempfile.TemporaryDirectory(prefix="mdg-")))
    os.environ[places.DATA] = str(folder)
    private = things.enter_context(PrivatePostgres(folder / "postgres"))
    with psycopg.connect(private.url("postgres"), autocommit=True) as admin:
        # No test cuts the power: programs and servers die, the disk stays.
        admin.execute("ALTER SYSTEM SET fsync = off")
        admin.execute("SELECT pg_reload_conf()")
    return private


def crash() -> None:
    """The server dies without writing anything down in order and is started again; every connection is gone."""
    private = _private()
    assert private._holding
    private._holding.close()
    private._run("pg_ctl", "-D", str(private._cluster), "-m", "immediate", "-w", "restart")
    private._holding = private._join()


def _migrate(url: str) -> None:
    import django
    from django import conf
    from django.contrib.auth.hashers import PBKDF2PasswordHasher
    from django.db import connection

    from hq.portal import recent

    places.PRIVATE.url = url
    os.environ["DJANGO_SETTINGS_MODULE"] = "hq.settings"
    django.setup()
    conf.settings.ALLOWED_HOSTS.append("testserver")  # the name that Django's own test client calls itself
    PBKDF2PasswordHasher.iterations = 1  # slow on purpose, and nearly every test of the portal signs somebody in
    for kept in recent.ALL:
        kept.seconds = 0  # a test sends and looks in the same moment
    start.migrate()
    connection.close()


def program(name: str) -> str:
    """One of PostgreSQL's own programs, such as psql."""
    return str(_binaries() / name)


@contextmanager
def fresh_database() -> Iterator[str]:
    """A migrated, empty database, which Django uses while this lasts; its address."""
    with _database(_TEMPLATE) as url:
        yield url


@contextmanager
def empty_database() -> Iterator[str]:
    """Likewise, with no table in it."""
    with _database("template0") as url:
        yield url


@contextmanager
def _database(template: str) -> Iterator[str]:
    parts = urlsplit(server())
    name = f"test_{os.getpid()}_{next(_numbers)}"
    _administer("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, template)
    _use(name)
    try:
        yield urlunsplit(parts._replace(path=f"/{name}"))
    finally:
        _use(_TEMPLATE)
        _administer("DROP DATABASE {} WITH (FORCE)", name)


def _administer(statement: LiteralString, *names: str) -> None:
    url = urlunsplit(urlsplit(server())._replace(path="/postgres"))
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _use(name: str) -> None:
    from django.db import connections

    connections["default"].close()
    connections.settings["default"]["NAME"] = name
    del connections["default"]
