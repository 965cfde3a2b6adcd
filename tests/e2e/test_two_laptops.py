"""One card, or one paper slip, on two laptops while apart: over a real headquarters all three count the same."""

from pathlib import Path

import pytest

from core.clock import FixedClock
from core.conflicts import Decision
from core.facts import Attendance
from core.kinds import PersonRegistered, SessionPlanned
from core.slip_code import Slip
from core.slip_typing import SlipRead, Step
from core.tickets import Ticket
from desktop.app.cards import issue_card
from desktop.app.check_in import check_in
from desktop.app.daily_sheet import daily_sheet
from desktop.app.day import day_state, open_day
from desktop.app.desk import Desk
from desktop.app.enrolling import enrol
from desktop.app.people import add_person
from desktop.app.sending import send_now
from desktop.app.sessions import plan_session
from desktop.app.settling import settle
from desktop.app.slip_entry import enter_slip
from desktop.app.unsettled import unsettled
from hq.portal.site_days import site_days
from tests.helpers.apart import two_laptops
from tests.helpers.headquarters import headquarters
from tests.helpers.sites import fixed_clock


def _begin(desk: Desk) -> str:
    """Today's session, and a visitor with a card; the card's text."""
    day = desk.today.isoformat()
    plan_session(desk, SessionPlanned(title="スマホ相談会", day=day, starts="09:00", ends="12:00"))
    open_day(desk)
    person = add_person(desk, PersonRegistered(age_band="70s")).person
    code = issue_card(desk, person.person_id).card.code
    assert code is not None
    return code


def _send(*desks: Desk) -> None:
    for desk in desks:
        send_now(desk)


def _visits(desk: Desk) -> tuple[int, int, int]:
    """Kept, counted, to be settled; the paper says the same as the screen."""
    sheet = daily_sheet(desk, desk.today)
    items = unsettled(desk)
    assert (sheet.attendance.visits, len(sheet.unsettled)) == (day_state(desk).visits, len(items))
    return desk.store.facts.count(Attendance, "voided = 0"), sheet.attendance.visits, len(items)


@pytest.mark.parametrize("first_to_send", [0, 1])
def test_two_laptops_and_headquarters_agree(tmp_path: Path, first_to_send: int) -> None:
    clock: FixedClock = fixed_clock()
    with headquarters() as hq, two_laptops(tmp_path, clock) as laptops:
        enrol(laptops[0], hq.url, hq.code(hq.add_site()))
        enrol(laptops[1], hq.url, hq.code(laptops[0].identity.site_id))
        code = _begin(laptops[0])
        _send(laptops[0], laptops[1])
        for desk in laptops:
            clock.advance(minutes=5)
            assert check_in(desk, code).result == "received"
        order = (laptops[first_to_send], laptops[1 - first_to_send])
        _send(*order, order[0])
        assert [_visits(desk) for desk in laptops] == [(2, 1, 1)] * 2
        assert _at_headquarters(laptops[0]) == (1, 1, 1)
        _settle(laptops[1], Decision.TWO)
        _send(laptops[1], laptops[0])
        assert [_visits(desk) for desk in laptops] == [(2, 2, 0)] * 2
        assert _at_headquarters(laptops[0]) == (2, 1, 0)
        assert check_in(laptops[0], code).result == "already"


def test_a_paper_slip_entered_on_both(tmp_path: Path) -> None:
    clock: FixedClock = fixed_clock()
    with headquarters() as hq, two_laptops(tmp_path, clock) as laptops:
        enrol(laptops[0], hq.url, hq.code(hq.add_site()))
        enrol(laptops[1], hq.url, hq.code(laptops[0].identity.site_id))
        for desk, topic in zip(laptops, ("T02-01", "T05-01"), strict=True):
            clock.advance(minutes=5)
            read = SlipRead(Step.DONE, topics=(topic,), outcome="O1", minutes=20, band="70s")
            enter_slip(desk, Slip(desk.today, Ticket("A", 501)), read)
        _send(*laptops, laptops[0])
        assert [_visits(desk) for desk in laptops] == [(2, 1, 1)] * 2
        assert [day_state(desk).consultations for desk in laptops] == [1, 1]
        assert (_at_headquarters(laptops[0]), _cases_at_headquarters(laptops[0])) == ((1, 0, 1), 1)
        _settle(laptops[1], Decision.TWO)
        _send(laptops[1], laptops[0])
        assert [_visits(desk) for desk in laptops] == [(2, 2, 0)] * 2
        assert [day_state(desk).consultations for desk in laptops] == [2, 2]
        assert (_at_headquarters(laptops[0]), _cases_at_headquarters(laptops[0])) == ((2, 0, 0), 2)


def _settle(desk: Desk, decision: Decision) -> None:
    (item,) = unsettled(desk)
    assert [version.letter for version in item.versions] == ["A", "B"]
    settle(desk, item.conflict, item.about, decision)


def _at_headquarters(desk: Desk) -> tuple[int, int, int]:
    """延べ, 実人員, and what the site has still to settle."""
    (site,) = site_days(desk.today)
    return site.visits.total, site.visits.persons, site.unsettled


def _cases_at_headquarters(desk: Desk) -> int:
    (site,) = site_days(desk.today)
    return site.consultations
