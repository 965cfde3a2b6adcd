"""Which receptions and consultations of one paper slip count."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from core.conflicts import Decision, about
from core.slip_doubles import SlipRow, moved


def row(
    visit: str,
    typed: str | None = None,
    *,
    at: str = "10:00",
    on: str = "",
    typed_on: str = "",
    by_number: int = 1,
    voided: int = 0,
) -> SlipRow:
    """A reception and what was typed; the laptop is the first letter of its id unless another is named."""
    entered = (typed, at, typed_on or typed[0], None) if typed else (None, None, None, None)
    return (visit, at, on or visit[0], by_number, voided, None, *entered)


def counted_with(rows: Sequence[SlipRow], decided: dict[str, str] | None = None) -> dict[str, str | None]:
    found = moved(rows, decided or {})
    return {**found.visits, **found.consultations}


def test_the_later_of_two_laptops_does_not_count_nor_what_it_typed() -> None:
    pair = [row("b1", "bc", at="11:00"), row("a1", "ac")]
    assert counted_with(pair) == {"b1": "a1", "bc": "ac"}


def test_one_laptop_alone_makes_no_double() -> None:
    assert counted_with([row("a1", "a-one"), row("a1", "a-two"), row("a2", "a-three")]) == {}


def test_who_was_received_by_card_goes_before_paper() -> None:
    assert counted_with([row("a1", "ac"), row("b1", "bc", at="11:00", by_number=0)]) == {"a1": "b1", "ac": "bc"}


def test_two_receptions_by_card_are_left_to_their_owners() -> None:
    assert counted_with([row("a1", by_number=0), row("b1", by_number=0)]) == {}


def test_two_laptops_typed_the_slip_of_one_reception() -> None:
    pair = [row("a1", "ac"), row("a1", "bc", at="11:00", on="a")]
    pair[1] = ("a1", "10:00", "a", 1, 0, None, "bc", "11:00", "b", None)
    assert counted_with(pair) == {"bc": "ac"}
    assert counted_with(pair, {about("ac", "bc"): Decision.TWO}) == {}


def test_a_decision_for_two_lets_all_of_it_count() -> None:
    pair = [row("a1", "ac"), row("b1", "bc", at="11:00")]
    assert counted_with(pair, {about("a1", "b1"): Decision.TWO}) == {}
    assert counted_with(pair, {about("a1", "b1"): Decision.OPEN}) == {"b1": "a1", "bc": "ac"}


def test_what_was_typed_of_a_voided_reception_counts_for_itself() -> None:
    double = ("b1", "11:00", "b", 1, 1, None, "bc", "11:00", "b", "ac")
    assert counted_with([row("a1", "ac"), double]) == {"bc": None}


_ROWS = st.lists(
    st.builds(
        lambda visit, typed, at, by_number, voided: row(visit, typed, at=at, by_number=by_number, voided=voided),
        st.sampled_from(["a1", "a2", "b1", "c1"]),
        st.one_of(st.none(), st.sampled_from(["a-x", "a-y", "b-x", "c-x"])),
        st.sampled_from(["10:00", "10:01"]),
        st.integers(0, 1),
        st.sampled_from([0, 0, 1]),
    ),
    unique_by=(lambda each: each[0], lambda each: each[6] or each[0]),
    min_size=2,
)
_IDS = ["a1", "a2", "b1", "c1", "a-x", "a-y", "b-x", "c-x"]
_DECIDED = st.dictionaries(
    st.tuples(st.sampled_from(_IDS), st.sampled_from(_IDS)).map(lambda pair: about(*pair)), st.sampled_from(Decision)
)


@given(_ROWS, _DECIDED)
def test_order_does_not_matter_and_every_double_stands_behind_one_that_counts(
    rows: Sequence[SlipRow], decided: dict[str, str]
) -> None:
    found = counted_with(rows, decided)
    assert counted_with(list(reversed(rows)), decided) == found
    assert not any(found.get(double_of) for double_of in found.values() if double_of)
    told = [(*each[:5], found.get(each[0]), *each[6:9], found.get(each[6] or "")) for each in rows]
    again = moved(told, decided)
    assert not again.visits
    assert not again.consultations
