"""点検: whether records, keys and surroundings are as they should be. Looks, and changes nothing."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.assets import asset_path
from core.events import decode_event, event_hash
from core.facts import FACTS, Fact, table_of
from core.problem import Problem
from core.projector import project
from desktop.app.desk import Desk
from desktop.devices.keystore import read_key_file

_LEAST_FREE = 500 * 1024 * 1024


@dataclass(frozen=True)
class Check:
    """One thing that was looked at; `detail` carries no personal data."""

    name: str
    ok: bool
    detail: str


def examine(desk: Desk) -> Iterator[Check]:
    """Each check as soon as it is done."""
    looks: tuple[tuple[str, Callable[[Desk], tuple[bool, str]]], ...] = (
        ("database", _database),
        ("journal", _journal),
        ("facts", _facts),
        ("key_store", _key_store),
        ("sending", _sending),
        ("disk", _disk),
        ("fonts", _fonts),
        ("printers", _printers),
    )
    for name, look in looks:
        yield Check(name, *_looked(look, desk))


def _looked(look: Callable[[Desk], tuple[bool, str]], desk: Desk) -> tuple[bool, str]:
    """What cannot even be looked at is a finding like any other, and hinders none of the rest."""
    try:
        return look(desk)
    except Exception as error:
        return False, f"調べられませんでした（{type(error).__name__}）"


def _database(desk: Desk) -> tuple[bool, str]:
    """Every page against its HMAC, then the structure of the file."""
    bad = [row[0] for row in desk.store.db.execute("PRAGMA cipher_integrity_check").fetchall()]
    told = [row[0] for row in desk.store.db.execute("PRAGMA integrity_check").fetchall()]
    faults = bad + [each for each in told if each != "ok"]
    return not faults, "壊れたところはありません" if not faults else f"壊れたところが {len(faults)} か所あります"


def _journal(desk: Desk) -> tuple[bool, str]:
    """Numbers run from 1 without a gap in each epoch, and every event's bytes are those that were hashed."""
    gaps = desk.store.db.execute(
        "SELECT count(*) FROM (SELECT 1 FROM event WHERE device_id = ? GROUP BY epoch"
        " HAVING min(device_seq) <> 1 OR max(device_seq) <> count(*))",
        [desk.identity.device_id],
    ).fetchone()[0]
    rows = desk.store.db.execute("SELECT data, hash, event_id FROM event")
    checked = [event_hash(data) == hashed and decode_event(data).event_id == name for data, hashed, name in rows]
    detail = f"記録 {len(checked)} 件、番号の抜け {gaps}、書き換わり {checked.count(False)}"
    return not gaps and all(checked), detail


def _facts(desk: Desk) -> tuple[bool, str]:
    """Each row is what its events say, and no row is there without events."""
    rows = desk.store.db.execute("SELECT DISTINCT entity_id FROM event").fetchall()
    expected = [fact for (entity,) in rows if (fact := project(desk.store.journal.events_of(entity)))]
    wrong = sum(_stored(desk, fact) != fact for fact in expected)
    held = sum(_rows(desk, fact) for fact in FACTS)
    return not wrong and held == len(expected), f"{held} 行、記録と合わないもの {wrong + abs(held - len(expected))}"


def _stored(desk: Desk, fact: Fact) -> Fact | None:
    return desk.store.facts.one(type(fact), str(getattr(fact, fact.__struct_fields__[0])))


def _rows(desk: Desk, fact: type[Fact]) -> int:
    return int(desk.store.db.execute(f"SELECT count(*) FROM {table_of(fact)}").fetchone()[0])


def _key_store(desk: Desk) -> tuple[bool, str]:
    kept = read_key_file(desk.store.path.parent).kept_in
    return True, "パスフレーズ" if kept == "passphrase" else "OSの保管庫"


def _sending(desk: Desk) -> tuple[bool, str]:
    """Records that wait are no fault; what headquarters keeps apart must be looked at."""
    outbox, link = desk.store.outbox, desk.identity.hq
    where = link.url if link else "本部にはまだつながっていません"
    return not outbox.refused(), f"未送信 {outbox.pending()} 件、保留 {outbox.refused()} 件、{where}"


def _disk(desk: Desk) -> tuple[bool, str]:
    free = shutil.disk_usage(desk.store.path.parent).free
    return free >= _LEAST_FREE, f"空き {free // 1024**2:,} MB"


def _fonts(desk: Desk) -> tuple[bool, str]:
    faces = ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf")
    missing = [face for face in faces if not asset_path("fonts", face).is_file()]
    return not missing, "BIZ UDPGothic" if not missing else f"足りないもの: {'、'.join(missing)}"


def _printers(desk: Desk) -> tuple[bool, str]:
    """No printer is no fault: papers can be saved."""
    try:
        from desktop.devices.printer import list_printers  # Qt, only for this

        names = [printer.name for printer in list_printers()]
    except (ImportError, Problem):
        return True, "調べられませんでした"
    return True, "、".join(names) or "ありません（ファイルに保存できます）"
