"""Answers that come late, twice, in the wrong order, to the wrong laptop, or from somebody else."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.clock import FixedClock
from core.keys import new_pair
from core.parcel import CarriedAnswer, ParcelHeader, ParcelKind, ParcelWriter, open_parcel
from core.problem import Problem
from desktop.app.carrying.media import media
from desktop.app.desk import Desk
from desktop.app.sending import send_now, send_state
from tests.app.carrying.conftest import Stick, busy
from tests.helpers.headquarters import Headquarters

Pages = list[CarriedAnswer]


def _refused(stick: Stick, desk: Desk, path: Path) -> str:
    before = send_state(desk).unsent
    with pytest.raises(Problem) as refused:
        stick.take(desk, path)
    assert refused.value.next_step
    assert send_state(desk).unsent == before
    return refused.value.code


def _rewritten(path: Path, change: Callable[[Pages], Pages]) -> Path:
    """The answer with other pages; the file around them is whole."""
    with path.open("rb") as file:
        parcel = open_parcel(file, path.stat().st_size)
        pages = [msgspec.msgpack.decode(frame, type=CarriedAnswer) for frame in parcel.frames()]
    sink = io.BytesIO()
    writer = ParcelWriter(sink, ParcelKind.ANSWER, parcel.header)
    for page in change(pages):
        writer.add(msgspec.msgpack.encode(page))
    writer.close()
    target = path.with_stem("changed")
    target.write_bytes(sink.getvalue())
    return target


def test_an_answer_is_taken_once(enrolled: tuple[Desk, Desk], stick: Stick, clock: FixedClock) -> None:
    a, b = enrolled
    busy(a, clock)
    answer = stick.answer(stick.write(a).path)
    assert _refused(stick, b, answer) == "answer_other_laptop"
    stick.take(a, answer)
    assert _refused(stick, a, answer) == "answer_taken"


def test_the_older_answer_of_two_changes_nothing(enrolled: tuple[Desk, Desk], stick: Stick, clock: FixedClock) -> None:
    a, _ = enrolled
    busy(a, clock)
    first = stick.write(a).path
    busy(a, clock)
    second = stick.write(a).path
    late, early = stick.answer(second), stick.answer(first)  # the sticks arrive the other way round
    stick.take(a, late)
    assert send_state(a).unsent == 0
    assert _refused(stick, a, early) == "answer_old"
    assert [each.state for each in media(a)] == ["answered", "overtaken"]
    assert send_now(a).sent == 0


def test_the_older_answer_first_and_then_the_newer(
    enrolled: tuple[Desk, Desk], stick: Stick, clock: FixedClock
) -> None:
    a, _ = enrolled
    busy(a, clock)
    first = stick.answer(stick.write(a).path)
    busy(a, clock)
    second = stick.answer(stick.write(a).path)
    assert stick.take(a, first).confirmed > 0
    assert stick.take(a, second).confirmed > 0
    assert send_state(a).unsent == 0


def test_the_network_in_between_makes_no_alarm(enrolled: tuple[Desk, Desk], stick: Stick, clock: FixedClock) -> None:
    a, b = enrolled
    busy(a, clock)
    answer = stick.answer(stick.write(a).path)
    busy(a, clock)
    busy(b, clock)
    send_now(b)
    send_now(a)
    reached, cursor, epoch = a.store.outbox.reached(), a.store.outbox.pull_after(), a.identity.epoch
    assert _refused(stick, a, answer) == "answer_old"
    assert (a.store.outbox.reached(), a.store.outbox.pull_after(), a.identity.epoch) == (reached, cursor, epoch)
    again = send_now(a)
    assert (again.sent, again.pulled) == (0, 0)


def test_headquarters_that_went_back_is_noticed_by_stick(
    enrolled: tuple[Desk, Desk], stick: Stick, clock: FixedClock, hq: Headquarters
) -> None:
    a, _ = enrolled
    busy(a, clock)
    stick.round(a)
    busy(a, clock)
    before = stick.answer(stick.write(a).path)
    _go_back(hq, a.identity.site_id)
    taken = stick.take(a, stick.answer(stick.write(a).path))
    assert taken.again
    assert send_state(a).unsent > 0
    assert _refused(stick, a, before) == "answer_old"  # it was true once
    assert not stick.round(a).again
    assert send_state(a).unsent == 0
    (stored,) = hq.query("SELECT count(*) FROM event WHERE site_id = %s", a.identity.site_id)
    assert stored[0] == a.store.outbox.last_seq()


def _go_back(hq: Headquarters, site_id: str) -> None:
    """As a backup from before anything was stored."""
    for table in ("segment", "event", "key_record", "history", "reached"):
        hq.query(f"DELETE FROM {table} WHERE site_id = %s", site_id)
    hq.query("UPDATE site SET last_seq = 0 WHERE site_id = %s", site_id)
    for table in _with_site(hq, "fact_%"):
        hq.query(f"DELETE FROM {table} WHERE site_id = %s", site_id)


def _with_site(hq: Headquarters, like: str) -> list[str]:
    rows = hq.query(
        "SELECT table_name FROM information_schema.columns WHERE column_name = 'site_id' AND table_name LIKE %s", like
    )
    return [name for (name,) in rows]


def test_another_headquarters_word_counts_for_nothing(
    enrolled: tuple[Desk, Desk], stick: Stick, clock: FixedClock
) -> None:
    a, _ = enrolled
    busy(a, clock)
    answer = stick.answer(stick.write(a).path)
    other = new_pair()
    assert _refused(stick, a, _rewritten(answer, lambda pages: [each.signed_by(other) for each in pages])) == (
        "answer_other_hq"
    )
    moved = _rewritten(answer, lambda pages: [msgspec.structs.replace(each, pull_after=99) for each in pages])
    assert _refused(stick, a, moved) == "answer_other_hq"
    assert stick.take(a, answer).confirmed > 0


def test_an_answer_to_what_this_laptop_never_wrote(
    enrolled: tuple[Desk, Desk], stick: Stick, clock: FixedClock
) -> None:
    a, _ = enrolled
    busy(a, clock)
    answer = stick.answer(stick.write(a).path)
    a.store.db.execute("DELETE FROM carried")  # restored from a copy of before
    assert _refused(stick, a, answer) == "answer_unknown"


def test_pages_in_another_order_are_refused_and_the_whole_goes_on(
    enrolled: tuple[Desk, Desk], stick: Stick, clock: FixedClock
) -> None:
    a, b = enrolled
    for _ in range(6):
        busy(b, clock, visits=1)
        b.store.outbox.cut_segments()
    send_now(b)
    busy(a, clock)
    answer = stick.answer(stick.write(a).path)
    assert _refused(stick, a, _rewritten(answer, lambda pages: pages[1:])) == "parcel_damaged"
    short = _rewritten(answer, lambda pages: pages[:1])
    assert not stick.take(a, short).again  # headquarters' word as far as it goes
    assert a.store.outbox.pull_after() > 0


def test_the_same_parcel_twice_at_headquarters(
    enrolled: tuple[Desk, Desk], stick: Stick, clock: FixedClock, hq: Headquarters
) -> None:
    a, _ = enrolled
    busy(a, clock)
    path = stick.write(a).path
    count = "SELECT count(*) FROM event WHERE site_id = %s"
    stick.answer(path)
    stored = hq.query(count, a.identity.site_id)
    second = stick.answer(path)
    assert hq.query(count, a.identity.site_id) == stored
    assert stick.take(a, second).confirmed > 0


def test_headquarters_refuses_what_is_not_its_laptops(
    enrolled: tuple[Desk, Desk], desk_elsewhere: Desk, stick: Stick, clock: FixedClock
) -> None:
    a, _ = enrolled
    busy(a, clock)
    cases = {"unknown_device": stick.write(desk_elsewhere).path, "parcel_foreign": stick.folder / "photo.jpg"}
    cases["parcel_foreign"].write_bytes(b"\xff\xd8\xff\xe0" * 100)
    cases["parcel_is_answer"] = stick.answer(stick.write(a).path)
    empty = stick.folder / "empty.mdgout"
    with empty.open("wb") as file:
        header = ParcelHeader("0" * 32, a.identity.site_id, "", a.identity.device_id, "A", 1, date(2026, 11, 21))
        ParcelWriter(file, ParcelKind.REQUEST, header).close()
    cases["parcel_empty"] = empty
    for code, path in cases.items():
        with pytest.raises(Problem) as refused:
            stick.answer(path)
        assert refused.value.code == code


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_no_flipped_bit_gets_in(enrolled_once: tuple[Desk, Path, Path], stick: Stick, data: st.DataObject) -> None:
    """Neither at headquarters nor on the way back."""
    desk, out, back = enrolled_once
    before = (send_state(desk).unsent, desk.store.outbox.pull_after())
    for path, take in ((out, stick.answer), (back, lambda broken: stick.take(desk, broken))):
        whole = bytearray(path.read_bytes())
        whole[data.draw(st.integers(0, len(whole) - 1))] ^= 1 << data.draw(st.integers(0, 7))
        broken = stick.folder / f"broken{path.suffix}"
        broken.write_bytes(bytes(whole[: data.draw(st.sampled_from([len(whole), len(whole) // 2]))]))
        with pytest.raises(Problem):
            take(broken)
    assert (send_state(desk).unsent, desk.store.outbox.pull_after()) == before


@pytest.fixture
def enrolled_once(enrolled: tuple[Desk, Desk], stick: Stick, clock: FixedClock) -> tuple[Desk, Path, Path]:
    """A busy laptop, its parcel and the answer to it."""
    desk = enrolled[0]
    busy(desk, clock)
    out = stick.write(desk).path
    return desk, out, stick.answer(out)
