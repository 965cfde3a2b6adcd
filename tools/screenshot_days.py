"""The two days that are photographed: a morning before 開場 and the same day at its busiest. Everybody is invented."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from core import card_code
from core.clock import JAPAN, FixedClock
from core.kinds import SessionPlanned
from desktop.app.desk import Desk
from desktop.app.sessions import plan_session
from desktop.app.site import NewSite, init_site, open_site
from desktop.app.staff import set_pin
from desktop.app.training import MadeUpDay
from desktop.devices.machine import Power
from desktop.devices.printer import PrinterInfo

NOON = datetime(2026, 11, 21, 13, 40, tzinfo=JAPAN)
MORNING = NOON - timedelta(hours=4)
PASSPHRASE = "さつえい"  # what it protects is made up
PIN = "2468"


def make_morning(folder: Path) -> None:
    """Staff, cards and plans, before the doors open."""
    _make(folder, has_happened=False)


def make_afternoon(folder: Path) -> None:
    """The same day with its receptions and consultations."""
    _make(folder, has_happened=True)


def reopened(folder: Path, moment: datetime) -> Desk:
    """The day in this folder, with the clock standing still."""
    return open_site(folder, FixedClock(moment), PASSPHRASE)


@contextmanager
def same_cards() -> Iterator[None]:
    """Card numbers that are drawn alike every time, so that two runs make the same pictures."""
    with patch.object(card_code.new_code, "__defaults__", (random.Random(7).randrange,)):
        yield


@contextmanager
def same_machine() -> Iterator[None]:
    """A laptop on mains with a printer, whatever this one is."""
    printer = PrinterInfo("office", "公民館のプリンター", is_default=True)
    with (
        patch("desktop.app.opening.power", return_value=Power(on_mains=True)),
        patch("desktop.app.opening.is_in_japan", return_value=True),
        patch("desktop.app.opening.free_bytes", return_value=120 * 10**9),
        patch("desktop.devices.printer.list_printers", return_value=[printer]),
    ):
        yield


def _make(folder: Path, *, has_happened: bool) -> None:
    clock = FixedClock(MORNING)
    desk = init_site(folder, NewSite("あおば公民館", "132292", PASSPHRASE), clock)
    day = MadeUpDay(desk, clock, NOON)
    day.prepare()
    set_pin(desk, PIN)
    _plan_more(desk)
    if has_happened:
        day.happen()
    desk.store.close()


def _plan_more(desk: Desk) -> None:
    """A calendar that looks like one."""
    for days, title, kind, starts, ends, quota in (
        (3, "はじめてのスマートフォン 第1回", "course", "10:00", "12:00", 12),
        (7, "定期スマホ相談会", "regular", "09:40", "14:40", 60),
        (10, "はじめてのスマートフォン 第2回", "course", "10:00", "12:00", 12),
        (12, "キャッシュレス体験会", "trial", "13:30", "15:30", 20),
    ):
        day = (desk.today + timedelta(days=days)).isoformat()
        plan = SessionPlanned(
            title=title, day=day, starts=starts, ends=ends, session_kind=kind, venue="2階 講座室", quota=quota
        )
        plan_session(desk, plan)
