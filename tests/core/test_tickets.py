"""A ticket is read however it was typed and refused in words otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.tickets import Ticket

tickets = st.builds(Ticket, st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), st.integers(1, 999))


@given(tickets)
def test_a_ticket_reads_back_as_itself(ticket: Ticket) -> None:
    assert Ticket.parse(str(ticket)) == ticket


@pytest.mark.parametrize("text", ["A12", "a12", "Ａ１２", " ａ12　", "A012"])
def test_a_ticket_is_read_however_it_was_typed(text: str) -> None:
    assert Ticket.parse(text) == Ticket("A", 12)


@pytest.mark.parametrize("text", ["", "A", "12", "A0", "A1000", "AB1", "A-1", "あ12", "A1２３４", "A12\nB"])
def test_what_is_no_ticket_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="ticket"):
        Ticket.parse(text)


@pytest.mark.parametrize(("letter", "number"), [("a", 1), ("AB", 1), ("", 1), ("Å", 1), ("A", 0), ("A", 1000)])
def test_a_ticket_out_of_range_cannot_be_made(letter: str, number: int) -> None:
    with pytest.raises(ValueError, match="ticket"):
        Ticket(letter, number)


def test_tickets_sort_by_letter_and_number() -> None:
    assert sorted([Ticket("B", 1), Ticket("A", 10), Ticket("A", 9)]) == [
        Ticket("A", 9),
        Ticket("A", 10),
        Ticket("B", 1),
    ]
