"""Promise 6 and 7 after a real day: no visitor can be read at headquarters or in any file, wherever one looks.

Everything there is comes from PostgreSQL's own catalogue; its log writes down every statement with its values, and
the program's log every word that any library says.
"""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from core.clock import FixedClock
from core.facts import Person
from core.kinds import BookingMade, PersonRegistered, SessionPlanned
from core.reports.period import free_period
from core.reports.table import Asked, ReportCode, Split
from core.surveys import Answers
from desktop.app.bookings import make_booking
from desktop.app.cards import issue_card
from desktop.app.consultations import ConsultationForm, record_consultation
from desktop.app.day import open_day, record_incident
from desktop.app.desk import Desk
from desktop.app.handouts import send_feedback
from desktop.app.people import add_person, erase_person
from desktop.app.rotation import rotate
from desktop.app.sending import send_now
from desktop.app.sessions import plan_session
from desktop.app.settings import change_setting
from desktop.app.site import keep_backup
from desktop.app.surveys import Pile, enter_sheet
from desktop.app.walk_in import receive_walk_in
from hq import places
from tests.helpers.headquarters import Headquarters
from tests.helpers.joined import another, first_laptop
from tests.hq.test_background import start, state, until
from tests.hq.test_leaks import _ways_to_write

NAMES = ("田無花子", "柳沢太郎", "保谷すみれ")
SECRETS = (
    *NAMES,
    "ほうやすみれ",
    "090-1234-5678",
    "0422-11-2233",
    "1948-03-15",
    "右手が不自由",
    "廊下で転んだ",
    "娘と来た",
)


def _a_day(desk: Desk) -> None:
    """Names, phones, notes, an incident, told bookings and a questionnaire, by the use cases."""
    change_setting(desk, "visitor_fields", "name,kana,phone,birth_date")
    open_day(desk)
    told = PersonRegistered(
        name=NAMES[0], kana="ほうやすみれ", phone="090-1234-5678", birth_date="1948-03-15", age_band="70s"
    )
    people = [add_person(desk, told).person, add_person(desk, PersonRegistered(name=NAMES[1], age_band="70s")).person]
    issue_card(desk, people[0].person_id)
    visit = receive_walk_in(desk, "70s", admit=True).attendance
    assert visit is not None
    form = ConsultationForm("T01-01", "O1", 15, person_id=people[0].person_id, note="右手が不自由とのこと")
    record_consultation(desk, form)
    record_incident(desk, "fall", "廊下で転んだ")
    day = desk.today.isoformat()
    plan = SessionPlanned(title="予約の会", day=day, starts="13:00", ends="16:00", slot_minutes=60)
    session = plan_session(desk, plan).session.session_id
    make_booking(
        desk, BookingMade(session_id=session, age_band="70s", slot="14:00", name=NAMES[2], phone="0422-11-2233")
    )
    enter_sheet(desk, Pile("S1", 1, desk.today), Answers((("q1", "2"),), (("q5", "娘と来た"),)))
    send_feedback(desk, "H01", "字が小さい")
    erase_person(desk, people[1].person_id)


def _report_beside() -> None:
    """Headquarters counts a long report, whose table it keeps for a day."""
    from hq.reports.job_worker import long_reports

    asked = Asked(
        report=ReportCode.RESULTS, period=free_period(date(2025, 4, 1), date(2027, 3, 31)), split=Split.AGE_BAND
    )
    job = start(asked)
    with long_reports():
        until(lambda: state(job) == "done")


@contextmanager
def _everything_logged(hq: Headquarters) -> Iterator[io.StringIO]:
    """PostgreSQL writes every statement with its values, Python every word at debug level."""
    name = sql.Identifier(hq.database_url.rpartition("/")[2])
    with psycopg.connect(hq.database_url, autocommit=True) as admin:
        admin.execute(sql.SQL("ALTER DATABASE {} SET log_statement = 'all'").format(name))
    from django.db import connections

    connections["default"].close()
    written, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(written), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield written
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


def _dumped(hq: Headquarters) -> bytes:
    """Every row of every table of every schema that is not PostgreSQL's own, as a dump would hold it."""
    pieces = []
    with psycopg.connect(hq.database_url) as connection:
        tables = connection.execute(
            "SELECT relnamespace::regnamespace::text, relname FROM pg_class WHERE relkind IN ('r', 'p', 'm')"
            " AND relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')"
            " AND relnamespace::regnamespace::text NOT LIKE 'pg_toast%'"
        ).fetchall()
        assert {"event", "segment", "key_record", "quarantined", "device"} <= {table for _, table in tables}
        for schema, table in tables:
            for form in ("text", "binary"):
                query = sql.SQL("COPY {} TO STDOUT (FORMAT {})").format(sql.Identifier(schema, table), sql.SQL(form))
                with connection.cursor().copy(query) as copy:
                    pieces += [bytes(piece) for piece in copy]
    return b"\n".join(pieces)


def _found(haystack: bytes) -> list[str]:
    return [secret for secret in SECRETS for needle in _ways_to_write(secret) if needle in haystack]


def _files(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_after_a_day_no_visitor_is_readable_anywhere(hq: Headquarters, tmp_path: Path, clock: FixedClock) -> None:
    server_log = Path(places.data_folder()) / "postgres" / "server.log"
    before = server_log.stat().st_size
    with _everything_logged(hq) as log:
        a, sheet = first_laptop(tmp_path / "a", clock, hq)
        b = another(tmp_path / "b", clock, sheet, hq, a.identity.site_id)
        for desk in (a, b):
            _a_day(desk)
            send_now(desk)
        send_now(a)
        rotate(a, sheet.qr, sheet.code, lost=b.identity.device_id)
        add_person(b, PersonRegistered(name=NAMES[2], age_band="70s"))
        for desk in (a, b):
            send_now(desk)
        keep_backup(a)
        _report_beside()
    said = server_log.read_bytes()[before:]
    assert b"INSERT INTO" in said
    assert b"COMMIT" in said
    assert log.getvalue()
    assert hq.query("SELECT count(*) FROM quarantined WHERE reason = 'revoked_device'") > [(0,)]
    dump = _dumped(hq)
    assert hq.query("SELECT count(*) FROM report_job WHERE result LIKE '%%visits%%'") == [(1,)]
    assert a.identity.device_id.encode() in dump
    assert _found(dump) == []
    assert _found(said) == []
    assert _found(log.getvalue().encode()) == []
    assert NAMES[0] in {each.name for each in a.store.facts.where(Person, "1")}
    assert list((tmp_path / "a").rglob("site.db-wal"))
    assert _found(_files(tmp_path)) == []
    for desk in (a, b):
        desk.store.close()
    assert _found(_files(tmp_path)) == []


def test_the_walk_would_find_a_name_in_each_place(hq: Headquarters) -> None:
    with _everything_logged(hq) as log:
        hq.add_site(NAMES[0])
        logging.getLogger("hq").debug(NAMES[1])
    said = (Path(places.data_folder()) / "postgres" / "server.log").read_bytes()
    assert NAMES[0] in _found(_dumped(hq))
    assert NAMES[0] in _found(said)
    assert NAMES[1] in _found(log.getvalue().encode())


@pytest.fixture
def clock() -> FixedClock:
    """Half past nine."""
    from tests.helpers.sites import fixed_clock

    return fixed_clock()
