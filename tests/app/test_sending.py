"""Enrolling and sending against a real headquarters; nothing is lost when it is not there."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import msgspec
import pytest

from core.certificates import is_certified
from core.clock import FixedClock
from core.facts import Attendance
from core.ids import new_entity_id
from core.problem import Problem
from desktop.app.day import open_day
from desktop.app.desk import Desk
from desktop.app.enrolling import enrol, enrol_beside, introduce, keep_link, papers
from desktop.app.sending import send_beside, send_now, send_state, unsent_by_day
from desktop.app.site import sheet_printed
from desktop.app.walk_in import receive_walk_in
from tests.helpers.headquarters import Headquarters, headquarters

T = TypeVar("T")


@pytest.fixture
def hq() -> Iterator[Headquarters]:
    """Real PostgreSQL, real HTTP."""
    with headquarters() as running:
        yield running


def _busy(desk: Desk, clock: FixedClock) -> None:
    open_day(desk)
    for _ in range(3):
        receive_walk_in(desk, "70s")
        clock.advance(minutes=10)


def test_a_site_enrols_sends_once_and_hears_that_all_is_kept(desk: Desk, clock: FixedClock, hq: Headquarters) -> None:
    _busy(desk, clock)
    before = send_state(desk)
    assert (before.unsent, before.enrolled, before.last_confirmed) == (8, False, None)
    assert before.since is not None
    assert before.since.strftime("%H:%M") == "09:30"
    assert unsent_by_day(desk) == {"2026-11-21": 8}
    enrolled = enrol(desk, hq.url + "/", hq.code(hq.add_site()))
    assert (enrolled.letter, enrolled.relettered) == ("A", False)
    report = send_now(desk)
    assert (report.stored, report.pending) == (8, 0)
    after = send_state(desk)
    assert (after.unsent, after.since, after.enrolled, after.apart) == (0, None, True, 0)
    assert after.last_confirmed is not None
    assert unsent_by_day(desk) == {}
    assert hq.query("SELECT count(*) FROM fact_attendance")[0][0] == 3
    receive_walk_in(desk, "60s")
    assert send_state(desk).unsent == len([1, 2])  # the visit and its ticket
    assert send_now(desk).stored == 2


def test_before_enrolling_the_sentence_says_what_to_do(desk: Desk) -> None:
    with pytest.raises(Problem) as refused:
        send_now(desk)
    assert refused.value.code == "not_enrolled"
    assert refused.value.next_step


def test_with_headquarters_gone_nothing_is_lost(desk: Desk, clock: FixedClock) -> None:
    with headquarters() as hq:
        enrol(desk, hq.url, hq.code(hq.add_site()))
    _busy(desk, clock)
    with pytest.raises(Problem) as refused:
        send_now(desk)
    assert "残っています" in refused.value.next_step
    assert send_state(desk).unsent == 8
    assert desk.store.facts.count(Attendance) == 3


def test_a_wrong_code_changes_nothing(desk: Desk, hq: Headquarters) -> None:
    good = hq.code(hq.add_site())
    for code in ("みじかい", good[:8] + good[10:] + "00", ("0" if good[0] != "0" else "1") + good[1:]):
        with pytest.raises(Problem) as refused:
            enrol(desk, hq.url, code)
        assert refused.value.next_step
        assert desk.identity.hq is None


def test_another_letter_is_certified_already_when_the_root_has_left(desk: Desk, hq: Headquarters) -> None:
    sheet_printed(desk)
    code = hq.code(hq.add_site())
    _enrol_with_letter(desk, hq, code, "C")
    assert desk.identity.letter == desk.identity.certificate.letter == "C"
    receive_walk_in(desk, "70s")
    assert is_certified(desk.identity.certificate, desk.identity.root_public)
    report = send_now(desk)
    assert (report.quarantined, report.pending) == (0, 0)


def test_without_a_certificate_for_it_the_letter_stays(desk: Desk, hq: Headquarters) -> None:
    desk.store.change_identity(msgspec.structs.replace(desk.identity, letters=()))
    _enrol_with_letter(desk, hq, hq.code(hq.add_site()), "C")
    assert desk.identity.letter == "A"


def _enrol_with_letter(desk: Desk, hq: Headquarters, code: str, letter: str) -> None:
    answer = introduce(papers(desk), hq.url, code)
    keep_link(desk, hq.url, msgspec.structs.replace(answer, letter=letter))


def test_an_answer_for_another_site_is_not_taken(desk: Desk, hq: Headquarters) -> None:
    answer = introduce(papers(desk), hq.url, hq.code(hq.add_site()))
    with pytest.raises(Problem) as refused:
        keep_link(desk, hq.url, msgspec.structs.replace(answer, site_id=new_entity_id()))
    assert refused.value.code == "other_site"
    assert desk.identity.hq is None


def test_the_window_sends_beside_the_desk(desk: Desk, clock: FixedClock, hq: Headquarters) -> None:
    """Every step of the store runs on the one thread that owns it, the network on the caller's."""
    owner = ThreadPoolExecutor(1, thread_name_prefix="owner")
    used: set[str] = set()

    def on_desk(work: Callable[[Desk], T]) -> T:
        def there() -> T:
            used.add(threading.current_thread().name)
            return work(desk)

        return owner.submit(there).result()

    enrol_beside(on_desk, hq.url, hq.code(hq.add_site()))
    on_desk(lambda here: _busy(here, clock))
    assert send_beside(on_desk).stored == 8
    assert used == {"owner_0"}
    owner.shutdown()
