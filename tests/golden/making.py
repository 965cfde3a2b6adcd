"""Makes the golden files of a release: `python -m tests.golden.making NAME`. A released folder is never written again.

What is drawn by lot (nonces, ids) differs from one making to the next; keys that a reader needs are fixed or in the
manifest. The files are what this very program writes, over real HTTP, from real stores.
"""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from core.assets import asset_path
from core.certificates import BY_ROOT, DeviceRevocation, revoke
from core.clock import stamp
from core.facts import FACTS, table_of
from core.keys import SigningPair
from core.placement import Placement, placements
from core.wire import ENROL_PATH, EXCHANGE_PATH, SIGNATURE_HEADER, ExchangeAnswer, ExchangeRequest, unpack
from desktop.app.carrying.writing import here, write_parcel
from desktop.app.desk import Desk
from desktop.app.enrolling import enrol
from desktop.app.recovery import _new_code, seal_root
from desktop.app.sending import send_now
from desktop.app.settings import change_setting
from desktop.storage.backup import copy_to
from hq import places
from tests.golden.story import a_day, one_of_each
from tests.helpers.apart import two_laptops
from tests.helpers.headquarters import Headquarters, headquarters
from tests.helpers.postgres import program
from tests.helpers.segments import file_name, segments_of
from tests.helpers.sites import KEY, MORNING, fixed_clock

FOLDER = Path(__file__).parent
HQ_KEY = bytes(range(100, 132))
MANIFEST, DUMP = "manifest.json", "headquarters.sql.gz"
READ = "read"


