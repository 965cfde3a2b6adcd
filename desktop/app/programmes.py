"""事業: which programmes there are on a day, and the site's own."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from core.catalogue import FIRST_DAY
from core.facts import OwnProgramme
from core.ids import programme_id
from core.kinds import ProgrammeDefined
from core.problem import Problem
from core.programmes import Programme, Programmes, load_own_programme, load_programmes, shipped_programmes, with_own
from core.published import PROGRAMMES
from desktop.app.desk import Changed, Desk
from desktop.storage.journal import Draft

NEVER = FIRST_DAY - datetime.timedelta(days=1)
"""The last day of a programme that was withdrawn: it is offered on no day, and its name is known for ever."""


@dataclass(frozen=True)
class ProgrammeWritten:
    """The programme as it now stands."""

    programme: Programme
    changed: Changed


def programmes_on(desk: Desk, day: datetime.date) -> Programmes:
    """As they are on this day, with the site's own; retired and withdrawn ones too."""
    published = _published_on(desk, day)
    rows = desk.store.facts.where(OwnProgramme, "1", order="programme")
    return with_own(published, filter(None, (_own(row, published) for row in rows)))


def programmes_now(desk: Desk) -> Programmes:
    """As they are today."""
    return programmes_on(desk, desk.today)


def add_programme(desk: Desk, source: bytes) -> ProgrammeWritten:
    """Keep a programme of the site's own (TOML in UTF-8); one that is there already is changed.

    Raises Problem for a file that cannot be read, and where a change would give old records another meaning.
    """
    known = programmes_now(desk)
    programme = load_own_programme(source, known)
    before = known.find(programme.code)
    if before is not None and (before.kind, before.counts_in) != (programme.kind, programme.counts_in):
        raise Problem(
            "programme_used",
            "その番号は、別の種類の事業にもう使われています。",
            "前の記録の意味が変わらないように、使ったことのない番号にしてください。",
        )
    return _define(desk, programme.code, source.decode().strip())


def withdraw_programme(desk: Desk, code: str, *, again: bool = False) -> ProgrammeWritten:
    """Offer a programme of the site's own no more, or `again`. Sessions that have it keep it. Raises Problem."""
    row = desk.store.facts.one(OwnProgramme, programme_id(desk.identity.site_id, code))
    if row is None:
        raise Problem("programme_not_own", "その番号の事業は、この拠点にありません。", "一覧から選び直してください。")
    return _define(desk, code, row.source, withdrawn=not again)


def _define(desk: Desk, code: str, source: str, *, withdrawn: bool = False) -> ProgrammeWritten:
    told = ProgrammeDefined(programme=code, source=source, withdrawn=withdrawn)
    changed = desk.record(Draft(programme_id(desk.identity.site_id, code), told)).changed
    return ProgrammeWritten(programmes_now(desk).programme(code), changed)


def _published_on(desk: Desk, day: datetime.date) -> Programmes:
    """The newest version due on this day that can be read and has lost no code; the program's own counts too."""
    good = shipped_programmes()
    for data in _due(desk, day):
        read = _read(data)
        if read is not None and read.version > good.version and not good.codes() - read.codes():
            good = read
    return good


def _due(desk: Desk, day: datetime.date) -> Iterable[bytes]:
    kept = desk.store.handout_texts.of(PROGRAMMES)
    return (each.data for each in kept if each.valid_from <= day.isoformat())


@lru_cache(maxsize=8)
def _read(data: bytes) -> Programmes | None:
    """None for a file of a newer program, or a broken one."""
    try:
        return load_programmes(data)
    except Problem:
        return None


def _own(row: OwnProgramme, known: Programmes) -> Programme | None:
    """None for what another laptop's newer program wrote."""
    try:
        read = load_own_programme(row.source.encode(), known)
    except Problem:
        return None
    if read.code != row.programme:
        return None
    return msgspec.structs.replace(read, valid_to=NEVER) if row.withdrawn else read
