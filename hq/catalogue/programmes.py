"""The programmes as headquarters publishes them: no code goes, none gets another meaning, old figures stay."""

from dataclasses import dataclass
from functools import lru_cache

from core.facts import OwnProgramme
from core.number_guard import guard
from core.problem import Problem
from core.programmes import Programme, Programmes, load_own_programme, load_programmes, shipped_programmes, with_own
from core.published import PROGRAMMES
from hq.catalogue.changes import Change, Changed
from hq.catalogue.lists import check_days, check_size, check_version, keep, latest
from hq.database import cursor

_OWN = "SELECT own_programme_id, programme, source, withdrawn FROM fact_ownprogramme WHERE site_id = %s"


@dataclass(frozen=True)
class Publication:
    """A version and what it changes."""

    programmes: Programmes
    changed: tuple[Changed, ...]


def newest() -> Programmes:
    """The newest version: published here, or the one that came with the program."""
    data, shipped = latest(PROGRAMMES), shipped_programmes()
    published = _read(data) if data is not None else shipped
    return published if published.version > shipped.version else shipped


def of_site(site_id: str) -> Programmes:
    """The newest with a site's own programmes."""
    published = newest()
    rows = (OwnProgramme(**dict(zip(_COLUMNS, row, strict=True))) for row in cursor().execute(_OWN, [site_id]))
    return with_own(published, (own for row in rows if (own := _own(row, published)) is not None))


def look_at(data: bytes) -> Publication:
    """What publishing this file would change. Raises Problem when it may not be published."""
    check_size(data)
    before, after = newest(), load_programmes(data)
    guard(data.decode())
    check_version(after.version, before.version)
    check_days(after.published, after.first_day)
    _check_successor(before, after)
    known = {each.code: each for each in before.all}
    changed = ((_change(known.get(each.code), each), each) for each in after.all)
    return Publication(after, tuple(Changed(change, each.code, each.ja) for change, each in changed if change))


def publish(data: bytes) -> Publication:
    """Keep it signed; every laptop gets it with its next exchange. Raises Problem."""
    publication = look_at(data)
    keep(PROGRAMMES, publication.programmes.version, publication.programmes.first_day, data)
    return publication


_COLUMNS = ("own_programme_id", "programme", "source", "withdrawn")


def _check_successor(before: Programmes, after: Programmes) -> None:
    for code in sorted(before.codes() - after.codes()):
        raise Problem(
            "programmes_deleted",
            f"「{code}」がなくなっています。前の記録の名前が出せなくなります。",
            "消さずに、終わりの日（valid_to）を入れてください。",
        )
    for each in after.all:
        known = before.find(each.code)
        if known is not None:
            _check_kept(known, each)
        elif each.code.startswith("V"):
            raise Problem(
                "programmes_own", f"「{each.code}」は、拠点が自分で使う番号です。", "P で始まる番号にしてください。"
            )


def _check_kept(before: Programme, after: Programme) -> None:
    if before.ja != after.ja and before.en != after.en:
        raise Problem(
            "programmes_reused",
            f"「{after.code}」が別の意味になっています（{before.ja} → {after.ja}）。",
            "新しい番号をつけてください。言い方を直すだけのときは、日本語か英語のどちらかを前のままにしてください。",
        )
    if (before.kind, before.counts_in, _kinds(before)) != (after.kind, after.counts_in, _kinds(after, before)):
        raise Problem(
            "programmes_counted",
            f"「{after.code}」の種類か、含まれる先が変わっています。前の集計の数が変わってしまいます。",
            "種類（kind）と含まれる先（counts_in）は前のままにして、新しい番号をつけてください。",
        )
    if after.valid_from > before.valid_from:
        raise Problem(
            "programmes_dates",
            f"「{after.code}」の始まりの日が、前の版よりあとです。",
            "前の版と同じ日にしてください。",
        )


def _kinds(programme: Programme, of: Programme | None = None) -> dict[str, str | None]:
    """The kinds of its parts, of those alone that the other has."""
    known = {each.code for each in (of or programme).strands}
    return {each.code: each.kind for each in programme.strands if each.code in known}


def _change(before: Programme | None, after: Programme) -> Change | None:
    if before is None:
        return Change.ADDED
    if before.valid_to != after.valid_to:
        return Change.OFFERED_AGAIN if after.valid_to is None else Change.RETIRED
    if (before.ja, before.en) != (after.ja, after.en):
        return Change.REWORDED
    return Change.CHANGED if before != after else None


@lru_cache(maxsize=4)
def _read(data: bytes) -> Programmes:
    return load_programmes(data)


def _own(row: OwnProgramme, known: Programmes) -> Programme | None:
    """None for what a newer program wrote. One that was withdrawn keeps its name."""
    try:
        read = load_own_programme(row.source.encode(), known)
    except Problem:
        return None
    return read if read.code == row.programme else None
