"""`doctor`: whether everything is as it should be."""

from argparse import Namespace
from dataclasses import dataclass

from hq import places
from hq.cli.output import Record, show
from hq.cli.parser import Commands
from hq.database import cursor
from hq.identity import key_pair


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    name: str
    ok: bool
    detail: str


def add(commands: Commands) -> None:
    """Put this command on the command line."""
    commands.add("doctor", run, "点検")


def run(arguments: Namespace) -> int:
    """Look at everything; 1 when something is wrong."""
    checks = [_database(), _durable(), _key(), _sequences(), _quarantine(), _twins(), _devices()]
    for each in checks:
        sign = "○" if each.ok else "×"
        record: Record = {"check": each.name, "ok": each.ok, "detail": each.detail}
        show(record, arguments.json, f"{sign} {each.name}: {each.detail}")
    return 0 if all(each.ok for each in checks) else 1


def _scalar(query: str) -> str:
    row = cursor().execute(query).fetchone()
    return str(row[0]) if row else ""


def _database() -> Check:
    whose = "DATABASE_URL" if places.database_url() else "private"
    return Check("database", True, f"PostgreSQL {_scalar('SHOW server_version')} ({whose})")


def _durable() -> Check:
    settings = {name: _scalar(f"SHOW {name}") for name in ("synchronous_commit", "fsync", "full_page_writes")}
    return Check("durable", set(settings.values()) == {"on"}, " ".join(f"{k}={v}" for k, v in settings.items()))


def _key() -> Check:
    return Check("key", True, key_pair().signing_public.hex())


def _sequences() -> Check:
    """Every number of every site's sequence was given out exactly once, or belongs to a key erased since.

    Nothing has a number of a site that is not there: no constraint of the database says so of events.
    """
    from hq.records.models import Site

    tables = ("event", "segment", "key_record", "key_grant", "erased_key")
    numbers = " UNION ALL ".join(f"SELECT site_id, site_seq FROM {table}" for table in tables)
    numbers += " UNION ALL SELECT site_id, certificate_seq FROM device WHERE certificate_seq IS NOT NULL"
    numbers += " UNION ALL SELECT site_id, revocation_seq FROM device WHERE revocation_seq IS NOT NULL"
    numbers += " UNION ALL SELECT site_id, decided_seq FROM quarantined WHERE decided_seq IS NOT NULL"
    bad = _scalar(
        "SELECT count(*) FROM (SELECT n.site_id, n.site_seq, count(*) AS times, max(s.last_seq) AS last"
        f" FROM ({numbers}) AS n LEFT JOIN site AS s USING (site_id) GROUP BY 1, 2) AS t"
        " WHERE times > 1 OR last IS NULL OR site_seq > last"
    )
    return Check("sequence", bad == "0", f"{Site.objects.count()} sites, {bad} wrong numbers")


def _quarantine() -> Check:
    from hq.quarantine.listing import kept

    waiting = kept().count()
    return Check("quarantine", waiting == 0, f"{waiting}")


def _twins() -> Check:
    """Two machines that write under one device id: the disk of one was copied."""
    from hq.quarantine.twins import twins

    found = sorted(twins())
    return Check("twins", not found, " ".join(found))


def _devices() -> Check:
    from hq.records.models import Device

    return Check("devices", True, f"{Device.objects.count()}")
