"""What was chosen last at this desk, to be offered first: codes alone, nothing of a visitor."""

from dataclasses import dataclass
from datetime import timedelta

from core.facts import Consultation
from desktop.app.desk import Desk

_GROUP = "desk.topic_group."
_REACHES_BACK = timedelta(days=31)


@dataclass(frozen=True)
class LastChoice:
    """Topic and outcome of the last consultation that stands."""

    topic: str
    outcome: str


def last_choice(desk: Desk) -> LastChoice | None:
    """What whoever is at the keyboard recorded last on this laptop, within a month."""
    found = desk.store.facts.where(
        Consultation,
        "day >= ? AND voided = 0 AND device_id = ? AND supporter_id IS ?",
        [(desk.today - _REACHES_BACK).isoformat(), desk.identity.device_id, desk.staff_id],
        order="entered_at DESC, consultation_id DESC LIMIT 1",
    )
    return LastChoice(found[0].topic, found[0].outcome) if found else None


def last_group(desk: Desk) -> str:
    """The group of topics that whoever is at the keyboard looked at last; empty for the usual ones."""
    return desk.store.settings.get(_GROUP + (desk.staff_id or "")) or ""


def remember_group(desk: Desk, code: str) -> None:
    """This group is shown first from now on, on this laptop and for whoever is at the keyboard."""
    desk.store.settings.put(_GROUP + (desk.staff_id or ""), code)
