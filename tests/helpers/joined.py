"""A site that somebody set up, its recovery sheet, and laptops that join it: real files, keys and Argon2."""

from dataclasses import dataclass
from pathlib import Path

from core.clock import FixedClock
from core.kinds import PersonRegistered
from desktop.app.desk import Desk
from desktop.app.enrolling import enrol
from desktop.app.joining import join, told_by_headquarters
from desktop.app.people import add_person, the_person
from desktop.app.recovery import seal_root
from desktop.app.sending import send_now
from desktop.app.settings import change_setting
from desktop.app.site import NewSite, init_site, sheet_printed
from tests.helpers.headquarters import Headquarters

CODE = "0123456789CDFGHJ"
PASSPHRASE = "ひみつ"


@dataclass
class Sheet:
    """What lies in the safe."""

    qr: str
    code: str = CODE


def first_laptop(folder: Path, clock: FixedClock, hq: Headquarters | None = None) -> tuple[Desk, Sheet]:
    """A, whose root is on paper alone; enrolled if there is a headquarters."""
    desk = init_site(folder, NewSite("田無公民館", "132292", PASSPHRASE), clock)
    assert desk.identity.root_seed is not None
    sheet = Sheet(seal_root(desk.identity.site_id, desk.identity.root_seed, CODE))
    sheet_printed(desk)
    change_setting(desk, "visitor_fields", "name")
    if hq is not None:
        enrol(desk, hq.url, hq.code(hq.add_site()))
        send_now(desk)
    return desk, sheet


def another(folder: Path, clock: FixedClock, sheet: Sheet, hq: Headquarters, site_id: str) -> Desk:
    """A laptop that joins by the sheet and a code of headquarters, and has read what is there."""
    ask = told_by_headquarters(hq.url, hq.code(site_id))
    desk = join(folder, (sheet.qr, sheet.code), ask, clock, PASSPHRASE)
    change_setting(desk, "visitor_fields", "name")
    send_now(desk)
    return desk


def visitor(desk: Desk, name: str) -> str:
    """Somebody on record by name."""
    return add_person(desk, PersonRegistered(name=name, age_band="70s")).person.person_id


def name_of(desk: Desk, person_id: str) -> str | None:
    """As this laptop can read it."""
    return the_person(desk, person_id).name
