"""Which handouts can be given here: those of the program, those that headquarters sent, and the site's own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from core.clock import in_japan
from core.facts import OwnHandout, Supporter
from core.handout_draft import HandoutDraft, draft_of, handout_of
from core.handout_toml import toml_of
from core.handouts import Handout, Handouts, guard_handout, load_handout, shipped_handouts
from core.ids import handout_id
from core.kinds import HandoutDefined
from core.problem import Problem
from desktop.app.desk import Changed, Desk
from desktop.storage.journal import Draft

_OWN_IDS = 99


class Origin(StrEnum):
    """Where a text comes from."""

    PROGRAM = "program"
    HQ = "hq"
    SITE = "site"


@dataclass(frozen=True)
class HandoutVersion:
    """One version of a text. `since` is its first day, or the moment it was written here; `by` who wrote it here."""

    handout: Handout
    origin: Origin
    since: str = ""
    by: str = ""
    withdrawn: bool = False
    in_use: bool = False

    @property
    def version(self) -> int:
        """Its number."""
        return self.handout.version


@dataclass(frozen=True)
class HandoutLine:
    """A handout that can be given, for the list of the settings.

    `check_due` says that something in it should have been checked by now. `newer` is the version of headquarters'
    that came after the site's own was written: `rests` is True when that one is given and the site's own is not.
    """

    handout: Handout
    origin: Origin
    check_due: bool
    newer: int = 0
    rests: bool = False


@dataclass(frozen=True)
class HandoutWritten:
    """The version as it is now kept."""

    handout: Handout
    changed: Changed


def handouts_here(desk: Desk) -> Handouts:
    """All handouts that can be given today: of one id the highest version, the site's own before the others."""
    return shipped_handouts().with_own(_from_hq(desk)).with_own(each.handout for each in _own(desk))


def handout_list(desk: Desk) -> list[HandoutLine]:
    """Every handout with where its text comes from, and what should be looked at."""
    return [_line(desk, handout) for handout in handouts_here(desk)]


def handout_versions(desk: Desk, handout: str) -> list[HandoutVersion]:
    """Every version of one handout that is known here, the newest first; withdrawn ones too."""
    given = handouts_here(desk).find(handout)
    known = sorted(_versions(desk, handout), key=lambda each: each.version, reverse=True)
    return [each if each.handout != given or each.withdrawn else _used(each) for each in known]


def open_draft(desk: Desk, handout: str) -> HandoutDraft:
    """The text that is given today, to be written on. Raises Problem for one that is not there."""
    return draft_of(handouts_here(desk).handout(handout))


def new_draft(desk: Desk, of: str = "") -> HandoutDraft:
    """A new handout of the site's own, as a copy of this one or nearly blank, under an id that was never used."""
    draft = draft_of(handouts_here(desk).handout(of) if of else shipped_handouts().all[0])
    if of:
        return HandoutDraft(
            free_id(desk), (), draft.en, draft.url, draft.check_by, draft.standard, draft.easy, draft.ages
        )
    blank = "題名：\nはじめのことば：\n手順：\n手順：\n手順：\nこまったとき：\nしないこと：\nページの名前：\n"
    return HandoutDraft(free_id(desk), (), "", draft.url, _in_half_a_year(desk.today).isoformat(), blank, blank)


def free_id(desk: Desk) -> str:
    """The first id of the site's own that was never used here. Raises Problem when all 99 were."""
    used = {row.handout for row in _rows(desk)}
    free = next((each for number in range(1, _OWN_IDS + 1) if (each := f"V{number:02}") not in used), None)
    if free is None:
        raise Problem(
            "handout_ids",
            "この拠点の資料の番号（V01〜V99）を使い切りました。",
            "前に作った資料を直して使ってください。",
        )
    return free


def save_draft(desk: Desk, draft: HandoutDraft) -> HandoutWritten:
    """Keep what was written as the next version. Raises Problem while a fault stands in it."""
    return keep_own_handout(desk, toml_of(handout_of(draft, next_version(desk, draft.id))).encode())


def keep_own_handout(desk: Desk, source: bytes) -> HandoutWritten:
    """Keep a text (TOML in UTF-8). Problem for broken marks, a guarded number, or a version that is not newer."""
    handout = load_handout(source)
    guard_handout(handout, source)
    lowest = next_version(desk, handout.id)
    if handout.version < lowest:
        raise Problem(
            "handout_older",
            f"配布資料 {handout.id} には、第{lowest - 1}版がもうあります。",
            f"版（version）を{lowest}より小さくしないでください。",
        )
    return _define(desk, handout, source.decode().strip())


def use_version(desk: Desk, handout: str, version: int, origin: Origin) -> HandoutWritten:
    """Go back to an earlier text: it becomes the next version of the site's own. Raises Problem."""
    found = _find(desk, handout, version, origin)
    return save_draft(desk, draft_of(found.handout))


