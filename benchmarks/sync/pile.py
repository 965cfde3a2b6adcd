"""A pile of records that nobody has sent yet: months of a venue, written by the real journal under its real keys.

Every third visitor is on record, with name, kana, phone and card, and comes some five times; the others are a number
and an age band. Each is received with a ticket and called; two in three ask something, a third of these leave a note
and half take a handout along. Now and then a consultation is put right, and every evening the day is closed.
"""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.big_site import PASSPHRASE
from benchmarks.names import invent
from core.card_code import CodeKind, new_code
from core.clock import JAPAN, FixedClock, SystemClock, stamp
from core.ids import day_id, new_entity_id, new_person_id
from core.kinds import (
    AttendanceLeft,
    AttendanceRecorded,
    CardIssued,
    ConsultationAmended,
    ConsultationRecorded,
    DayClosed,
    HandoutGiven,
    PersonRegistered,
    SessionClosed,
    SessionOpened,
    SessionPlanned,
    SupporterRegistered,
    TicketCalled,
    TicketIssued,
)
from desktop.app.desk import Desk
from desktop.app.settings import change_setting
from desktop.app.site import NewSite, init_site, open_site
from desktop.storage.journal import Draft, Transaction
from devtools.places import ROOT

KEPT = ROOT / "build" / "bench" / "piles"
_OPEN_HOURS = 6
_BANDS = ("under18", "30s", "50s", "60s", "70s", "80plus", "unknown")
_NOTES = (
    "機種変更のあと、写真が見られなくなったとのこと。次回はご家族のアカウントを確かめる。",
    "Wi-Fiのつなぎ方をいっしょに行った。ルーターの置き場所をメモにして渡した。",
    "マイナポータルの画面が出ないので、ブラウザーの更新を案内。時間が足りず続きは来週。",
)
_TOPICS = ("T01-01", "T01-03", "T02-01", "T03-02", "T04-01")


def pile_of(events: int, folder: Path) -> Path:
    """A data folder with so many records, none of them cut or sent; the pile itself is made once and kept."""
    kept = KEPT / f"{events}"
    if not kept.exists():
        making = KEPT / f"{events}.making"
        shutil.rmtree(making, ignore_errors=True)
        _make(making, events)
        making.rename(kept)
    return Path(shutil.copytree(kept, folder, dirs_exist_ok=True))


def open_pile(data: Path) -> Desk:
    """The laptop with the pile."""
    return open_site(data, SystemClock(), PASSPHRASE)


def _make(data: Path, events: int) -> None:
    clock = FixedClock(datetime(2026, 4, 1, 9, 0, tzinfo=JAPAN))
    desk = init_site(data, NewSite("計測", "132292", PASSPHRASE), clock)
    change_setting(desk, "visitor_fields", "name,kana,phone")
    for pragma in ("synchronous = OFF", "cache_size = -1000000"):  # nothing is at stake while it is made
        desk.store.db.execute(f"PRAGMA {pragma}").fetchall()
    venue = Venue(desk, clock, Random(5))
    while (room := events - desk.store.journal.last_seq) > 0:
        with Transaction(desk.store.db, desk.store.journal.keys):
            for drafts in venue.day():
                desk.store.journal.append(drafts[:room], venue.supporter)
                room -= len(drafts[:room])
        clock.moment = (clock.moment + timedelta(days=1)).replace(hour=9, minute=0)
    desk.store.close()


class Venue:
    """Day after day of one reception desk, with so many visitors a day."""

    def __init__(self, desk: Desk, clock: FixedClock, chance: Random, visitors: int = 60) -> None:
        self._desk, self._clock, self._chance, self._visitors = desk, clock, chance, visitors
        self._known: list[str] = []
        self.supporter = new_entity_id()
        desk.record(Draft(self.supporter, SupporterRegistered(display_name="計測 花子")))

    def day(self) -> Iterator[list[Draft]]:
        """What is written together, one after the other: an opening, a visit, a closing."""
        session, day = new_entity_id(), self._desk.today
        plan = SessionPlanned(title="スマホ相談会", day=day.isoformat(), starts="09:30", ends="16:00", venue="公民館")
        yield [Draft(session, plan), Draft(session, SessionOpened(at=self._now))]
        for number in range(1, self._visitors + 1):
            yield self._visit(session, number)
            self._clock.advance(seconds=_OPEN_HOURS * 3600 / self._visitors)
        yield [
            Draft(session, SessionClosed(at=self._now)),
            Draft(day_id(self._desk.identity.site_id, day), DayClosed(day=day.isoformat(), at=self._now)),
        ]

    def _visit(self, session: str, number: int) -> list[Draft]:
        visit, band = new_entity_id(), self._chance.choice(_BANDS)
        person, drafts = self._somebody() if self._chance.random() < 1 / 3 else (None, [])
        how = "card" if person else "number"
        came = AttendanceRecorded(session_id=session, at=self._now, how=how, age_band=band, person_id=person)
        drafts += [Draft(visit, came), Draft(visit, TicketIssued(ticket=f"A{number}"))]
        drafts.append(Draft(visit, TicketCalled(at=self._now, table="1")))
        if self._chance.random() < 2 / 3:
            drafts += self._consultation(visit, session, band, person)
        return [*drafts, Draft(visit, AttendanceLeft(at=self._now))]

    def _somebody(self) -> tuple[str, list[Draft]]:
        if self._known and self._chance.random() < 0.8:
            return self._chance.choice(self._known), []
        person, who = new_person_id(), invent(self._chance)
        self._known.append(person)
        told = PersonRegistered(age_band="70s", name=who.name, kana=who.kana, phone=who.phone)
        card = CardIssued(person_id=person, code=new_code(CodeKind.CARD))
        return person, [Draft(person, told), Draft(new_entity_id(), card, owner=person)]

    def _consultation(self, visit: str, session: str, band: str, person: str | None) -> list[Draft]:
        key, owner = new_entity_id(), person
        told: dict[str, Any] = {
            "at": self._now,
            "topic": self._chance.choice(_TOPICS),
            "outcome": self._chance.choice(("O1", "O1", "O2", "O4")),
            "minutes": self._chance.choice((10, 15, 20, 30)),
            "session_id": session,
            "attendance_id": visit,
            "person_id": person,
            "age_band": band,
            "supporter_id": self.supporter,
            "note": self._chance.choice(_NOTES) if self._chance.random() < 1 / 3 else None,
        }
        drafts = [Draft(key, ConsultationRecorded(**told), owner=owner)]
        if self._chance.random() < 1 / 20:
            drafts.append(Draft(key, ConsultationAmended(**told | {"minutes": 25}), owner=owner))
        if self._chance.random() < 1 / 2:
            given = HandoutGiven(handout="H01", consultation_id=key, attendance_id=visit, at=self._now)
            drafts.append(Draft(new_entity_id(), given))
        return drafts

    @property
    def _now(self) -> str:
        return stamp(self._clock.now())