class Recorder:
    """WSGI around headquarters' application: the last body of each path and its answer stay.

    Of the exchanges it is the last in which something was sent; the last in which something was read is `READ`.
    """

    def __init__(self, app: Any) -> None:
        self.app = app
        self.kept: dict[str, tuple[bytes, bytes, str]] = {}
        self.signed: dict[bytes, str] = {}
        """Headquarters' signature of each answer."""

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        body = environ["wsgi.input"].read()
        told: list[dict[str, str]] = []

        def note(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            told.append(dict(headers))
            return start(status, headers, *more)

        answer = self.app({**environ, "wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))}, note)
        whole = b"".join(answer)
        self.signed[whole] = told[-1].get(SIGNATURE_HEADER, "")
        answer.close()
        is_exchange = environ["PATH_INFO"] == EXCHANGE_PATH
        exchanged = (body, whole, environ.get("HTTP_MADOGUCHI_SIGNATURE", ""))
        if not is_exchange or unpack(body, ExchangeRequest).segments:
            self.kept[environ["PATH_INFO"]] = exchanged
        if is_exchange and unpack(whole, ExchangeAnswer).pulled:
            self.kept[READ] = exchanged
        return [whole]


def make(target: Path) -> None:
    """Write all files of a release into `target`, which must not be there."""
    target.mkdir(parents=True)
    os.environ[places.KEY] = HQ_KEY.hex()
    recorders: list[Recorder] = []

    def around(app: Any) -> Recorder:
        recorders.append(Recorder(app))
        return recorders[0]

    with TemporaryDirectory() as scratch, headquarters(around) as hq:
        clock = fixed_clock()
        with two_laptops(Path(scratch), clock) as (first, second):
            _write(target, hq, recorders[0], first, second)


def _write(target: Path, hq: Headquarters, recorder: Recorder, first: Desk, second: Desk) -> None:
    seed = first.identity.root_seed or b""
    enrolment_code = hq.code(hq.add_site("田無公民館"))
    enrol(first, hq.url, enrolment_code)
    body, answer, _ = recorder.kept[ENROL_PATH]
    _put(target, {"enrol_request.bin": body, "enrol_answer.bin": answer})
    enrol(second, hq.url, hq.code(first.identity.site_id))
    _put(target, _publish())
    change_setting(first, "visitor_fields", "name,kana,phone,birth_date")
    a_day(first)
    one_of_each(first)
    _put(target, {f"segments/{file_name(each)}": each for each in segments_of(first)})
    parcel = write_parcel(here(first), target, "golden")
    assert parcel is not None
    parcel.path.rename(target / f"parcel{parcel.path.suffix}")
    send_now(first)
    body, answer, signature = recorder.kept[EXCHANGE_PATH]
    receipt = unpack(answer, ExchangeAnswer)
    one_of_each(second)
    send_now(second)
    send_now(first)
    pulled = recorder.kept[READ][1]
    _put(
        target,
        {
            "exchange_request.bin": body,
            "exchange_request.signature": bytes.fromhex(signature),
            "exchange_answer.bin": answer,
            "exchange_answer.signature": bytes.fromhex(recorder.signed[answer]),
            "exchange_answer_pulled.bin": pulled,
            "receipt.bin": receipt.receipt,
            "receipt.signature": receipt.signature,
            **_papers(first, second, seed),
        },
    )
    code = _new_code()
    sheet = seal_root(first.identity.site_id, seed, code)
    (target / "recovery_sheet.txt").write_text(sheet, encoding="ascii")
    copy_to(first.store.db, target / "laptop.db")
    _answer(target / f"parcel{parcel.path.suffix}", target / "answer.mdgin")
    dump(hq.database_url, target / DUMP)
    manifest = {
        "laptop_key": KEY.hex(),
        "headquarters_key": HQ_KEY.hex(),
        "recovery_code": code,
        "enrolment_code": enrolment_code,
        "device_seed": first.identity.device.seed.hex(),
        "root_public": first.identity.root_public.hex(),
        "site_id": first.identity.site_id,
        "device_id": first.identity.device_id,
        "facts": facts_of(first),
        "files": {str(path.relative_to(target)): digest(path) for path in sorted(target.rglob("*")) if path.is_file()},
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (target / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _papers(first: Desk, second: Desk, seed: bytes) -> dict[str, bytes]:
    """Small records as they lie in the store: MessagePack of their Structs."""
    me, at = second.identity, stamp(MORNING)
    word = revoke(DeviceRevocation(me.site_id, me.device_id, at, "lost", BY_ROOT), SigningPair(seed))
    query = "SELECT data FROM {} ORDER BY 1 LIMIT 1"
    stored = {name: first.store.db.execute(query.format(name)).fetchone() for name in _STORED}
    found = {f"{name}.bin": bytes(row[0]) for name, row in stored.items() if row is not None}
    return {**found, "revocation.bin": msgspec.msgpack.encode(word)}


_STORED = ("key_record", "certificate", "key_grant")


def _answer(parcel: Path, target: Path) -> None:
    """Headquarters' answer to the parcel, which comes after the same records came by HTTP."""
    from hq.intake.parcels import WaitingParcel

    with parcel.open("rb") as file, target.open("wb") as sink:
        WaitingParcel(file, parcel.stat().st_size).carry_out(sink)


def _publish() -> dict[str, bytes]:
    """The second version of the topics, and of a handout, as they travel: MessagePack of their Structs."""
    from hq.catalogue.publishing import newer_than, publish
    from hq.handouts.publishing import newer_than as newer_handouts
    from hq.handouts.publishing import publish as publish_handouts

    text = asset_path("catalogue", "topics.toml").read_text("utf-8")
    publish(text.replace("version = 1\n", "version = 2\n", 1).encode())
    handout = asset_path("catalogue", "handouts", "H01.toml").read_text("utf-8")
    publish_handouts([handout.replace("version = 1", "version = 2", 1).encode()])
    return {
        "catalogue.bin": msgspec.msgpack.encode(newer_than(0)[0]),
        "handout_text.bin": msgspec.msgpack.encode(newer_handouts(())[0]),
    }


def facts_of(desk: Desk) -> dict[str, list[dict[str, Any]]]:
    """What the laptop shows, but for what never leaves it: rows by table, sorted by their key."""
    shown: dict[str, list[dict[str, Any]]] = {}
    for fact in FACTS:
        names = [name for name, where in placements(fact).items() if where is not Placement.LOCAL]
        rows = [{name: getattr(row, name) for name in names} for row in desk.store.facts.where(fact, "1")]
        shown[table_of(fact)] = sorted(rows, key=lambda row: str(row[names[0]]))
    return shown


def dump(database_url: str, target: Path) -> None:
    """Everything as SQL, as an administrator's pg_dump writes it, compressed."""
    options = ("--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=200", "--restrict-key=golden")
    done = subprocess.run([program("pg_dump"), *options, database_url], check=True, capture_output=True)
    target.write_bytes(gzip.compress(done.stdout, mtime=0))


def digest(path: Path) -> str:
    """BLAKE2b-256 of a file."""
    return blake2b(path.read_bytes(), digest_size=32).hexdigest()


def _put(target: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        path = target / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)


def main(words: list[str]) -> int:
    """Exit code 1 for a release that is there already."""
    target = FOLDER / words[0]
    if target.exists():
        print(f"{target.name} was released: its files stay as they are", file=sys.stderr)
        return 1
    make(target)
    print(*sorted(f"{path.stat().st_size:9}  {path.name}" for path in target.rglob("*") if path.is_file()), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
