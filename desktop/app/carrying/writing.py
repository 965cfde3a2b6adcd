"""ファイルに書き出す: all that headquarters has not confirmed, as one file in a folder (docs/sync.md, "Parcels").

The file is written beside the desk, a request at a time; the store is asked for each on its own thread.
"""

import shutil
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from core.clock import local_day
from core.events import decode_event
from core.fail_points import FailPoint, reach
from core.keys import SigningPair
from core.parcel import MAX_PARCEL, ParcelHeader, ParcelKind, ParcelWriter, request_hash, signed_request
from core.parcel_name import parcel_name
from core.problem import Problem
from core.wire import pack
from desktop.app.desk import Desk
from desktop.app.files import Unfinished, no_room, whole_file
from desktop.app.sending import OnDesk
from desktop.storage.carried import Carried, Load, Names
from desktop.sync.parcels import PAGE
from desktop.sync.ports import Outgoing
from desktop.sync.questions import Standpoint, question

Tell = Callable[[int, int], object]
"""Hears how much is done, of how much."""
Stopped = Callable[[], bool]
_SPARE = 1024 * 1024


@dataclass(frozen=True)
class Written:
    """A parcel under its name: own records in it, bytes, and whether headquarters will answer it."""

    path: Path
    serial: int
    events: int
    size: int
    waits: bool


@dataclass(frozen=True)
class _Plan:
    """What will be written, fixed when it begins: what is recorded meanwhile goes with the next one."""

    header: ParcelHeader
    load: Load
    at: Standpoint
    device: SigningPair
    waits: bool


class _Given(Exception):
    """Writing was given up."""


def write_parcel(
    on_desk: OnDesk,
    folder: Path,
    medium: str,
    *,
    delivered_too: bool = False,
    tell: Tell = lambda done, total: None,
    stopped: Stopped = lambda: False,
) -> Written | None:
    """Write one; None when it was given up. Raises Problem; then no file is there and nothing has changed.

    `medium` is how a person names the place: it is kept with what was written. With `delivered_too` all records
    go, for a laptop of the site that has none yet.
    """
    plan = on_desk(partial(_begin, medium=medium, delivered_too=delivered_too))
    try:
        _check_room(folder, plan.load)
        path = _free(folder, plan.header)
        with whole_file(path) as file:
            asked = _write(on_desk, plan, file, tell, stopped)
            on_desk(partial(_note, plan=plan, file=path.name, size=file.size, asked=asked))
            reach(FailPoint.PARCEL_NOTED)
        return Written(path, plan.header.serial, plan.load.events, file.size, plan.waits)
    except _Given:
        on_desk(partial(_forget, serial=plan.header.serial))
        return None
    except BaseException:
        with suppress(Problem):  # the window may be closing
            on_desk(partial(_forget, serial=plan.header.serial))
        raise


def here(desk: Desk) -> OnDesk:
    """For the command line, where one thread does all."""
    return lambda work: work(desk)


def _begin(desk: Desk, *, medium: str, delivered_too: bool) -> _Plan:
    if desk.training:
        raise Problem(
            "training_not_carried",
            "練習モードの記録は、書き出しません。",
            "そのまま自由に試してください。本番の記録は、本番の窓口で書き出します。",
        )
    me, outbox = desk.identity, desk.store.outbox
    outbox.cut_segments()
    carried = Carried(desk.store.db, me.device_id)
    load = carried.load(delivered_too=delivered_too)
    parcel_id = uuid.uuid4().hex
    serial = carried.begin(parcel_id, desk.now, medium, desk.staff_id, load)
    at = Standpoint(
        me.site_id,
        me.device_id,
        me.epoch,
        desk.now,
        outbox.last_seq(),
        outbox.pull_after(),
        outbox.pull_mark(),
        outbox.catalogue_version(),
        outbox.handouts_held(),
    )
    header = ParcelHeader(parcel_id, me.site_id, me.site_name, me.device_id, me.letter, serial, desk.today)
    return _Plan(header, load, at, me.device, me.hq is not None)


def _write(
    on_desk: OnDesk, plan: _Plan, file: Unfinished, tell: Tell, stopped: Stopped
) -> list[tuple[bytes, int, Names]]:
    writer, asked = ParcelWriter(file, ParcelKind.REQUEST, plan.header), []
    total = len(plan.load.requests)
    for place, names in enumerate(plan.load.requests):
        if stopped():
            raise _Given
        tell(place, total)
        sent = on_desk(partial(_outgoing, names=names))
        is_last = place == total - 1  # only this one reads, or every answer would bring the same
        body = pack(question(plan.at, sent, pull_limit=PAGE if is_last else 0))
        writer.add(signed_request(body, plan.device))
        reach(FailPoint.PARCEL_WRITING)
        asked.append((request_hash(body), plan.at.pull_after, names))
    writer.close()
    tell(total, total)
    if file.size > MAX_PARCEL:
        raise _too_much()
    return asked


def _outgoing(desk: Desk, *, names: Names) -> Outgoing:
    return Carried(desk.store.db, desk.identity.device_id).outgoing(names)


def _note(desk: Desk, *, plan: _Plan, file: str, size: int, asked: list[tuple[bytes, int, Names]]) -> None:
    span = plan.load.span
    days = (_day(span[0]), _day(span[1])) if span else ("", "")
    Carried(desk.store.db, desk.identity.device_id).wrote(plan.header.serial, file, size, days, asked)


def _forget(desk: Desk, *, serial: int) -> None:
    Carried(desk.store.db, desk.identity.device_id).forget(serial)


def _day(event: bytes) -> str:
    return local_day(decode_event(event).wall_time) if event else ""


def _check_room(folder: Path, load: Load) -> None:
    """Before half an hour is spent on it. Folders that cannot tell are believed."""
    if load.size > MAX_PARCEL:
        raise _too_much()
    existing = next((each for each in (folder, *folder.parents) if each.exists()), folder)
    with suppress(OSError):
        room = shutil.disk_usage(existing)
        if room.total and room.free < load.size + _SPARE:
            raise no_room()


def _free(folder: Path, header: ParcelHeader) -> Path:
    """A name that is not taken: an older file is never written over."""
    names = (folder / parcel_name(header, ParcelKind.REQUEST, again) for again in range(1000))
    return next(path for path in names if not path.exists())


def _too_much() -> Problem:
    return Problem(
        "parcel_too_much",
        "一つのファイルに入りきらない量の記録です。",
        "本部の担当者にお知らせください。記録はこの端末に残っています。",
    )
