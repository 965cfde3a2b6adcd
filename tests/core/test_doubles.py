"""Which of several receptions of one visitor count."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.conflicts import Decision, about
from core.doubles import Reception, changed, doubles


def reception(key: str, at: str = "10:00", *, again: bool = False, double_of: str | None = None) -> Reception:
    return Reception(key, at, again, double_of)


def test_the_earliest_counts_and_the_others_do_not() -> None:
    three = [reception("a", "10:02"), reception("b", "10:00"), reception("c", "10:01")]
    assert doubles(three, {}) == {"a": "b", "b": None, "c": "b"}


def test_at_the_same_moment_the_id_decides() -> None:
    assert doubles([reception("b"), reception("a")], {}) == {"a": None, "b": "a"}


def test_what_was_asked_to_count_again_counts() -> None:
    assert doubles([reception("a"), reception("b", "11:00", again=True)], {}) == {"a": None, "b": None}


def test_a_reception_is_one_with_somebody_who_only_came_again() -> None:
    assert doubles([reception("a", again=True), reception("b", "11:00")], {}) == {"a": None, "b": "a"}


def test_two_visits_count_twice_once_somebody_says_so() -> None:
    pair = [reception("a"), reception("b", "11:00")]
    assert doubles(pair, {about("b", "a"): Decision.TWO}) == {"a": None, "b": None}
    assert doubles(pair, {about("a", "b"): Decision.ONE}) == {"a": None, "b": "a"}
    assert doubles(pair, {about("a", "b"): Decision.OPEN}) == {"a": None, "b": "a"}


def test_the_third_is_compared_with_each_that_counts() -> None:
    three = [reception("a"), reception("b", "11:00"), reception("c", "12:00")]
    apart = {about("a", "b"): "two"}
    assert doubles(three, apart)["c"] == "a"
    assert doubles(three, {**apart, about("a", "c"): "two"})["c"] == "b"
    assert doubles(three, {**apart, about("b", "c"): "one"})["c"] == "b"
    assert doubles(three, {**apart, about("a", "c"): "two", about("b", "c"): "two"})["c"] is None


def test_only_what_counts_otherwise_than_before_is_written() -> None:
    pair = [reception("a", double_of="x"), reception("b", "11:00", double_of="a"), reception("c", "11:01")]
    assert changed(pair, {}) == {"a": None, "c": "a"}


_KEYS = "abcd"
_RECEPTIONS = st.lists(
    st.builds(reception, st.sampled_from(_KEYS), st.sampled_from(["10:00", "10:01"]), again=st.booleans()),
    unique_by=lambda each: each.attendance_id,
)
_DECIDED = st.dictionaries(
    st.tuples(st.sampled_from(_KEYS), st.sampled_from(_KEYS)).map(lambda pair: about(*pair)), st.sampled_from(Decision)
)


@given(_RECEPTIONS, _DECIDED)
def test_order_does_not_matter_and_every_double_stands_behind_one_that_counts(
    receptions: Sequence[Reception], decided: dict[str, Decision]
) -> None:
    found = doubles(receptions, decided)
    assert doubles(reversed(receptions), decided) == found
    assert not changed([replace(each, double_of=found[each.attendance_id]) for each in receptions], decided)
    for key, double_of in found.items():
        assert double_of is None or found[double_of] is None
        assert double_of is None or decided.get(about(key, double_of)) != Decision.TWO
    assert not receptions or None in found.values()
