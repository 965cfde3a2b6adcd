"""`peer`: two laptops as processes of their own, on loopback, with no headquarters anywhere."""

import signal
import sys
from pathlib import Path

from core.fail_points import KILLED, FailPoint
from core.peer_code import code_of, typed_address
from tests.cli.conftest import Cli
from tests.helpers.listening import LOOPBACK, Lasting, lasting, listening
from tests.printing.reading import qr_codes

PATIENCE = 20
DEAD = KILLED.value if sys.platform == "win32" else -KILLED


def test_without_headquarters_two_laptops_have_the_same(site: Cli, tmp_path: Path) -> None:
    """A with an open session, and B, which joins by A's sheet and A's own word."""
    sheet, second = tmp_path / "safe.pdf", Cli(tmp_path / "second", site.capture)
    code = site.one("recovery-sheet", "--out", str(sheet))["code"]
    site.one("session", "add", "--title", "相談会", "--from", "00:00", "--to", "23:59")
    site.one("open-day")
    with listening(site.data) as (door, address):
        second.one("join", code, "--sheet", qr_codes(sheet.read_bytes(), 0)[0].text, "--laptop", address)
        _once(site, second, address)
        _killed(site, second, address)
        _staying(site, second, door, address)


def _once(first: Cli, second: Cli, address: str) -> None:
    read = second.one("peer", "connect", address)
    assert (read["state"], read["letter"]) == ("done", "A")
    assert read["new_events"] > 0
    assert second.one("peer", "connect", code_of(typed_address(address)))["new_events"] == 0
    seen = second.one("peer", "status")
    assert (seen["letter"], bool(seen["read_at"])) == ("A", True)
    assert first.one("peer", "status")["letter"] == "B"


def _killed(first: Cli, second: Cli, address: str) -> None:
    """The reader in the middle of taking in; the listener while it takes in, and it never comes back."""
    first.one("walk-in", "--age", "50s")
    with listening(first.data, FailPoint.TAKING_IN) as (door, dying):
        with lasting(second.data, "peer", "connect", address, fail_at=FailPoint.TAKING_IN) as table:
            assert table.process.wait(PATIENCE) == DEAD
        assert second.one("status")["visits"] == 0
        second.one("walk-in", "--age", "40s")
        assert second.refused("peer", "connect", dying) == "peer_cut_off"
        assert door.process.wait(PATIENCE) == DEAD
    second.one("peer", "connect", address)
    assert [each.one("status")["visits"] for each in (first, second)] == [2, 2]


def _staying(first: Cli, second: Cli, door: Lasting, address: str) -> None:
    """Whoever stays gets what another command writes."""
    with lasting(second.data, "peer", "connect", address, "--stay") as table:
        assert table.until("connected")["letter"] == "A"
        assert door.until("connected")["letter"] == "B"
        first.one("walk-in", "--age", "70s")
        _comes(table, second, 3)
        second.one("walk-in", "--age", "60s")
        _comes(door, first, 4)


def _comes(waiting: Lasting, here: Cli, visits: int) -> None:
    """Until so many are seen: what comes may come in several portions."""
    while (seen := here.one("status")["visits"]) < visits:
        assert waiting.until("came")["new_events"] >= 0
    assert seen == visits


def test_interrupted_it_ends_as_it_should(site: Cli) -> None:
    with listening(site.data) as (door, _):
        door.process.send_signal(signal.SIGINT)
        assert door.process.wait(PATIENCE) == 0


def test_for_so_long_and_no_longer(site: Cli) -> None:
    assert [line["state"] for line in site.all("peer", "listen", *LOOPBACK, "--seconds", "0")] == ["listening"]


def test_nobody_there_is_told_with_a_next_step(site: Cli) -> None:
    with listening(site.data) as (door, address):
        door.close()
    assert site.refused("peer", "connect", address) == "peer_not_listening"
    (line,) = site.all("peer", "connect", address, "--stay", "--seconds", "1")
    assert (line["state"], line["problem"]) == ("trouble", "peer_not_listening")


def test_an_address_that_is_none_is_refused(site: Cli) -> None:
    assert site.refused("peer", "connect", "どこか") == "peer_address"
