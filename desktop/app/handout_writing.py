"""A handout while it is written: what was typed is kept over a restart, and looked at as the visitor will see it."""

from dataclasses import asdict, dataclass
from datetime import date

import msgspec

from core.handout_draft import HandoutDraft, read_draft
from core.handouts import Aging, Handout, Register
from core.marked_text import told_forms
from core.number_guard import refusal
from desktop.app.desk import Desk
from desktop.printing.leaflet import Leaflet

_NAME = "handout.writing"


class _Kept(msgspec.Struct, frozen=True):
    id: str
    topics: tuple[str, ...]
    en: str
    url: str
    check_by: str
    standard: str
    easy: str
    ages: tuple[Aging, ...] = ()


def keep_writing(desk: Desk, draft: HandoutDraft) -> bool:
    """Keep what stands in the editor on this laptop. False for what holds a number that must not be kept."""
    typed = (draft.id, draft.en, draft.url, draft.check_by, *draft.standard.split("\n"), *draft.easy.split("\n"))
    if any(refusal(form) for text in typed for form in told_forms(text)):
        return False
    kept = _Kept(**{**asdict(draft), "ages": draft.ages})
    desk.store.settings.put(_NAME, msgspec.json.encode(kept).decode())
    return True


def kept_writing(desk: Desk) -> HandoutDraft | None:
    """What stood in the editor when it was last kept; None when it was saved or given up."""
    text = desk.store.settings.get(_NAME)
    try:
        kept = msgspec.json.decode(text, type=_Kept) if text else None
    except msgspec.MsgspecError:
        return None
    if kept is None:
        return None
    return HandoutDraft(kept.id, kept.topics, kept.en, kept.url, kept.check_by, kept.standard, kept.easy, kept.ages)


def forget_writing(desk: Desk) -> None:
    """Nothing is being written any more."""
    desk.store.settings.put(_NAME, "")


@dataclass(frozen=True)
class SamplePlace:
    """What stands at the head of a leaflet that is printed now."""

    day: date
    venue: str


def sample_place(desk: Desk) -> SamplePlace:
    """Today, and this site."""
    return SamplePlace(desk.today, desk.identity.site_name)


def sample_pdf(draft: HandoutDraft, register: Register, place: SamplePlace) -> bytes | None:
    """The leaflet as it would be printed today; None while a fault stands in this register. On any thread."""
    from desktop.printing.handout import handout_pdf

    read = read_draft(draft)
    wording = (read.easy if register is Register.EASY else read.standard).wording
    if wording is None or read.head:
        return None
    handout = Handout(draft.id, 1, draft.en, draft.topics, draft.url.strip(), place.day, wording, wording)
    return handout_pdf(Leaflet((handout,), register, place.day, place.venue))
