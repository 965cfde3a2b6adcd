"""Bookings from the command line: what a caller is told, who may see it, and what is refused."""

import pytest

from tests.cli.conftest import PIN, Cli

PLAN = ("--title", "スマホ相談会", "--day", "2026-11-21", "--from", "10:00", "--to", "12:00")
AT = ("--at", "2026-11-21T09:30")


@pytest.fixture
def session(site: Cli) -> str:
    """Four slots at two tables."""
    return str(site.one("session", "add", *PLAN, "--slot-minutes", "30", "--tables", "2")["session_id"])


def test_what_a_session_asks_is_planned(site: Cli) -> None:
    asked = ("--condition", "市内にお住まい", "--condition", "スマホをお持ちでない方")
    planned = site.one("session", "add", *PLAN, *asked, "--fee", "100", "--fee-with-loan", "200", "--min-age", "65")
    assert planned["conditions"] == ["市内にお住まい", "スマホをお持ちでない方"]
    assert (planned["fee"], planned["fee_with_loan"], planned["lends_devices"]) == (100, 200, True)
    assert (planned["slot_minutes"], planned["tables"], planned["quota"]) == (None, None, None)


def test_the_quota_follows_from_the_slots(site: Cli) -> None:
    slots = ("--slot-minutes", "30", "--tables", "2")
    assert site.one("session", "add", *PLAN, *slots)["quota"] == 8
    assert site.one("session", "add", *PLAN, *slots, "--quota", "6")["quota"] == 6
    planned = site.one("session", "add", *PLAN, "--programme", "P04", "--tables", "2")
    assert (planned["slot_minutes"], planned["quota"]) == (30, 8)


def test_a_call_is_booked_moved_received(site: Cli, session: str) -> None:
    made = site.one("booking", "add", "--session", session, "--slot", "10:30", "--age", "70s", *AT)
    assert (made["slot"], made["table"], made["state"], len(made["number"])) == ("10:30", 1, "expected", 4)
    moved = site.one("booking", "move", made["booking_id"], "--slot", "11:00", "--table", "2", *AT)
    assert (moved["slot"], moved["table"]) == ("11:00", 2)
    assert site.refused("booking", "add", "--session", session, "--slot", "11:00", "--table", "2", *AT) == "slot_taken"
    assert site.one("booking", "receive", made["booking_id"], *AT)["result"] == "received"
    assert site.one("booking", "receive", made["booking_id"], *AT)["result"] == "already"
    [listed] = site.all("booking", "list", *AT)
    assert (listed["state"], listed["ticket"], listed["number"]) == ("arrived", "A1", made["number"])


def test_the_waiting_list_moves_up(site: Cli) -> None:
    session = site.one("session", "add", *PLAN, "--quota", "1")["session_id"]
    kept = site.one("booking", "add", "--session", session, *AT)["booking_id"]
    assert site.refused("booking", "add", "--session", session, *AT) == "session_full"
    waits = site.one("booking", "add", "--session", session, "--waiting", *AT)
    assert waits["state"] == "waiting"
    assert site.refused("booking", "promote", session, *AT) == "session_full"
    site.one("booking", "cancel", kept, "--no-show", *AT)
    assert site.one("booking", "promote", session, *AT)["booking_id"] == waits["booking_id"]
    assert site.refused("booking", "restore", kept, *AT) == "session_full"
    assert [each["state"] for each in site.all("booking", "list", "--session", session, *AT)] == ["no_show", "expected"]


def test_names_are_kept_where_they_are_switched_on_and_forgotten_with_the_pin(guarded: Cli) -> None:
    guarded.one("settings", "visitor_fields", "name", "--pin", PIN)
    session = guarded.one("session", "add", *PLAN)["session_id"]
    told = ("--name", "高橋花子", "--phone", "090-1234-5678")
    made = guarded.one("booking", "add", "--session", session, *told, *AT)
    assert made["left_out"] == ["phone"]
    [listed] = guarded.all("booking", "list", *AT)
    assert (listed["name"], listed["phone"]) == ("高橋花子", None)
    kinds = [each["kind"] for each in guarded.all("events")]
    assert kinds.count("personal_data.viewed") == 1
    assert guarded.refused("booking", "forget", made["booking_id"], *AT) == "pin_needed"
    gone = guarded.one("booking", "forget", made["booking_id"], *AT, "--pin", PIN)
    assert gone["state"] == "cancelled"
    assert guarded.all("booking", "list", *AT) == []
