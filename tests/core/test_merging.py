"""Whatever was merged with whom, one record stands for each person, and all laptops say the same one."""

from hypothesis import given
from hypothesis import strategies as st

from core.merging import same_people, survivor

_IDS = st.sampled_from("abcdefgh")


def test_a_chain_ends_at_its_last_record() -> None:
    merges = {"a": "b", "b": "c"}
    assert [survivor(each, merges.get) for each in "abc"] == ["c", "c", "c"]
    assert survivor("x", merges.get) == "x"


def test_a_circle_has_one_survivor_for_all_members_and_all_that_lead_into_it() -> None:
    merges = {"b": "a", "a": "c", "c": "b", "d": "b"}
    assert {survivor(each, merges.get) for each in "abcd"} == {"a"}


@given(st.dictionaries(_IDS, _IDS))
def test_who_is_merged_has_the_survivor_of_whom_it_was_merged_into(merges: dict[str, str]) -> None:
    for one, into in merges.items():
        assert survivor(one, merges.get) == survivor(into, merges.get)


@given(st.dictionaries(_IDS, _IDS), st.sets(_IDS))
def test_the_same_people_are_all_with_the_same_survivor(merges: dict[str, str], asked: set[str]) -> None:
    standing = {survivor(each, merges.get) for each in asked}
    everybody = set("abcdefgh")
    assert same_people(asked, merges) == {each for each in everybody if survivor(each, merges.get) in standing}
