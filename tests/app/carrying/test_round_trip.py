"""Weeks of records go to headquarters on a stick, and its answer and the other laptop's records come back by it."""

from core.clock import FixedClock
from core.facts import Attendance, Person
from desktop.app.carrying.media import media
from desktop.app.desk import Desk
from desktop.app.sending import send_now, send_state
from tests.app.carrying.conftest import Stick, busy
from tests.helpers.headquarters import Headquarters


def _visits(desk: Desk) -> int:
    return desk.store.facts.count(Attendance)


def test_records_go_by_stick_and_the_answer_confirms_them(
    enrolled: tuple[Desk, Desk], stick: Stick, clock: FixedClock, hq: Headquarters
) -> None:
    a, _ = enrolled
    for _ in range(3):
        busy(a, clock)
        clock.advance(days=7)
    waiting = send_state(a).unsent
    written = stick.write(a)
    assert (written.events, written.waits) == (waiting, True)
    assert written.path.name == "窓口_田無庁舎_A_2026-12-12_1.mdgout"
    assert [(each.state, each.events) for each in media(a)] == [("waiting", waiting)]
    answer = stick.answer(written.path)
    assert answer.name == "窓口_田無庁舎_A_2026-12-12_1.mdgin"
    count = "SELECT count(*) FROM fact_attendance WHERE site_id = %s"
    assert hq.query(count, a.identity.site_id)[0][0] == 9
    assert send_state(a).unsent == waiting
    taken = stick.take(a, answer)
    assert (taken.is_answer, taken.confirmed, taken.refused, taken.again) == (True, waiting, 0, False)
    assert send_state(a).unsent == 0
    (told,) = media(a)
    assert (told.state, str(told.first), str(told.last)) == ("answered", "2026-11-21", "2026-12-05")
    assert send_now(a).sent == 0


def test_headquarters_brings_the_other_laptops_records_by_the_answer(
    enrolled: tuple[Desk, Desk], stick: Stick, clock: FixedClock
) -> None:
    a, b = enrolled
    for _ in range(6):  # more segments than one page brings
        person = busy(b, clock, "よその一郎")
        b.store.outbox.cut_segments()
    busy(a, clock)
    assert stick.round(b).confirmed > 0
    taken = stick.round(a)
    assert taken.new_events == send_events(b)
    found = a.store.facts.one(Person, person)
    assert found is not None
    assert found.name == "よその一郎"
    assert _visits(a) == _visits(b) + 3
    before = a.store.outbox.pull_after()
    send_now(a)  # the network goes on where the stick was
    assert a.store.outbox.pull_after() >= before


def send_events(desk: Desk) -> int:
    """Own events of a laptop."""
    me = desk.identity.device_id
    return int(desk.store.db.execute("SELECT count(*) FROM event WHERE device_id = ?", [me]).fetchone()[0])
