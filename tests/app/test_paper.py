"""Every paper reads back: its codes by a scanner, its numbers, and no name that was not asked for."""

from datetime import date

import pytest

from core.card_code import Code, CodeKind, parse
from core.clock import FixedClock
from core.door_results import DoorResult
from core.kinds import PersonRegistered
from core.problem import Problem
from core.slip_code import Slip, read_slip
from desktop.app.cards import issue_card, revoke_card
from desktop.app.check_in import check_in
from desktop.app.day import open_day
from desktop.app.desk import Desk
from desktop.app.paper import (
    blank_card_sheet,
    card_paper,
    daily_sheet_paper,
    person_card_paper,
    scanner_test,
    slips,
    tickets,
)
from desktop.app.people import add_person
from desktop.app.settings import change_setting
from desktop.app.walk_in import receive_walk_in
from tests.printing.reading import qr_codes, text_of


@pytest.fixture
def card_id(desk: Desk) -> str:
    """A card of 山田 花子."""
    change_setting(desk, "visitor_fields", "name")
    person = add_person(desk, PersonRegistered(age_band="70s", name="山田 花子")).person
    return issue_card(desk, person.person_id).card.card_id


def test_a_card_checks_its_holder_in_and_shows_no_name(desk: Desk, card_id: str) -> None:
    open_day(desk)
    paper = card_paper(desk, card_id)
    (seen,) = qr_codes(paper.pdf)
    assert check_in(desk, seen.text).result is DoorResult.RECEIVED
    assert "山田" not in text_of(paper.pdf)
    assert "山田" not in paper.filename


def test_a_name_is_printed_only_when_the_site_wants_it_and_leaves_a_record(desk: Desk, card_id: str) -> None:
    def views() -> int:
        query = "SELECT count(*) FROM event WHERE kind = 'personal_data.viewed'"
        return int(desk.store.db.execute(query).fetchone()[0])

    card_paper(desk, card_id)
    assert views() == 0
    change_setting(desk, "card_shows_name", "on")
    assert "山田 花子 様" in text_of(card_paper(desk, card_id).pdf)
    assert views() == 1


def test_a_card_that_opens_nothing_is_not_printed(desk: Desk, card_id: str) -> None:
    card = revoke_card(desk, card_id).card
    with pytest.raises(Problem) as refused:
        card_paper(desk, card_id)
    assert refused.value.code == "card_not_valid"
    with pytest.raises(Problem) as none:
        person_card_paper(desk, card.person_id)
    assert none.value.code == "no_card"
    issue_card(desk, card.person_id)
    assert qr_codes(person_card_paper(desk, card.person_id).pdf)


def test_ten_blank_cards_are_ten_different_cards_of_nobody(desk: Desk) -> None:
    texts = {seen.text for seen in qr_codes(blank_card_sheet(desk).pdf)}
    assert len(texts) == 10
    assert {check_in(desk, text).result for text in texts} == {DoorResult.UNKNOWN}


def test_slips_and_tickets_of_a_day_carry_the_same_codes(desk: Desk) -> None:
    open_day(desk)
    on_slips = [seen.text for page in range(2) for seen in qr_codes(slips(desk, desk.today, 3).pdf, page)]
    on_tickets = [seen.text for seen in qr_codes(tickets(desk, desk.today, 3).pdf)]
    assert sorted(on_slips) == sorted(on_tickets)
    read = [read_slip(text, desk.identity.site_id) for text in on_slips]
    numbers = [str(each.ticket) for each in read if isinstance(each, Slip) and each.day == desk.today]
    assert sorted(numbers) == ["A501", "A502", "A503"]
    answer = check_in(desk, on_slips[0])
    assert answer.attendance is not None
    assert answer.attendance.ticket in numbers


def test_numbers_printed_beforehand_and_the_laptops_own_never_meet(desk: Desk) -> None:
    open_day(desk)
    own = receive_walk_in(desk, "60s").attendance
    for seen in qr_codes(tickets(desk, desk.today, 2).pdf):
        assert check_in(desk, seen.text).result is DoorResult.RECEIVED
    later = receive_walk_in(desk, "60s").attendance
    assert own is not None
    assert later is not None
    assert (own.ticket, later.ticket) == ("A1", "A2")


@pytest.mark.parametrize(("count", "first"), [(0, 1), (1000, 1), (2, 999), (1, 0)])
def test_numbers_that_are_not_there_are_refused_in_words(desk: Desk, count: int, first: int) -> None:
    with pytest.raises(Problem) as refused:
        slips(desk, desk.today, count, first)
    assert refused.value.code == "paper_numbers"
    assert refused.value.next_step


def test_the_scanner_page_is_no_visitor(desk: Desk, clock: FixedClock) -> None:
    (seen,) = qr_codes(scanner_test(desk).pdf)
    code = parse(seen.text)
    assert isinstance(code, Code)
    assert code.kind is CodeKind.SCANNER_TEST
    assert check_in(desk, seen.text).result is DoorResult.UNREADABLE
    paper = daily_sheet_paper(desk, desk.today)
    assert paper.filename == "日報_2026-11-21.pdf"
    assert "日報" in text_of(paper.pdf)


def test_there_is_no_paper_for_a_day_that_no_slip_can_name(desk: Desk) -> None:
    for day in (date(2019, 12, 31), date.max):
        with pytest.raises(Problem) as told:
            slips(desk, day, 1)
        assert told.value.code == "paper_day"
