"""A venue day by command: the door, the table, late entry, who did it."""

import pytest

from core.card_code import CodeKind, new_code
from tests.cli.conftest import Cli


def _card(cli: Cli) -> tuple[str, str]:
    """Somebody with a card: person id and the card's text."""
    person = cli.one("person", "add", "--age", "70s")["person_id"]
    return person, cli.one("card", "issue", person)["code"]


def test_a_card_opens_once(site: Cli) -> None:
    person, code = _card(site)
    first = site.one("check-in", code.lower())
    assert (first["result"], first["person_id"], first["ticket"]) == ("received", person, "A1")
    again = site.one("check-in", code)
    assert (again["result"], again["attendance_id"]) == ("already", first["attendance_id"])
    assert again["sentence"].startswith("受付済みです（")
    assert site.one("status")["visits"] == 1


def test_what_is_no_code_of_ours_is_neither_kept_nor_given_back(site: Cli) -> None:
    for text in ("123456789018", "https://example.com/x", "", "MC", "=1+1"):
        told = site("check-in", text, "--json")
        assert told.lines[0]["result"] == "unreadable"
        assert not text or text not in told.out
    assert site.one("status")["visits"] == 0


def test_unknown_and_revoked(site: Cli) -> None:
    assert site.one("check-in", new_code(CodeKind.CARD))["result"] == "unknown"
    person, _ = _card(site)
    lost = site.one("card", "issue", person)
    site.one("card", "revoke", lost["card_id"])
    assert site.one("check-in", lost["code"])["result"] == "revoked"


@pytest.mark.parametrize(("options", "result"), [(["--quota", "0"], "full"), (["--min-age", "80"], "not_eligible")])
def test_over_quota_or_age_the_desk_decides(site: Cli, options: list[str], result: str) -> None:
    session = site.one("session", "add", "--title", "講座", "--from", "00:00", "--to", "23:59", *options)
    _, code = _card(site)
    words = ("check-in", code, "--session", session["session_id"])
    refused = site.one(*words)
    assert (refused["result"], refused["attendance_id"]) == (result, None)
    assert refused["reason"]
    admitted = site.one(*words, "--admit")
    assert admitted["result"] == "received"
    assert site.one("status")["visits"] == 1


def test_late_entry_counts_on_its_own_day(site: Cli) -> None:
    site.one("walk-in", "--age", "80plus", "--at", "2026-11-18T14:30")
    line = site.one("consult", "--topic", "T01-01", "--outcome", "O1", "--minutes", "10", "--at", "2026-11-18T14:40")
    assert (line["day"], line["at"]) == ("2026-11-18", "2026-11-18T14:40:00.000+09:00")
    assert site.one("status", "--at", "2026-11-18T23:00")["visits"] == 1
    sheet = site.one("report", "r6", "--day", "2026-11-18")
    assert (sheet["visits"], sheet["consultation_cases"]) == (1, 1)
    assert [each["device_seq"] for each in site.all("events")] == list(range(1, len(site.all("events")) + 1))


def test_every_event_carries_who_was_at_the_keyboard(site: Cli) -> None:
    by_id = site.one("staff", "add", "鈴木京子")["supporter_id"]
    site.one("walk-in", "--age", "70s", "--staff", "鈴木京子")
    line = site.one("consult", "--topic", "T01-01", "--outcome", "O1", "--minutes", "10", "--staff", by_id)
    assert line["supporter_id"] == by_id
    carried = {each["kind"]: each["staff_id"] for each in site.all("events")}
    assert carried["attendance.recorded"] == carried["consultation.recorded"] == by_id
    assert carried["supporter.registered"] is None


def test_two_of_one_name_must_be_told_apart_by_id(site: Cli) -> None:
    for _ in range(2):
        site.one("staff", "add", "鈴木京子")
    assert site.refused("walk-in", "--age", "70s", "--staff", "鈴木京子") == "staff_unknown"
    assert site.one("status")["visits"] == 0


def test_what_is_voided_counts_nowhere(site: Cli) -> None:
    visit = site.one("walk-in", "--age", "70s")["attendance_id"]
    case = site.one("consult", "--topic", "T01-01", "--outcome", "O1", "--minutes", "10")["consultation_id"]
    site.one("void", "attendance", visit)
    site.one("void", "consultation", case)
    status = site.one("status")
    assert (status["visits"], status["consultations"]) == (0, 0)
    assert site.one("walk-in", "--age", "70s")["ticket"] == "A2"


def test_a_day_is_closed_and_opened_again(site: Cli) -> None:
    site.one("open-day")
    site.one("walk-in", "--age", "70s")
    closed = site.one("close-day", "--weather", "くもり", "--notes", "なし")
    assert (closed["closed"], closed["visits"]) == (True, 1)
    assert site.one("status")["closed"] is True
    assert site.one("reopen-day", closed["day"])["closed"] is False


@pytest.mark.parametrize("number", ["123456789018", "１２３４５６７８９０１８"])
def test_my_number_in_a_note_reaches_neither_file_nor_output(site: Cli, number: str) -> None:
    words = ("consult", "--topic", "T01-01", "--outcome", "O1", "--minutes", "10", "--note", f"番号は {number}")
    told = site(*words, "--json")
    assert told.code == 1
    assert number not in told.err + told.out
    assert site.one("status")["consultations"] == 0
