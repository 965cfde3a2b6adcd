"""What released programs wrote is read, checked, upgraded and gone on with by today's: for ever."""

import gzip
import io
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import psycopg
import pytest
from psycopg import sql

from core.certificates import BY_ROOT, DeviceCertificate, DeviceRevocation, KeyGrant, is_certified, is_revoked_by_right
from core.enrolment_code import shared_key
from core.enrolment_seal import open_answer, open_request
from core.events import decode_event
from core.facts import FACTS, table_of
from core.ids import new_entity_id
from core.keys import SigningPair, is_signed
from core.parcel import CarriedAnswer, open_parcel, parted_request, request_hash
from core.placement import Placement, placements
from core.published import PublishedCatalogue, PublishedHandout
from core.sealing import KeyRecord, is_genuine
from core.segment import check_signature, open_segment, take_apart
from core.wire import (
    EXCHANGE_PATH,
    EnrolAnswer,
    EnrolRequest,
    ExchangeAnswer,
    ExchangeRequest,
    Receipt,
    SealedAnswer,
    SealedRequest,
    signed_answer,
    signed_message,
    unpack,
)
from desktop.app.carrying.taking import take_file
from desktop.app.carrying.writing import here
from desktop.app.desk import Desk
from desktop.app.recovery import open_sheet
from desktop.app.sending import send_now
from desktop.app.site import desk_of
from desktop.app.walk_in import receive_walk_in
from desktop.storage import migrations
from desktop.storage.connection import open_database
from desktop.storage.identity import save_identity
from desktop.storage.store import open_store
from hq import places, start
from tests.golden.making import DUMP, FOLDER, MANIFEST, digest, facts_of, main
from tests.helpers import headquarters as helper
from tests.helpers.postgres import empty_database, program
from tests.helpers.sites import fixed_clock, make_store

RELEASES = sorted(path.parent for path in FOLDER.glob(f"*/{MANIFEST}"))
Manifest = dict[str, Any]


@pytest.fixture(params=RELEASES, ids=lambda path: path.name)
def golden(request: pytest.FixtureRequest) -> Path:
    """The folder of a release."""
    folder: Path = request.param
    return folder


@pytest.fixture
def told(golden: Path) -> Manifest:
    """Its manifest."""
    manifest: Manifest = json.loads((golden / MANIFEST).read_text("utf-8"))
    return manifest


@pytest.fixture
def desk(golden: Path, told: Manifest, tmp_path: Path) -> Iterator[Desk]:
    """The released laptop's file, opened by today's program."""
    shutil.copyfile(golden / "laptop.db", tmp_path / "site.db")
    clock = fixed_clock()
    opened = desk_of(open_store(tmp_path / "site.db", bytes.fromhex(told["laptop_key"]), clock), clock)
    yield opened
    opened.store.close()


def test_there_is_a_release() -> None:
    assert RELEASES


def test_no_released_file_is_ever_touched(golden: Path, told: Manifest, capsys: pytest.CaptureFixture[str]) -> None:
    assert told["files"] == {name: digest(golden / name) for name in told["files"]}
    assert main([golden.name]) == 1
    assert golden.name in capsys.readouterr().err


def _enrolment(read: Callable[[str], bytes], code: str | None, hq: SigningPair) -> tuple[EnrolRequest, EnrolAnswer]:
    """Release 1 said it openly; later ones seal it by the code."""
    request, answer = read("enrol_request.bin"), read("enrol_answer.bin")
    if code is None:
        return unpack(request, EnrolRequest), unpack(answer, EnrolAnswer)
    key, asked = shared_key(code, hq.signing_public, hq.box_public), unpack(request, SealedRequest)
    return open_request(asked, key), open_answer(unpack(answer, SealedAnswer), asked, key)


