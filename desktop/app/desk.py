"""The desk: the open site, the clock, its catalogues, and who is at the keyboard."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Concatenate, ParamSpec, TypeVar

from core.catalogue import Catalogue
from core.clean_text import clean_text
from core.clock import Clock, stamp
from core.facts import Fact, Supporter
from core.number_guard import guard
from desktop.app.catalogue_in_force import Catalogues
from desktop.storage.identity import Identity
from desktop.storage.journal import Draft, Recorded
from desktop.storage.problems import told
from desktop.storage.store import Store

P = ParamSpec("P")
T = TypeVar("T")
Changed = frozenset[type[Fact]]
NOTHING: Changed = frozenset()


@dataclass
class Desk:
    """What every use case is given. It lives on the thread that owns the database.

    `staff_id` is who is at the keyboard: every event carries it.
    """

    store: Store
    clock: Clock
    catalogues: Catalogues
    staff_id: str | None = None
    training: bool = field(default=False)

    @property
    def identity(self) -> Identity:
        """This laptop and its site."""
        return self.store.identity

    @property
    def today(self) -> date:
        """The date at the venue."""
        return self.clock.now().date()

    @property
    def catalogue(self) -> Catalogue:
        """Topics, outcomes and channels as they are today, with the site's own topics; old titles are all in it."""
        return self.catalogues.on(self.today)

    @property
    def now(self) -> str:
        """This moment as RFC 3339 text."""
        return stamp(self.clock.now())

    @property
    def staff(self) -> Supporter | None:
        """Who is at the keyboard, if somebody said so."""
        return self.store.facts.one(Supporter, self.staff_id) if self.staff_id else None

    def record(self, *drafts: Draft) -> Recorded:
        """Write events in one transaction, under the name of whoever is at the keyboard."""
        return self.store.record(*drafts, staff_id=self.staff_id)


def carry_out(desk: Desk, use_case: Callable[Concatenate[Desk, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a use case; a database that shows its damage only now is told as such, never as a bug."""
    with told():
        return use_case(desk, *args, **kwargs)


def guarded(text: str | None) -> str | None:
    """Free text that may be kept: cleaned and trimmed, None when empty. Problem for a My Number and the like."""
    trimmed = clean_text(text or "").strip()
    return guard(trimmed) if trimmed else None
