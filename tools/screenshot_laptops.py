"""Several laptops of one site: the page 端末 of the settings, and how far an erasing came."""

from typing import cast

import msgspec

from core.facts import Person
from core.ids import erasure_id, new_entity_id
from core.kinds import ErasureCarriedOut
from desktop.app.desk import Desk
from desktop.app.people import erase_person
from desktop.app.rotation import Rotated, other_laptops
from desktop.storage.journal import Draft
from desktop.storage.papers import offer_certificate
from desktop.ui.screens.people.view import PeopleScreen
from desktop.ui.screens.settings.laptops import LaptopsSection
from desktop.ui.screens.settings.view import SettingsScreen
from desktop.ui.widgets.reveal import bring_to_top
from tools.screenshot_days import PIN
from tools.screenshot_stage import Stage


def listed(stage: Stage) -> None:
    """Four laptops; somebody was erased on three of them."""
    _choose(stage)


def spread(stage: Stage) -> None:
    """Further down: on which laptops somebody who was erased is gone."""
    bring_to_top(_choose(stage).table)
    stage.rest()


def stopped(stage: Stage) -> None:
    """The lost one was stopped and the key renewed."""
    _choose(stage)._rotated(Rotated(2, ("B", "C"), "D"))
    stage.rest()


def erased(stage: Stage) -> None:
    """Somebody was erased a moment ago, at this laptop."""
    screen = cast(PeopleScreen, stage.open("people"))
    stage.workplace.do(_others).then(owner=screen)
    stage.unlock(PIN)
    screen.search.setText("子")
    screen.search.submitted.emit("子")
    stage.rest()
    screen.open_file(screen.table.rows()[-1])
    stage.rest()
    screen.erase()
    stage.rest()


def _choose(stage: Stage) -> LaptopsSection:
    screen = cast(SettingsScreen, stage.open("settings"))
    stage.workplace.do(_others).then(lambda _none: screen.choose("laptops"), owner=screen)
    stage.rest()
    stage.unlock(PIN)
    return cast(LaptopsSection, screen.section("laptops"))


def _others(desk: Desk) -> None:
    """B, C and D joined; B and C have heard of an erasing."""
    if other_laptops(desk):
        return
    me = desk.identity
    devices = [new_entity_id() for _ in "BCD"]
    for letter, device in zip("BCD", devices, strict=True):
        certificate = msgspec.structs.replace(me.certificate, device_id=device, letter=letter)
        with desk.store.db.atomic():
            offer_certificate(desk.store.db, certificate)
    person = desk.store.facts.where(Person, "erased = 0", order="registered_at")[0].person_id
    erase_person(desk, person)
    for device in devices[:2]:
        carried = ErasureCarriedOut(person_id=person, device_id=device, at=desk.now)
        desk.record(Draft(erasure_id(me.site_id, person, device), carried))


LAPTOPS = {
    "settings-laptops": listed,
    "settings-erased": spread,
    "settings-laptops-stopped": stopped,
    "people-erased": erased,
}
"""In their order, on a day of its own."""
