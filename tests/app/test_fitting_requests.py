"""Requests are offered to those whom they fit without a concern, until they are met or answered."""

from desktop.app.desk import Desk
from desktop.app.fitting_requests import fitting_requests
from desktop.app.sessions import cancel_session
from desktop.app.staffing import assign
from desktop.app.supporter_page import supporter_page
from tests.app.supporting import asked, badged, planned, registered


def test_only_requests_that_fit_and_lack_somebody_are_offered(desk: Desk) -> None:
    one, other = badged(desk, "一", weekdays=(6,)), badged(desk, "二", weekdays=(1,))
    unbadged = registered(desk, "三")
    session = planned(desk)  # a Saturday
    request = asked(desk, session, 1, needs_badge=True)
    planned(desk, starts="09:00", ends="10:00")  # nobody is asked for

    def offered(supporter_id: str) -> list[str]:
        return [each.request.request_id for each in fitting_requests(desk, supporter_id)]

    assert offered(one.supporter_id) == [request.request_id]
    assert offered(other.supporter_id) == offered(unbadged.supporter_id) == []
    assert supporter_page(desk, one.supporter_id).fitting[0].missing == 1
    assign(desk, session.session_id, one.supporter_id, "declined")
    assert offered(one.supporter_id) == []
    assign(desk, session.session_id, one.supporter_id, "cancelled")
    assert offered(one.supporter_id) == [request.request_id]
    assign(desk, session.session_id, other.supporter_id, "matched")
    assert offered(one.supporter_id) == []


def test_what_is_over_or_called_off_is_not_offered(desk: Desk) -> None:
    person = badged(desk)
    off, before, far = planned(desk), planned(desk, day="2026-11-20"), planned(desk, day="2027-06-01")
    for each in (off, before, far):
        asked(desk, each)
    cancel_session(desk, off.session_id)
    assert fitting_requests(desk, person.supporter_id) == []