def withdraw_version(desk: Desk, handout: str, version: int, *, again: bool = False) -> HandoutWritten:
    """Offer a version of the site's own no more, or `again`. It stays on record. Raises Problem."""
    found = _find(desk, handout, version, Origin.SITE)
    row = next(row for row in _rows(desk) if (row.handout, row.version) == (handout, version))
    return _define(desk, found.handout, row.source, withdrawn=not again)


def next_version(desk: Desk, handout: str) -> int:
    """One more than any version that is known here, also of those that wait for their day or were withdrawn."""
    sent = (each.version for each in desk.store.handout_texts.newest() if each.handout == handout)
    own = (row.version for row in _rows(desk) if row.handout == handout)
    shipped = shipped_handouts().find(handout)
    return max([shipped.version if shipped else 0, *sent, *own]) + 1


def _define(desk: Desk, handout: Handout, source: str, *, withdrawn: bool = False) -> HandoutWritten:
    key = handout_id(desk.identity.site_id, handout.id, handout.version)
    told = HandoutDefined(handout=handout.id, version=handout.version, source=source, withdrawn=withdrawn)
    return HandoutWritten(handout, desk.record(Draft(key, told)).changed)


def _line(desk: Desk, handout: Handout) -> HandoutLine:
    own = next((each for each in _own(desk) if each.handout.id == handout.id), None)
    is_own = own is not None and own.handout == handout
    origin = Origin.SITE if is_own else Origin.PROGRAM if handout in shipped_handouts().all else Origin.HQ
    newer = _newer_from_hq(desk, own) if own else 0
    return HandoutLine(handout, origin, handout.next_check() < desk.today, newer, own is not None and not is_own)


def _newer_from_hq(desk: Desk, own: HandoutVersion) -> int:
    """A version of headquarters' whose day came after the site wrote its own; 0 for none."""
    written = in_japan(own.since).date()
    later = (
        each.version
        for each in _sent(desk, own.handout.id)
        if each.since <= desk.today.isoformat()
        and (each.version >= own.version or date.fromisoformat(each.since) > written)
    )
    return max(later, default=0)


def _versions(desk: Desk, handout: str) -> Iterator[HandoutVersion]:
    shipped = shipped_handouts().find(handout)
    if shipped:
        yield HandoutVersion(shipped, Origin.PROGRAM)
    yield from _sent(desk, handout)
    yield from (each for row in _rows(desk) if row.handout == handout and (each := _read_row(desk, row)))


def _from_hq(desk: Desk) -> list[Handout]:
    """What headquarters sent and whose day has come, oldest first."""
    today = desk.today.isoformat()
    return [each.handout for each in _sent(desk) if each.since <= today]


def _sent(desk: Desk, handout: str = "") -> Iterator[HandoutVersion]:
    for kept in desk.store.handout_texts.all():
        if not handout or kept.handout == handout:
            read = _read(kept.data)
            if read is not None and (read.id, read.version) == (kept.handout, kept.version):
                yield HandoutVersion(read, Origin.HQ, kept.valid_from)


def _own(desk: Desk) -> list[HandoutVersion]:
    """The newest version of each of the site's own texts that is not withdrawn and can be read."""
    read = [each for row in _rows(desk) if (each := _read_row(desk, row)) and not each.withdrawn]
    return list({each.handout.id: each for each in sorted(read, key=lambda each: each.version)}.values())


def _read_row(desk: Desk, row: OwnHandout) -> HandoutVersion | None:
    """None for a text that another laptop's newer program wrote."""
    read = _read(row.source.encode())
    if read is None or (read.id, read.version) != (row.handout, row.version):
        return None
    staff = desk.store.facts.one(Supporter, row.staff_id) if row.staff_id else None
    by = staff.display_name if staff else ""
    return HandoutVersion(read, Origin.SITE, row.defined_at, by, bool(row.withdrawn))


def _rows(desk: Desk) -> list[OwnHandout]:
    return desk.store.facts.where(OwnHandout, "1", order="handout, version")


def _find(desk: Desk, handout: str, version: int, origin: Origin) -> HandoutVersion:
    known = _versions(desk, handout)
    found = next((each for each in known if (each.version, each.origin) == (version, origin)), None)
    if found is None:
        raise Problem("handout_no_version", "その版の配布資料は、ここにありません。", "一覧から選び直してください。")
    return found


def _used(version: HandoutVersion) -> HandoutVersion:
    return HandoutVersion(version.handout, version.origin, version.since, version.by, version.withdrawn, True)


def _in_half_a_year(day: date) -> date:
    """The first day of a month: a blank handout is checked twice a year unless somebody says otherwise."""
    month = day.month + 6
    return date(day.year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


@lru_cache(maxsize=256)
def _read(data: bytes) -> Handout | None:
    try:
        return load_handout(data)
    except Problem:
        return None
