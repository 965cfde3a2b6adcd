"""本部へ送る in each of its states: made up, as headquarters, a stick and two other laptops would bring them about."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import cast
from unittest.mock import patch

import msgspec

from core.clock import FixedClock, stamp
from core.keys import new_pair
from core.peer_code import Address
from core.segment import segment_hash
from core.surprises import Surprise
from core.wire import Receipt
from desktop.app.desk import Desk
from desktop.app.peer_room import Contact, Link, PeerRoom
from desktop.app.peers import PeersOnDesk
from desktop.app.send_trouble import note_success, note_trouble
from desktop.app.sending import SendProgress, Sent
from desktop.storage import occurrences
from desktop.storage.carried import ANSWERED, OVERTAKEN
from desktop.storage.identity import HqLink
from desktop.sync.faults import SyncProblem, stopped
from desktop.ui.bridge import DeskFromBeside
from desktop.ui.screens.sending import carrying
from desktop.ui.screens.sending.files import FilesPanel
from desktop.ui.screens.sending.view import SendScreen
from tools.screenshot_days import NOON
from tools.screenshot_stage import Stage

_HQ = "https://madoguchi.example.lg.jp"
_STICK = "USBメモリー (E:)"
_MONTH = ((19, ANSWERED), (15, ANSWERED), (12, OVERTAKEN), (8, ANSWERED), (5, ANSWERED), (1, "waiting"), (0, "waiting"))
"""So many days ago each stick went, and what became of it."""


def waits(stage: Stage) -> None:
    """What was recorded today waits."""
    _turn(stage, "hq", _nothing)


def moves(stage: Stage) -> None:
    """Half of it has arrived."""
    waits(stage)
    stage.workplace.sending.began.emit()
    stage.workplace.sending.moved.emit(SendProgress(120, 259, is_sending=True))
    stage.rest()


def fails(stage: Stage) -> None:
    """Nothing has arrived for two days, and the clock is wrong."""
    stage.workplace.sending.failed.emit(stopped(), False)
    _turn(stage, "hq", _troubled)


def arrives(stage: Stage) -> None:
    """Somebody pressed the button, and all is there."""
    _turn(stage, "hq", _delivered)
    stage.workplace.sending.sent.emit(Sent(259, 0, 0, 3), True)
    stage.rest()


def files(stage: Stage) -> None:
    """A month of sticks, one just written."""
    _turn(stage, "files", _carried)
    panel = cast(FilesPanel, cast(SendScreen, stage.open("send")).current)
    with tempfile.TemporaryDirectory() as folder, patch(f"{carrying.__name__}.medium_name", return_value=_STICK):
        panel.write_to(Path(folder))
        stage.rest()


def peers_alone(stage: Stage) -> None:
    """Nobody is connected yet."""
    _turn(stage, "peers", _nothing)


def peers_met(stage: Stage) -> None:
    """This laptop waits, B is there and C was."""
    _turn(stage, "peers", _nothing)
    peers = stage.workplace.peers
    store = PeersOnDesk(DeskFromBeside(stage.workplace), lambda _changed: None)
    peers._room = _Room(store, FixedClock(NOON))
    peers.addresses = ("192.168.0.5", "10.0.0.12")
    peers.stood.emit()
    stage.rest()


def copied(stage: Stage) -> None:
    """今日, where a copied disk was met."""
    stage.workplace.do(_copied).then(lambda _none: stage.shell.go("today"), owner=stage.window)
    stage.rest()


class _Room(PeerRoom):
    """As it stands at a busy venue, without a network."""

    @property
    def port(self) -> int | None:
        return Address("").port

    @property
    def contacts(self) -> tuple[Contact, ...]:
        now = self._clock.now()
        return Contact("b", "B", now, 0), Contact("c", "C", now - timedelta(minutes=40), 0)

    @property
    def links(self) -> tuple[Link, ...]:
        return (Link(Address("192.168.0.7"), "b", "B"),)

    def is_there(self, contact: Contact) -> bool:
        return contact.letter == "B"


def _turn(stage: Stage, page: str, make: Callable[[Desk], object]) -> None:
    screen = cast(SendScreen, stage.open("send"))
    stage.workplace.do(_enrolled).then(owner=screen)
    stage.workplace.do(make).then(partial(_choose, screen, page), owner=screen)
    stage.rest()
    stage.workplace.changed.emit(frozenset())
    stage.rest()


def _choose(screen: SendScreen, page: str, _made: object) -> None:
    screen.choose(page)


def _nothing(_desk: Desk) -> None:
    """As it stands."""


def _copied(desk: Desk) -> None:
    with desk.store.db.atomic():
        occurrences.note(desk.store.db, Surprise.CLONED, 12, desk.now)


def _enrolled(desk: Desk) -> None:
    if desk.identity.hq is not None:
        return
    link = HqLink(_HQ, new_pair().signing_public, new_pair().box_public)
    desk.store.change_identity(msgspec.structs.replace(desk.identity, hq=link))


def _troubled(desk: Desk) -> None:
    before = replace(desk, clock=FixedClock(desk.clock.now() - timedelta(days=2, hours=3)))
    note_trouble(before, SyncProblem("no_name", "本部につながりません（アドレスが見つかりません）。"))
    _receive(desk, before.clock.now() - timedelta(minutes=9), delivered=False)


def _delivered(desk: Desk) -> None:
    desk.store.outbox.cut_segments()
    _receive(desk, desk.clock.now(), delivered=True)


def _receive(desk: Desk, at: datetime, *, delivered: bool) -> None:
    """Headquarters' word, by its clock."""
    sent = desk.store.outbox.outgoing(256 if delivered else 0)
    hashes = tuple(map(segment_hash, sent.segments))
    me = desk.identity
    keys = tuple(each.key_id for each in sent.key_records)
    desk.store.outbox.accept(sent, Receipt(me.site_id, me.device_id, (), hashes, keys, 1, stamp(at)), ())
    if delivered:
        note_success(desk)
    else:
        desk.store.settings.put("clock_ahead_seconds", "540")


def _carried(desk: Desk) -> None:
    """The older sticks; the newest is written before the camera."""
    for serial, (days, state) in enumerate(_MONTH, 1):
        at = desk.clock.now() - timedelta(days=days, hours=1)
        answered = stamp(at + timedelta(days=2)) if state == ANSWERED else None
        desk.store.db.execute(
            "INSERT INTO carried (parcel_id, written_at, written_by, file, medium, events, size, state, answered_at)"
            " VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)",
            [f"{serial}", stamp(at), desk.staff_id, f"窓口_あおば公民館_A_{at:%Y-%m-%d}_{serial}.mdgout", _STICK,
             180 + 37 * serial, state, answered],
        )  # fmt: skip


SENDING = {
    "send-waiting": waits,
    "send-moving": moves,
    "send-trouble": fails,
    "send-files": files,
    "send-peers": peers_alone,
    "send-peers-met": peers_met,
    "send-arrived": arrives,
    "today-copied": copied,
}
"""In their order, on a day of its own."""