def test_what_travelled_is_understood_and_its_signatures_hold(golden: Path, told: Manifest) -> None:
    def read(name: str) -> bytes:
        return (golden / name).read_bytes()

    hq, root = SigningPair(bytes.fromhex(told["headquarters_key"])), bytes.fromhex(told["root_public"])
    device = SigningPair(bytes.fromhex(told["device_seed"]))
    enrolling, enrolled = _enrolment(read, told.get("enrolment_code"), hq)
    assert enrolling.signing_public == device.signing_public
    assert hq.open(enrolling.transport_key) == device.open(enrolled.transport_key)
    asked = signed_message("POST", EXCHANGE_PATH, read("exchange_request.bin"))
    assert is_signed(asked, read("exchange_request.signature"), device.signing_public)
    answered = signed_answer(read("exchange_request.signature").hex(), read("exchange_answer.bin"))
    assert is_signed(answered, read("exchange_answer.signature"), hq.signing_public)
    assert unpack(read("exchange_request.bin"), ExchangeRequest).segments
    assert unpack(read("exchange_answer_pulled.bin"), ExchangeAnswer).pulled
    assert is_signed(read("receipt.bin"), read("receipt.signature"), hq.signing_public)
    assert unpack(read("receipt.bin"), Receipt).device_id == told["device_id"]
    certificate = unpack(read("certificate.bin"), DeviceCertificate)
    assert is_certified(certificate, root)
    assert is_revoked_by_right(unpack(read("revocation.bin"), DeviceRevocation), root, None)
    assert unpack(read("revocation.bin"), DeviceRevocation).by == BY_ROOT
    assert unpack(read("key_grant.bin"), KeyGrant).site_id == told["site_id"]
    assert unpack(read("catalogue.bin"), PublishedCatalogue).is_from(hq.signing_public)
    assert unpack(read("handout_text.bin"), PublishedHandout).is_from(hq.signing_public)


def test_a_parcel_is_read_frame_by_frame(golden: Path, told: Manifest) -> None:
    path = golden / "parcel.mdgout"
    device = SigningPair(bytes.fromhex(told["device_seed"]))
    with path.open("rb") as file:
        parcel = open_parcel(file, path.stat().st_size)
        assert parcel.header.device_id == told["device_id"]
        frames = list(parcel.frames())
    assert frames
    for frame in frames:
        signature, body = parted_request(frame)
        assert is_signed(signed_message("POST", EXCHANGE_PATH, body), signature, device.signing_public)
        unpack(body, ExchangeRequest)


def test_headquarters_answer_to_it_is_read_and_proved(golden: Path, told: Manifest) -> None:
    path, hq = golden / "answer.mdgin", SigningPair(bytes.fromhex(told["headquarters_key"]))
    asked = set()
    with (golden / "parcel.mdgout").open("rb") as file:
        for frame in open_parcel(file, (golden / "parcel.mdgout").stat().st_size).frames():
            asked.add(request_hash(parted_request(frame)[1]))
    with path.open("rb") as file:
        pages = [unpack(frame, CarriedAnswer) for frame in open_parcel(file, path.stat().st_size).frames()]
    assert {page.request_hash for page in pages} == asked
    assert all(page.is_from(hq.signing_public) for page in pages)
    assert any(unpack(page.answer, ExchangeAnswer).receipt for page in pages)


def test_the_recovery_sheet_still_gives_the_root(golden: Path, told: Manifest) -> None:
    opened = open_sheet((golden / "recovery_sheet.txt").read_text("ascii"), told["recovery_code"])
    assert opened.site_id == told["site_id"]
    assert SigningPair(opened.seed).signing_public.hex() == told["root_public"]


def test_the_laptop_s_file_is_upgraded_and_shows_the_same(desk: Desk, told: Manifest) -> None:
    assert _as_then(facts_of(desk), told) == told["facts"]
    desk.store.journal.rebuild()
    assert _as_then(facts_of(desk), told) == told["facts"]
    record = desk.store.db.execute("SELECT data FROM key_record").fetchone()[0]
    makers = [msgspec.msgpack.decode(d, type=DeviceCertificate) for d in _column(desk, "SELECT data FROM certificate")]
    assert any(is_genuine(msgspec.msgpack.decode(record, type=KeyRecord), each.signing_public) for each in makers)


