"""Once per showing: what the camera tells of what it sees, picture by picture."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from core.card_code import Code, CodeKind, with_check
from desktop.devices.showing import PAUSE_SECONDS, SWAP_SECONDS, Showing, Unread

A = "MC6HFT7GJ2RGF1CG"
B = with_check(CodeKind.CARD, "0123456789CD")
FOREIGN = "MyNumber:123456789018"
FRAME = 0.1


def told(*scenes: tuple[Iterable[str], float]) -> list[str]:
    """What is told while each scene is seen for so many seconds, ten pictures a second."""
    showing, at, news = Showing(), 100.0, list[str]()
    for texts, seconds in scenes:
        for _ in range(round(seconds / FRAME)):
            new = showing.look(texts, at)
            if new is not None:
                news.append(new.text if isinstance(new, Code) else new.name)
            at += FRAME
    return news


def test_a_card_held_before_the_camera_is_one_scan() -> None:
    assert told(([A], 20)) == [A]


def test_a_card_that_is_lost_for_moments_is_still_one_scan() -> None:
    assert told(([A], 1), ([], PAUSE_SECONDS - FRAME * 2), ([A], 1), ([], 1), ([A], 5)) == [A]


def test_after_a_pause_it_is_another_scan() -> None:
    assert told(([A], 1), ([], PAUSE_SECONDS + FRAME), ([A], 1)) == [A, A]


def test_another_card_is_read_at_once_and_the_first_again_soon_after() -> None:
    assert told(([A], 1), ([B], 1), ([], SWAP_SECONDS - 0.5), ([A], 1)) == [A, B, A]


def test_two_cards_of_which_now_one_and_now_the_other_is_seen_are_two_scans() -> None:
    flicker = [([A], FRAME), ([B], FRAME), ([A], FRAME), ([], FRAME)] * 30
    assert told(*flicker) == [A, B]


def test_of_two_cards_at_once_none_is_read_until_one_is_left() -> None:
    assert told(([A, B], 2)) == ["SEVERAL"]
    assert told(([A, B], 2), ([A], 2)) == ["SEVERAL", A]
    assert told(([A, B], 1), ([A], 0.3), ([A, B], 1)) == ["SEVERAL"]


def test_a_card_that_was_read_is_not_read_again_when_a_second_one_comes_and_goes() -> None:
    assert told(([A], 1), ([A, B], 5), ([A], 5)) == [A, "SEVERAL"]


def test_a_foreign_code_is_told_once_however_long_it_is_held() -> None:
    assert told(([FOREIGN], 20)) == ["FOREIGN"]
    assert told(([FOREIGN], 2), ([], 1), (["https://example.jp/"], 2)) == ["FOREIGN"]
    assert told(([FOREIGN], 2), ([], PAUSE_SECONDS), ([FOREIGN], 2)) == ["FOREIGN", "FOREIGN"]


def test_a_foreign_code_beside_a_card_or_for_a_blink_is_not_told() -> None:
    assert told(([FOREIGN, A], 5)) == [A]
    assert told(([FOREIGN], 0.4), ([A], 1), ([FOREIGN], 2)) == [A]


def test_a_misread_code_of_ours_is_foreign() -> None:
    assert told(([A[:-1] + "0"], 2)) == ["FOREIGN"]


@given(st.lists(st.lists(st.sampled_from([A, B, FOREIGN, ""]), max_size=4), max_size=200))
def test_whatever_is_seen_no_card_is_told_twice_within_a_swap(pictures: list[list[str]]) -> None:
    showing, last = Showing(), dict[str, float]()
    for number, texts in enumerate(pictures):
        at = number * FRAME
        new = showing.look(texts, at)
        if isinstance(new, Code):
            assert {A, B} & set(texts) == {new.text}
            assert at - last.get(new.text, -100.0) >= SWAP_SECONDS
            last[new.text] = at
        elif new is Unread.FOREIGN:
            assert texts
            assert not {A, B} & set(texts)
