"""The digits of a slip, and what they say when they are typed."""

from datetime import date, time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.assets import asset_path
from core.catalogue import load_catalogue
from core.facts import OwnTopic
from core.own_topics import with_own
from core.slip_digits import topic_digits
from core.slip_typing import SlipPlan, Step, offered, read_keys, slip_plan

CATALOGUE = load_catalogue(asset_path("catalogue", "topics.toml"))
DAY = date(2026, 11, 21)
KNOWN = slip_plan(CATALOGUE, DAY, asks_band=False, minutes=15)
BLANK = slip_plan(CATALOGUE, DAY, asks_band=True, minutes=None)


def own(code: str) -> OwnTopic:
    return OwnTopic(topic_id=code, topic=code, ja=code, reading="", en=code, valid_from="2026-04-01")


def test_every_topic_has_two_digits_of_its_own() -> None:
    digits = topic_digits(CATALOGUE)
    assert set(digits) == {topic.code for topic in CATALOGUE.topics()}
    assert len(set(digits.values())) == len(digits)
    assert digits["T02-01"] == "21"
    assert digits["T10-02"] == "02"
    assert digits["T99-01"] == "99"


def test_new_topics_change_no_digits_of_old_ones() -> None:
    before = topic_digits(with_own(CATALOGUE, [own("V01-01")]))
    group = next(group for group in CATALOGUE.groups if group.code == "T04")
    more = msgspec.structs.replace(
        group, topics=(*group.topics, msgspec.structs.replace(group.topics[0], code="T04-08"))
    )
    grown = msgspec.structs.replace(CATALOGUE, groups=(*(g for g in CATALOGUE.groups if g is not group), more))
    after = topic_digits(with_own(grown, [own("V01-01"), own("V01-02")]))
    assert after | before == after


def test_with_more_than_a_hundred_topics_the_last_have_no_digits() -> None:
    digits = topic_digits(with_own(CATALOGUE, [own(f"V01-{number:02d}") for number in range(1, 90)]))
    assert len(set(digits.values())) == len(digits) == 100


def test_three_keys_say_topic_and_outcome_where_the_minutes_are_known() -> None:
    read = read_keys(KNOWN, "211")
    assert (read.step, read.topics, read.outcome, read.minutes) == (Step.DONE, ("T02-01",), "O1", 15)


def test_a_slip_of_a_day_on_paper_tells_band_and_minutes_too() -> None:
    read = read_keys(BLANK, "82113")
    assert (read.step, read.band, read.topics, read.outcome, read.minutes) == (Step.DONE, "70s", ("T02-01",), "O1", 15)


def test_times_that_are_written_give_the_minutes_and_the_beginning() -> None:
    read = read_keys(BLANK, "0211.13051320")
    assert (read.step, read.band, read.minutes, read.starts) == (Step.DONE, "unknown", 15, time(13, 5))


def test_more_topics_follow_a_point_and_a_referral_its_outcome() -> None:
    read = read_keys(KNOWN, "21.6441")
    assert (read.topics, read.outcome, read.follow_up) == (("T02-01", "T06-04"), "O4", "O4-shop")
    assert read_keys(KNOWN, "2140").follow_up == ""
    assert read_keys(KNOWN, "2140").step is Step.DONE


@pytest.mark.parametrize(
    "keys",
    ["65", "2x", "20", "219", "2111", "0211.25", "0211.1370", "0211.13201305", "0211.08001300", "..", "９", "2118"],
)
def test_a_key_that_says_nothing_is_refused(keys: str) -> None:
    plan = BLANK if keys.startswith("0") else KNOWN
    with pytest.raises(ValueError, match=r".+"):
        read_keys(plan, keys)


@given(st.text("0123456789.", max_size=20), st.booleans(), st.sampled_from([None, 15]))
def test_whatever_is_typed_is_read_or_refused_and_what_is_offered_is_accepted(
    keys: str, asks_band: bool, minutes: int | None
) -> None:
    plan = slip_plan(CATALOGUE, DAY, asks_band=asks_band, minutes=minutes)
    taken = ""
    for key in keys:
        try:
            read_keys(plan, taken + key)
            taken += key
        except ValueError:
            continue
    read = read_keys(plan, taken)
    assert (read.step is Step.DONE) == (bool(read.topics and read.outcome) and read.minutes is not None)
    for key in offered(plan, read):
        read_keys(plan, taken + key)


def test_a_plan_offers_what_the_paper_shows() -> None:
    assert isinstance(BLANK, SlipPlan)
    assert set(BLANK.topics.values()) == {topic.code for topic in CATALOGUE.topics_on(DAY)}
    assert list(offered(KNOWN, read_keys(KNOWN, ""))) == list("1234567890")
    assert offered(KNOWN, read_keys(KNOWN, "2"))["1"] == "T02-01"