def test_its_segments_open(golden: Path, desk: Desk) -> None:
    for path in (golden / "segments").iterdir():
        segment = take_apart(path.read_bytes())
        check_signature(segment, desk.identity.device.signing_public)
        lines = open_segment(segment, desk.identity.transport_key)
        stored = set(_column(desk, "SELECT event_id FROM event"))
        assert {decode_event(line).event_id for line in lines} <= stored


@pytest.mark.parametrize("name", ["segments/*.mdgseg", "parcel.mdgout"])
def test_another_laptop_takes_what_lay_on_a_stick(golden: Path, desk: Desk, tmp_path: Path, name: str) -> None:
    """A parcel, and the file of a single segment from before there were any."""
    (path,) = golden.glob(name)
    me = msgspec.structs.replace(desk.identity, device_id=new_entity_id())  # the writer's certificate stays in it
    other = desk_of(make_store(tmp_path / "other", me), fixed_clock())
    taken = take_file(here(other), path)
    assert (taken.new_events > 0, taken.apart) == (True, 0)
    assert take_file(here(other), path).new_events == 0
    other.store.close()


@pytest.mark.parametrize("steps", range(1, len(migrations.STEPS)))
def test_a_file_of_every_earlier_step_is_upgraded(
    steps: int, desk: Desk, told: Manifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, key = tmp_path / "earlier.db", bytes.fromhex(told["laptop_key"])
    with monkeypatch.context() as earlier:
        earlier.setattr(migrations, "STEPS", migrations.STEPS[:steps])
        db = open_database(path, key)
        migrations.migrate(db)
        with db.atomic():
            save_identity(db, desk.identity)
            for table, columns in _OF_THE_FIRST_STEP.items():
                marks = ", ".join("?" * len(columns.split(",")))
                for row in desk.store.db.execute(f"SELECT {columns} FROM {table}").fetchall():
                    db.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(row))
        db.close()
    opened = open_store(path, key, fixed_clock())
    shown = facts_of(Desk(opened, fixed_clock(), desk.catalogues))
    assert _as_then(shown, told) == told["facts"]
    opened.close()


_OF_THE_FIRST_STEP = {
    "event": "event_id, device_id, epoch, device_seq, entity_id, kind, hlc, hash, data, local",
    "segment": "hash, device_id, epoch, first_seq, last_seq, data, confirmed_at",
    "key_record": "key_id, entity_id, data, confirmed",
    "certificate": "device_id, data, confirmed",
}


