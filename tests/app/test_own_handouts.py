"""A site's own handout texts: versions on record, withdrawn, gone back to, beside those that headquarters sends."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from core.clock import FixedClock
from core.facts import OwnHandout
from core.handout_toml import toml_of
from core.handouts import LARGEST, Handout, Register, shipped_handouts
from core.kinds import HandoutDefined
from core.problem import Problem
from core.published import PublishedHandout
from core.wire import HandoutHeld
from desktop.app.desk import Desk
from desktop.app.own_handouts import (
    Origin,
    free_id,
    handout_list,
    handout_versions,
    handouts_here,
    keep_own_handout,
    new_draft,
    next_version,
    open_draft,
    save_draft,
    use_version,
    withdraw_version,
)
from desktop.app.staff import add_supporter, sit_down
from desktop.sync.ports import Incoming
from tests.helpers.apart import meet, two_laptops

WIFI = shipped_handouts().handout("H01")


def of_version(version: int, en: str, **others: object) -> Handout:
    return msgspec.structs.replace(WIFI, version=version, en=en, **others)


def come_from_hq(desk: Desk, *handouts: Handout) -> None:
    """As the exchange hands them over."""
    sent = tuple(
        PublishedHandout(each.id, each.version, str(each.valid_from or desk.today), toml_of(each).encode())
        for each in handouts
    )
    desk.store.outbox.take_in(Incoming((), (), (), (), (), 0, handouts=sent))


def keep(desk: Desk, handout: Handout) -> None:
    keep_own_handout(desk, toml_of(handout).encode())


def given(desk: Desk) -> str:
    return handouts_here(desk).handout("H01").en


def refused(desk: Desk, source: bytes) -> str:
    with pytest.raises(Problem) as told:
        keep_own_handout(desk, source)
    assert told.value.next_step
    return told.value.code


def test_a_kept_text_is_an_event_with_its_writer(desk: Desk) -> None:
    sit_down(desk, add_supporter(desk, "森 陽子").supporter.supporter_id)
    draft = replace(open_draft(desk, "H01"), en="Ours")
    written = save_draft(desk, draft)
    assert OwnHandout in written.changed
    (row,) = desk.store.facts.where(OwnHandout, "1", [])
    assert (row.handout, row.version, row.withdrawn) == ("H01", 2, 0)
    newest = handout_versions(desk, "H01")[0]
    assert (newest.version, newest.origin, newest.by, newest.in_use) == (2, Origin.SITE, "森 陽子", True)
    assert given(desk) == "Ours"


def test_a_version_is_withdrawn_and_offered_again_and_its_number_stays_used(desk: Desk) -> None:
    keep(desk, of_version(2, "Two"))
    withdraw_version(desk, "H01", 2)
    assert given(desk) == WIFI.en
    assert [(each.version, each.withdrawn, each.in_use) for each in handout_versions(desk, "H01")] == [
        (2, True, False),
        (1, False, True),
    ]
    assert next_version(desk, "H01") == 3
    assert refused(desk, toml_of(of_version(2, "Other")).encode()) == "handout_older"
    withdraw_version(desk, "H01", 2, again=True)
    assert given(desk) == "Two"


def test_an_earlier_text_becomes_the_next_version(desk: Desk) -> None:
    keep(desk, of_version(2, "Two"))
    keep(desk, of_version(3, "Three"))
    assert use_version(desk, "H01", 2, Origin.SITE).handout.version == 4
    assert given(desk) == "Two"
    use_version(desk, "H01", 1, Origin.PROGRAM)
    assert [each.version for each in handout_versions(desk, "H01")] == [5, 4, 3, 2, 1]
    assert given(desk) == WIFI.en
    for wrong in (("H01", 9, Origin.SITE), ("H01", 1, Origin.HQ)):
        with pytest.raises(Problem) as told:
            use_version(desk, *wrong)
        assert told.value.code == "handout_no_version"


def test_headquarters_version_is_given_from_its_day_on(desk: Desk, clock: FixedClock) -> None:
    tomorrow = desk.today + timedelta(days=1)
    come_from_hq(desk, of_version(2, "Now"), of_version(3, "Tomorrow", valid_from=tomorrow))
    assert given(desk) == "Now"
    assert {line.origin for line in handout_list(desk)} == {Origin.HQ, Origin.PROGRAM}
    clock.advance(minutes=24 * 60)
    assert given(desk) == "Tomorrow"


def test_between_the_site_and_headquarters_the_higher_version_holds_and_the_other_is_told(
    desk: Desk, clock: FixedClock
) -> None:
    keep(desk, of_version(2, "Ours"))
    come_from_hq(desk, of_version(2, "Theirs"))
    line = handout_list(desk)[0]
    assert (line.handout.en, line.origin, line.newer, line.rests) == ("Theirs", Origin.HQ, 2, True)
    use_version(desk, "H01", 2, Origin.SITE)
    line = handout_list(desk)[0]
    assert (line.handout.en, line.handout.version, line.newer) == ("Ours", 3, 0)
    clock.advance(minutes=24 * 60)
    keep(desk, of_version(7, "Ours"))
    come_from_hq(desk, of_version(4, "Theirs again"))
    assert (handout_list(desk)[0].newer, given(desk)) == (0, "Ours")
    come_from_hq(desk, of_version(5, "Later", valid_from=desk.today + timedelta(days=1)))
    clock.advance(minutes=24 * 60)
    line = handout_list(desk)[0]
    assert (line.handout.en, line.origin, line.newer, line.rests) == ("Ours", Origin.SITE, 5, False)


def test_texts_of_a_newer_program_are_passed_over(desk: Desk) -> None:
    sent = PublishedHandout("H01", 9, "2026-01-01", b'id = "H01"\nvideo = "x"')
    other = PublishedHandout("H02", 9, "2026-01-01", toml_of(of_version(9, "Not H02")).encode())
    desk.store.outbox.take_in(Incoming((), (), (), (), (), 0, handouts=(sent, other)))
    desk.record(desk_draft(desk, HandoutDefined(handout="H01", version=8, source="video = 1")))
    assert given(desk) == WIFI.en
    assert next_version(desk, "H01") == 10
    assert next_version(desk, "H02") == 10


def desk_draft(desk: Desk, told: HandoutDefined):  # type: ignore[no-untyped-def]
    from core.ids import handout_id
    from desktop.storage.journal import Draft

    return Draft(handout_id(desk.identity.site_id, told.handout, told.version), told)


def test_a_new_handout_has_an_id_that_was_never_used(desk: Desk) -> None:
    copy = new_draft(desk, of="H06")
    assert (copy.id, copy.topics) == ("V01", ())
    assert copy.easy == open_draft(desk, "H06").easy
    save_draft(desk, replace(copy, topics=("T10-01",)))
    withdraw_version(desk, "V01", 1)
    assert free_id(desk) == "V02"
    blank = new_draft(desk)
    assert (blank.id, date.fromisoformat(blank.check_by)) == ("V02", date(2027, 5, 1))
    with pytest.raises(Problem) as told:
        save_draft(desk, blank)
    assert told.value.code == "handout_unfinished"


def test_an_own_handout_stands_first_for_its_topic(desk: Desk) -> None:
    save_draft(desk, replace(new_draft(desk, of="H01"), topics=("T05-01",)))
    found = handouts_here(desk).for_topic("T05-01")
    assert found is not None
    assert found.id == "V01"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (b"a" * (LARGEST + 1), "handout_large"),
        (b"a = " + b"[" * 5_000, "handout_broken"),
        (b"version = " + b"9" * 5_000, "handout_broken"),
        (toml_of(of_version(10_000, "x")).encode(), "handout_broken"),
        (b"\xff", "handout_broken"),
        (toml_of(of_version(2, "x", url="http://a.jp/")).encode(), "handout_broken"),
        (toml_of(of_version(2, "x", url="https://a.jp/123456789018")).encode(), "my_number"),
        (
            toml_of(of_version(2, "x", standard=msgspec.structs.replace(WIFI.standard, steps=()))).encode(),
            "handout_broken",
        ),
        (toml_of(of_version(2, "x")).replace('icon = "wifi"', 'icon = "radio"').encode(), "handout_broken"),
        (
            toml_of(of_version(2, "x", easy=msgspec.structs.replace(WIFI.easy, lead="あ" * 10_000))).encode(),
            "handout_broken",
        ),
    ],
    ids=["large", "brackets", "digits", "version", "bytes", "http", "number in address", "no steps", "picture", "long"],
)
def test_what_cannot_be_kept_is_a_sentence_and_changes_nothing(desk: Desk, source: bytes, code: str) -> None:
    assert refused(desk, source) == code
    assert desk.store.facts.where(OwnHandout, "1", []) == []


def test_the_register_is_remembered(desk: Desk) -> None:
    from desktop.app.handouts import choose_register, handouts_for

    assert handouts_for(desk, []).register is Register.STANDARD
    choose_register(desk, Register.EASY)
    assert handouts_for(desk, []).register is Register.EASY


def test_what_headquarters_sent_is_named_in_the_next_exchange(desk: Desk) -> None:
    assert desk.store.outbox.handouts_held() == ()
    come_from_hq(desk, of_version(2, "Two"), of_version(3, "Three"))
    assert desk.store.outbox.handouts_held() == (HandoutHeld("H01", 3),)
    come_from_hq(desk, of_version(3, "Other"))
    assert given(desk) == "Three"


def test_two_laptops_that_make_the_same_version_agree_on_the_later_word(tmp_path: Path, clock: FixedClock) -> None:
    with two_laptops(tmp_path, clock) as (first, second):
        keep(first, of_version(2, "First"))
        clock.advance(minutes=1)
        keep(second, of_version(2, "Second"))
        meet(first, second)
        assert (given(first), given(second)) == ("Second", "Second")
        assert [each.version for each in handout_versions(first, "H01")] == [2, 1]
