"""The door's other terms from the command line: another visit, booked elsewhere, what a session asks."""

from typing import Any

from tests.cli.conftest import Cli

AT = ("--at", "2026-11-21T10:00")
ALL_DAY = ("--from", "00:00", "--to", "23:59")


def opened(site: Cli, *plan: str) -> str:
    session: str = site.one("session", "add", *plan)["session_id"]
    site.one("session", "open", session)
    return session


def visitor(site: Cli, band: str = "70s") -> tuple[str, str]:
    person = site.one("person", "add", "--age", band)["person_id"]
    return person, site.one("card", "issue", person)["code"]


def test_another_visit_only_with_again(site: Cli) -> None:
    opened(site, "--title", "相談会", *ALL_DAY)
    _, code = visitor(site)
    answers = [site.one("check-in", code, *more) for more in ((), (), ("--again",))]
    assert [(each["result"], each["ticket"]) for each in answers] == [
        ("received", "A1"),
        ("already", "A1"),
        ("received", "A2"),
    ]


def test_a_place_in_another_session_is_told_with_its_time(site: Cli) -> None:
    here = site.one("session", "add", "--title", "相談会", "--from", "09:00", "--to", "12:00", *AT)["session_id"]
    site.one("session", "open", here, *AT)
    later = site.one("session", "add", "--title", "教室", "--from", "14:00", "--to", "16:00", *AT)["session_id"]
    person, code = visitor(site)
    booking = site.one("booking", "add", "--session", later, "--person", person, *AT)["booking_id"]
    told = site.one("check-in", code, *AT)
    assert (told["result"], told["session_id"]) == ("other_session", here)
    assert (told["booked_session_id"], told["booked_time"]) == (later, "14:00")
    there = site.one("check-in", code, "--session", told["booked_session_id"], *AT)
    assert (there["result"], there["session_id"], there["booking_id"]) == ("received", later, booking)


def test_conditions_fee_and_device(site: Cli) -> None:
    paid = ("--fee", "100", "--fee-with-loan", "200", "--lends-devices")
    opened(site, "--title", "教室", *ALL_DAY, "--min-age", "65", "--condition", "市内にお住まい", *paid)
    _, code = visitor(site, "60s")
    answer = site.one("check-in", code)
    assert (answer["unconfirmed"], answer["fee_due"]) == (["65歳以上", "市内にお住まい"], 100)
    visit = answer["attendance_id"]
    assert site.one("confirm", visit)["unconfirmed"] == []
    lent = site.one("loan", "open", visit, "1番")
    assert (lent["price"], lent["paid"]) == (200, 0)
    assert site.one("fee", visit)["paid"] == 200
    assert site.refused("loan", "open", visit, "1番") == "device_out"
    assert [_label(line) for line in site.all("loan", "list")] == ["1番"]
    assert site.one("loan", "close", lent["loan_id"])["returned_at"]
    assert site.all("loan", "list") == []
    assert site.one("companions", visit, "--by", "2")["companions"] == 2
    assert site.one("companions", visit, "--by", "-5")["companions"] == 0


def _label(line: dict[str, Any]) -> str:
    return str(line["device_label"])