def test_headquarters_dump_is_restored_upgraded_and_both_go_on(
    golden: Path, told: Manifest, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(places.KEY, told["headquarters_key"])
    monkeypatch.setattr(helper, "fresh_database", lambda: _restored(golden))
    with helper.headquarters() as hq:
        assert _at_headquarters(hq, told) == _plain(told["facts"])
        link = desk.identity.hq
        assert link is not None
        moved = msgspec.structs.replace(link, url=hq.url)
        desk.store.change_identity(msgspec.structs.replace(desk.identity, hq=moved))
        before = hq.query("SELECT count(*) FROM event")[0][0]
        _takes_them_once_more(golden)
        receive_walk_in(desk, "60s", admit=True)
        mine = desk.store.outbox.pending()
        assert mine
        report = send_now(desk)
        assert (report.stored, report.pending, report.quarantined) == (mine, 0, 0)
        assert hq.query("SELECT count(*) FROM event") == [(before + mine,)]
        assert hq.query("SELECT count(*) FROM quarantined") == [(0,)]


def _takes_them_once_more(golden: Path) -> None:
    """What lay on a stick at that time comes late."""
    from hq.intake.parcels import WaitingParcel, take_single

    (single,) = (golden / "segments").iterdir()
    with (golden / "parcel.mdgout").open("rb") as file:
        parcel = WaitingParcel(file, os.fstat(file.fileno()).st_size).carry_out(io.BytesIO())
    for taken in (take_single(single.read_bytes()), parcel):
        assert (taken.stored, taken.duplicate > 0, taken.quarantined, taken.refused) == (0, True, 0, None)


def test_a_headquarters_of_every_earlier_step_is_upgraded(
    golden: Path, told: Manifest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(places.KEY, told["headquarters_key"])
    with _restored(golden) as released:
        for step in _steps_of_headquarters():
            with _stopped_at(step, released) as url:
                start.migrate()
                hq = helper.Headquarters("", url)
                assert _at_headquarters(hq, told) == _plain(told["facts"]), step


@contextmanager
def _restored(golden: Path) -> Iterator[str]:
    """A database as the dump says, brought to today's schema."""
    from django.db import connection

    with empty_database() as url:
        command = [program("psql"), "--quiet", "--no-psqlrc", "-v", "ON_ERROR_STOP=1", url]
        subprocess.run(command, input=gzip.decompress((golden / DUMP).read_bytes()), check=True, capture_output=True)
        start.migrate()
        connection.close()
        yield url


def _steps_of_headquarters() -> list[str]:
    from hq.records import migrations as steps

    return sorted(path.stem for path in Path(steps.__path__[0]).glob("0*.py"))[:-1]


@contextmanager
def _stopped_at(step: str, released: str) -> Iterator[str]:
    """A database that stopped at this step, with what the released one has and this one can hold."""
    from django.core.management import call_command
    from django.db import connection

    with empty_database() as url:
        call_command("migrate", "records", step, verbosity=0)
        connection.close()
        with psycopg.connect(released) as source, psycopg.connect(url) as target:
            target.execute("SET session_replication_role = replica")  # in any order, whatever refers to what
            known = _tables(source)
            for table, columns in _tables(target).items():
                both = sql.SQL(", ").join(map(sql.Identifier, sorted(columns & known.get(table, set()))))
                name = sql.Identifier(table)
                give, take = "COPY {} ({}) TO STDOUT", "COPY {} ({}) FROM STDIN"
                with (
                    source.cursor().copy(sql.SQL(give).format(name, both)) as rows,
                    target.cursor().copy(sql.SQL(take).format(name, both)) as taken,
                ):
                    for row in rows:
                        taken.write(row)
        yield url


def _tables(connection: psycopg.Connection) -> dict[str, set[str]]:
    """What is no program's own bookkeeping: tables and their columns."""
    query = (
        "SELECT table_name, array_agg(column_name::text) FROM information_schema.columns WHERE table_schema = 'public'"
        " AND table_name NOT LIKE 'django%' AND table_name NOT LIKE 'auth%' AND table_name NOT LIKE 'fact%' GROUP BY 1"
    )
    return {table: set(columns) for table, columns in connection.execute(query)}


def _as_then(shown: dict[str, list[dict[str, Any]]], told: Manifest) -> dict[str, list[dict[str, Any]]]:
    """What was shown then: columns and tables that came later are left out, and so are facts that only they tell."""
    facts: dict[str, list[dict[str, Any]]] = told["facts"]
    names = {table: list(rows[0]) if rows else [] for table, rows in facts.items()}
    return {table: [{name: row[name] for name in names[table]} for row in shown[table]] for table in facts}


def _plain(facts: dict[str, list[dict[str, Any]]]) -> dict[str, list[tuple[Any, ...]]]:
    kept = {table_of(fact): _plain_names(fact) for fact in FACTS}
    return {
        table: sorted((tuple(row[name] for name in kept[table] if name in row) for row in rows), key=repr)
        for table, rows in facts.items()
    }


def _at_headquarters(hq: helper.Headquarters, told: Manifest) -> dict[str, list[tuple[Any, ...]]]:
    shown = {}
    for fact in FACTS:
        table = table_of(fact)
        rows = told["facts"].get(table)
        if rows is not None:
            names = [name for name in _plain_names(fact) if not rows or name in rows[0]]
            shown[table] = sorted(hq.query(f"SELECT {', '.join(names)} FROM {table}"), key=repr)
    return shown


def _plain_names(fact: Any) -> list[str]:
    return [name for name, where in placements(fact).items() if where is Placement.PLAIN]


def _column(desk: Desk, query: str) -> list[Any]:
    return [value for (value,) in desk.store.db.execute(query).fetchall()]
