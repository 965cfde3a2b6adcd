"""ファイルを取り込む: another laptop's parcel, headquarters' answer, or a single segment, from a stick.

A file is looked through from end to end before anything of it is taken; then a piece at a time, so that the desk goes
on. What is known already changes nothing, and what stops in the middle goes on when it is taken in once more.
"""

import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

import msgspec

from core import segment
from core.certificates import DeviceCertificate, is_certified
from core.fail_points import FailPoint, reach
from core.keys import is_signed
from core.parcel import CarriedAnswer, Parcel, ParcelHeader, ParcelKind, damaged, foreign, open_parcel, parted_request
from core.problem import Problem
from core.wire import EXCHANGE_PATH, ExchangeRequest, signed_message, unpack
from desktop.app.carrying.writing import Stopped, Tell
from desktop.app.desk import Desk
from desktop.app.files import not_read
from desktop.app.sending import OnDesk
from desktop.storage.apart import FULL
from desktop.storage.carried import ANSWERED, OVERTAKEN, Carried
from desktop.sync.parcels import Settled, old_answer, settle_page
from desktop.sync.ports import Incoming, Outgoing

SUFFIXES = (ParcelKind.REQUEST.suffix, ParcelKind.ANSWER.suffix, segment.SUFFIX)
_MANY = 1_000


@dataclass(frozen=True)
class Taken:
    """What a file brought. `letter` is the laptop that wrote it, empty for headquarters' answer.

    `new_events` are records of others that were new here, `apart` segments that could not be trusted; `confirmed`
    are own records that headquarters now has, `refused` those that it keeps apart. `again` asks for another parcel:
    headquarters or this laptop had gone back to an older state. `stopped` says that it was given up halfway.
    """

    name: str
    letter: str = ""
    is_answer: bool = False
    new_events: int = 0
    apart: int = 0
    confirmed: int = 0
    refused: int = 0
    again: bool = False
    stopped: bool = False


def files_among(paths: Sequence[Path]) -> list[Path]:
    """The files, and of folders those of ours in them. Raises Problem when there is none."""
    found = [file for path in paths for file in (_ours_in(path) if path.is_dir() else [path])]
    if not found:
        raise Problem(
            "no_parcels",
            "取り込むファイルがありません。",
            "「窓口_」で始まる名前のファイルか、それが入っているフォルダーを選んでください。",
        )
    return found[:_MANY]


def _ours_in(folder: Path) -> list[Path]:
    return sorted(each for each in folder.iterdir() if each.suffix in SUFFIXES and not each.name.startswith("."))


def take_file(
    on_desk: OnDesk,
    path: Path,
    *,
    tell: Tell = lambda done, total: None,
    stopped: Stopped = lambda: False,
) -> Taken:
    """Take one file in, of whichever kind. Raises Problem; then nothing of it was taken, except of `apart_full`."""
    on_desk(_refuse_in_training)
    with _open(path) as (file, size):
        start = file.read(len(segment.MAGIC))
        file.seek(0)
        if start == segment.MAGIC:
            return _take_segment(on_desk, path.name, file.read(segment.MAX_SEGMENT + 1))
        parcel = open_parcel(file, size)
        work = _take_answer if parcel.kind is ParcelKind.ANSWER else _take_parcel
        return work(on_desk, path.name, parcel, tell, stopped)


