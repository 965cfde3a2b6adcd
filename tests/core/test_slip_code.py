"""A printed slip says its day and number to its own site, and nothing to another."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.card_code import ALPHABET, Code, CodeKind, new_code, parse, with_check
from core.slip_code import FIRST_DAY, LAST_DAY, OtherSite, Slip, read_slip, slip_code
from core.tickets import Ticket

SITE = "6f1c2a52-3f0e-4c8e-9d5e-2f2f6c1f0a11"
DAY = date(2026, 4, 1)
tickets = st.builds(Ticket, st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), st.integers(1, 999))
days = st.dates(FIRST_DAY, LAST_DAY)
sites = st.uuids().map(str)


@given(sites, days, tickets)
def test_a_slip_reads_back_as_itself(site: str, day: date, ticket: Ticket) -> None:
    code = slip_code(site, day, ticket)
    assert parse(code) == Code(CodeKind.SLIP, code)
    assert read_slip(code, site) == Slip(day, ticket)


@given(sites, sites, days, tickets)
def test_another_sites_slip_is_told_apart(site: str, other: str, day: date, ticket: Ticket) -> None:
    assume(slip_code(site, day, ticket) != slip_code(other, day, ticket))
    assert read_slip(slip_code(site, day, ticket), other) == OtherSite()


def test_of_many_sites_hardly_any_shares_a_tag() -> None:
    code = slip_code(SITE, DAY, Ticket("A", 1))
    sharing = [n for n in range(2000) if read_slip(code, str(UUID(int=n))) != OtherSite()]
    assert len(sharing) <= 1


def test_a_days_slips_all_differ_and_all_parse() -> None:
    printed = {slip_code(SITE, DAY, Ticket(letter, n)) for letter in "AMZ" for n in range(1, 1000)}
    assert len(printed) == 3 * 999
    assert all(isinstance(parse(code), Code) for code in printed)


def test_the_same_slip_always_has_the_same_code() -> None:
    assert slip_code(SITE, DAY, Ticket("A", 12)) == "MT073KHKD53FC52T"
    assert read_slip(slip_code(SITE, LAST_DAY, Ticket("Z", 999)), SITE) == Slip(LAST_DAY, Ticket("Z", 999))


@pytest.mark.parametrize("day", [FIRST_DAY - timedelta(days=1), LAST_DAY + timedelta(days=1)])
def test_a_day_that_does_not_fit_is_refused(day: date) -> None:
    with pytest.raises(ValueError, match="day"):
        slip_code(SITE, day, Ticket("A", 1))


@given(days, tickets, st.integers(1, 127))
def test_no_code_but_the_printed_one_is_accepted(day: date, ticket: Ticket, further: int) -> None:
    printed = slip_code(SITE, day, ticket)
    packed = sum(ALPHABET.index(each) * 23**place for place, each in enumerate(reversed(printed[2:14])))
    other = (packed + (further << 47)) % 2**54
    body = "".join(ALPHABET[other // 23**place % 23] for place in reversed(range(12)))
    assert read_slip(with_check(CodeKind.SLIP, body), SITE) == OtherSite()


def test_a_visitors_card_is_no_slip() -> None:
    with pytest.raises(ValueError, match="kind SLIP"):
        read_slip(new_code(CodeKind.CARD), SITE)
