"""A plain psycopg cursor inside Django's transaction: COPY and arrays are what the journal needs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, LiteralString

import psycopg
from django.db import connection
from psycopg import sql

Row = tuple[Any, ...]
Cursor = psycopg.Cursor[Row]


def cursor() -> Cursor:
    """A cursor on this thread's connection. Its statements belong to the surrounding `transaction.atomic`.

    Django's own cursors write parameters into the statement's text; here they travel apart from it. As there, the
    first one of a request asks whether the database was restarted since the last.
    """
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    return psycopg.Cursor(connection.connection)


def asked_first(query: LiteralString, parameters: Sequence[object]) -> Row | None:
    """The one row of a request's first question, which itself shows whether the database was restarted since the last.

    It must only read: where the connection turns out to be dead, it is asked once more on a new one.
    """
    if connection.connection is not None and not connection.in_atomic_block:
        try:
            row = psycopg.Cursor(connection.connection).execute(query, parameters).fetchone()
        except psycopg.OperationalError:
            connection.close()
        else:
            connection.health_check_done = True  # type: ignore[attr-defined]  # the stubs lack it
            return row
    return cursor().execute(query, parameters).fetchone()


def copy_in(to: Cursor, table: str, columns: Mapping[str, str], rows: Iterable[Row]) -> None:
    """Write many rows at once by COPY; `columns` gives PostgreSQL's name of each one's type."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with to.copy(statement) as copy:
        copy.set_types(list(columns.values()))
        for row in rows:
            copy.write_row(row)
