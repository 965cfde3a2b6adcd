import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.paper.fonts import REGULAR, printable, text_width
from core.paper.wrapping import (
    NEVER_FIRST,
    NEVER_LAST,
    shorten,
    size_that_fits,
    wrap,
    wrap_at_most,
    wrap_evenly,
    wrap_phrases,
)

SIZE = 10.0
_PRINTED = st.text(st.sampled_from("あいうえお漢字、。（）「」・ー ABC xyz-/12\n"), max_size=60)


@given(_PRINTED, st.floats(60, 300))
def test_no_line_is_wider_than_the_column(text: str, width: float) -> None:
    assert all(text_width(line, REGULAR, SIZE) <= width for line in wrap(text, REGULAR, SIZE, width))


@given(_PRINTED, st.floats(60, 300))
def test_nothing_but_blanks_is_lost(text: str, width: float) -> None:
    assert "".join("".join(wrap(text, REGULAR, SIZE, width)).split()) == "".join(printable(text).split())


def test_a_line_neither_begins_with_a_full_stop_nor_ends_with_a_bracket() -> None:
    assert wrap("あいうえお。", REGULAR, SIZE, 5.2 * SIZE)[1][0] != "。"
    assert not wrap("あいうえ「お」", REGULAR, SIZE, 5.2 * SIZE)[0].endswith("「")


@given(
    st.text(st.sampled_from("あ漢、。（）「」ーっッゝ々！？％￥ABCxyz12"), min_size=2, max_size=60), st.floats(30, 300)
)
def test_marks_stand_apart_only_where_no_line_has_room_for_both(text: str, width: float) -> None:
    lines, place = wrap(text, REGULAR, SIZE, width), 0
    assert "".join(lines) == printable(text)
    for line in lines[:-1]:
        place += len(line)
        if text[place] in NEVER_FIRST or text[place - 1] in NEVER_LAST:
            assert text_width(_clinging(text, place), REGULAR, SIZE) > width


def _clinging(text: str, place: int) -> str:
    """What belongs together around a break."""
    start, end = place - 1, place + 1
    while start > 0 and (text[start] in NEVER_FIRST or text[start - 1] in NEVER_LAST):
        start -= 1
    while end < len(text) and (text[end] in NEVER_FIRST or text[end - 1] in NEVER_LAST):
        end += 1
    return text[start:end]


@pytest.mark.parametrize("mark", list("、。」）ーっゃッヮヵ々ゝヽ〟゛〜！％｡｣ｯㇷ"))
def test_each_of_these_begins_no_line(mark: str) -> None:
    assert not any(line.startswith(mark) for line in wrap(f"あいうえお{mark}かき", REGULAR, SIZE, 5.4 * SIZE)[1:])


@pytest.mark.parametrize("mark", list("「（『【〝￥｢"))
def test_each_of_these_ends_no_line(mark: str) -> None:
    assert not any(line.endswith(mark) for line in wrap(f"あいうえ{mark}かき", REGULAR, SIZE, 5.4 * SIZE)[:-1])


def test_a_latin_word_stays_whole() -> None:
    assert "Community" in wrap("西東京市 Tanashi Community Centre", REGULAR, SIZE, 70)[-2]


def test_line_breaks_are_kept() -> None:
    assert wrap("一\n\n二", REGULAR, SIZE, 100) == ("一", "", "二")


def test_a_label_is_broken_at_its_phrases() -> None:
    label = "二次元コード（QR）の読み取り"
    assert wrap_phrases(label, REGULAR, 8.5, 96) == ("二次元コード", "（QR）の読み取り")


@given(st.text(st.sampled_from("あ漢・（）ABC "), max_size=30))
def test_phrases_lose_nothing(text: str) -> None:
    joined = "".join(wrap_phrases(text, REGULAR, SIZE, 80))
    assert "".join(joined.split()) == "".join(text.split())


def test_a_heading_is_broken_evenly() -> None:
    assert wrap_evenly("途中で終了", REGULAR, 9, 40) == ("途中で", "終了")


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_too_much_text_ends_in_an_ellipsis(lines: int) -> None:
    wrapped = wrap_at_most("長い会場の名前" * 20, REGULAR, SIZE, 100, lines)
    assert len(wrapped) == lines
    assert wrapped[-1].endswith("…")


def test_a_short_text_is_not_shortened() -> None:
    assert shorten("公民館", REGULAR, SIZE, 100) == "公民館"


@given(st.text(st.sampled_from("漢字かなABC"), min_size=1, max_size=30))
def test_the_size_that_fits_fits_or_is_the_smallest(text: str) -> None:
    size = size_that_fits(text, REGULAR, 120, 16, 8)
    assert size == 8 or text_width(text, REGULAR, size) <= 120