@contextmanager
def _open(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    """A regular file and its size. Whatever the medium does meanwhile is told as such."""
    try:
        told = path.stat()
        if not stat.S_ISREG(told.st_mode):
            raise foreign()
        with path.open("rb") as file:
            yield file, told.st_size
    except OSError as error:
        raise not_read(path) from error


def _refuse_in_training(desk: Desk) -> None:
    if desk.training:
        raise Problem(
            "training_not_taken",
            "練習モードでは、ファイルを取り込みません。",
            "本番の窓口で取り込んでください。",
        )


def _take_segment(on_desk: OnDesk, name: str, data: bytes) -> Taken:
    """As earlier versions wrote them, one a file. Raises Problem for what is none; a bad one is kept apart."""
    segment.take_apart(data)
    new, apart = on_desk(partial(_take_one, data=data))
    return Taken(name, new_events=new, apart=apart)


# Another laptop's parcel


def _take_parcel(on_desk: OnDesk, name: str, parcel: Parcel, tell: Tell, stopped: Stopped) -> Taken:
    """Raises Problem where something could not even be kept apart; all else was taken."""
    done, full = Taken(name), None
    on_desk(partial(_check_site, header=parcel.header))
    for place, frame in enumerate(parcel.frames()):
        tell(place, parcel.count)
        request = on_desk(partial(_proved, frame=frame, header=parcel.header))
        papers = _incoming(Outgoing((), request.key_records, request.certificates, request.grants, request.revocations))
        on_desk(partial(_take_in, incoming=papers))
        done = replace(done, letter=on_desk(partial(_letter, header=parcel.header)))
        for data in request.segments:
            if stopped():
                return replace(done, stopped=True)
            try:
                new, apart = on_desk(partial(_take_one, data=data, brought_by=parcel.header.device_id))
            except Problem as problem:
                if problem.code != FULL:
                    raise
                full = problem
                continue
            done = replace(done, new_events=done.new_events + new, apart=done.apart + apart)
    tell(parcel.count, parcel.count)
    if full is not None:
        raise full
    return done


def _check_site(desk: Desk, *, header: ParcelHeader) -> None:
    if header.site_id != desk.identity.site_id:
        raise _other_site()


def _proved(desk: Desk, *, frame: bytes, header: ParcelHeader) -> ExchangeRequest:
    """The request, if a certified laptop of this site signed it. Its certificate may come with it."""
    signature, body = parted_request(frame)
    try:
        request = unpack(body, ExchangeRequest)
    except Problem as problem:
        raise damaged() from problem
    if request.site_id != desk.identity.site_id:
        raise _other_site()
    brought = [each for each in request.certificates if is_certified(each, desk.identity.root_public)]
    known = [*_certificates(desk, request.device_id), *brought]
    message = signed_message("POST", EXCHANGE_PATH, body)
    makers = (each for each in known if each.device_id == request.device_id == header.device_id)
    if not any(is_signed(message, signature, each.signing_public) for each in makers):
        raise Problem(
            "parcel_not_ours",
            "この拠点の端末が書いたファイルだと、確かめられません。",
            "書き出した端末が、この拠点に参加しているか確かめて、もう一度書き出してください。",
        )
    return request


def _letter(desk: Desk, *, header: ParcelHeader) -> str:
    return next((each.letter for each in _certificates(desk, header.device_id)), "")


def _certificates(desk: Desk, device_id: str) -> list[DeviceCertificate]:
    rows = desk.store.db.execute("SELECT data FROM certificate WHERE device_id = ?", [device_id]).fetchall()
    return [msgspec.msgpack.decode(data, type=DeviceCertificate) for (data,) in rows]


def _incoming(brought: Outgoing) -> Incoming:
    return Incoming(
        brought.segments,
        brought.key_records,
        brought.certificates,
        brought.grants,
        (),
        0,
        from_hq=False,
        revocations=brought.revocations,
    )


def _take_in(desk: Desk, *, incoming: Incoming) -> None:
    outbox = desk.store.outbox
    outbox.take_in(replace(incoming, pulled_to=outbox.pull_after()))


def _take_one(desk: Desk, *, data: bytes, brought_by: str = "") -> tuple[int, int]:
    """Events that were new here, and 1 for a segment that was kept apart. Who wrote the parcel has been proved."""
    name = segment.segment_hash(data)
    known = "SELECT 1 FROM segment WHERE hash = ?"
    if desk.store.db.execute(known, [name]).fetchone():
        return 0, 0
    newest = "SELECT coalesce(max(position), 0) FROM event"
    before = desk.store.db.execute(newest).fetchone()[0]
    _take_in(desk, incoming=replace(_incoming(Outgoing((data,))), brought_by=brought_by))
    new = desk.store.db.execute("SELECT count(*) FROM event WHERE position > ?", [before]).fetchone()[0]
    return int(new), int(desk.store.db.execute(known, [name]).fetchone() is None)


# Headquarters' answer


def _take_answer(on_desk: OnDesk, name: str, parcel: Parcel, tell: Tell, stopped: Stopped) -> Taken:
    on_desk(partial(_check_answer, header=parcel.header))
    before, done = on_desk(_counts), Taken(name, is_answer=True)
    for place, frame in enumerate(parcel.frames()):
        if stopped():
            return replace(done, stopped=True)
        tell(place, parcel.count)
        page = on_desk(partial(_settle, frame=frame))
        if page is not None:
            done = replace(done, again=done.again or page.again, refused=done.refused + page.report.quarantined)
        if page is not None and page.lost:
            break
    else:
        on_desk(partial(_note_answered, header=parcel.header))
    after = on_desk(_counts)
    tell(parcel.count, parcel.count)
    return replace(done, new_events=after.events - before.events, confirmed=max(0, before.pending - after.pending))


@dataclass(frozen=True)
class _Counts:
    events: int
    pending: int


def _counts(desk: Desk) -> _Counts:
    me = desk.identity.device_id
    row = desk.store.db.execute("SELECT count(*) FROM event WHERE device_id <> ?", [me]).fetchone()
    return _Counts(int(row[0]), desk.store.outbox.pending())


def _check_answer(desk: Desk, *, header: ParcelHeader) -> None:
    """What can be told at once, in words that help. What counts is each page's signature."""
    desk.store.outbox.identity()
    _check_site(desk, header=header)
    if header.device_id != desk.identity.device_id:
        raise Problem(
            "answer_other_laptop",
            "これは、この拠点のほかの端末への返事です。",
            "ファイルを書き出した端末で取り込んでください。端末の記号は、ファイルの名前にあります。",
        )
    parcel = Carried(desk.store.db, desk.identity.device_id).parcel(header.parcel_id)
    if parcel is None:
        raise _unknown_answer()
    if parcel.state == ANSWERED:
        raise Problem(
            "answer_taken",
            "この返事は、もう取り込んであります。",
            "することはありません。このファイルは消してかまいません。",
        )
    if parcel.state == OVERTAKEN:
        raise old_answer()


def _settle(desk: Desk, *, frame: bytes) -> Settled | None:
    """One page; None for one that was settled before."""
    try:
        page = msgspec.msgpack.decode(frame, type=CarriedAnswer)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise damaged() from error
    carried = Carried(desk.store.db, desk.identity.device_id)
    asked = carried.asked(page.request_hash)
    if asked is None:
        raise _unknown_answer()
    if page.page < asked.pages_done:
        return None
    if page.page > asked.pages_done:
        raise damaged()
    sent = Outgoing() if page.page else carried.outgoing(asked.names, unconfirmed_only=True)
    settled = settle_page(desk.store.outbox, page, sent, is_newest=asked.is_newest)
    reach(FailPoint.PARCEL_SETTLED)
    carried.settled(page.request_hash, asked.serial, page.page + 1)
    return settled


def _note_answered(desk: Desk, *, header: ParcelHeader) -> None:
    carried = Carried(desk.store.db, desk.identity.device_id)
    parcel = carried.parcel(header.parcel_id)
    if parcel is not None:
        carried.answered(parcel.serial, desk.now, desk.staff_id)


def _other_site() -> Problem:
    return Problem(
        "parcel_other_site",
        "これは、ほかの拠点のファイルです。",
        "この拠点の名前が付いたファイルを選んでください。",
    )


def _unknown_answer() -> Problem:
    return Problem(
        "answer_unknown",
        "この端末が書き出した記録への返事ではありません。",
        "もう一度書き出して、本部で取り込んでもらってください。記録はこの端末に残っています。",
    )
