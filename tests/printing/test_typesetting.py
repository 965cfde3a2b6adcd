"""Lines of marked text: phrases, marks at line ends, ruby over its own base, and the text as it is copied."""

from collections.abc import Sequence
from io import BytesIO
from itertools import accumulate, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pypdf import PdfReader

from core.marked_text import Span, parse_marked, plain_text
from core.paper.fonts import REGULAR, text_width
from core.paper.layout import A5, Sheet
from core.paper.wrapping import NEVER_FIRST, NEVER_LAST
from desktop.printing.typesetting import RUBY_SHARE, Line, Placed, draw_paragraph, set_paragraph

SIZE = 14.0
SENTENCE = "{設定|せってい}の{画面|がめん}で、*「Wi-Fi」*を{押|お}します。ほかの{人|ひと}に{教|おし}えないでください。"

_WORDS = st.text("あいのはを、。「」（）ーっゃッヵゝ々！％‥〝〟￥設定画面Wi-Fi 12𠮷", min_size=1, max_size=12)
_SPANS = st.lists(
    st.builds(Span, _WORDS, st.just(""), st.booleans())
    | st.builds(
        Span, st.text("設定画面志", min_size=1, max_size=3), st.text("せってこころざし", min_size=1, max_size=7)
    ),
    min_size=1,
    max_size=10,
).map(tuple)
_WIDTHS = st.floats(60, 400)


def _text(line: Line) -> str:
    return "".join(placed.text for placed in line)


@given(_SPANS, _WIDTHS)
def test_nothing_is_lost_and_nothing_stands_out(spans: tuple[Span, ...], width: float) -> None:
    lines = set_paragraph(spans, SIZE, width)
    assert "".join(map(_text, lines)) == plain_text(spans)
    for line in lines:
        blank = len(_text(line)) - len(_text(line).rstrip())
        reach = sum(placed.width for placed in line) - blank * SIZE
        assert reach <= width + 0.01 or len(line) == 1


@given(_SPANS, _WIDTHS)
def test_ruby_stays_whole_over_its_base(spans: tuple[Span, ...], width: float) -> None:
    placed = [each for line in set_paragraph(spans, SIZE, width) for each in line]
    assert [(each.text, each.ruby) for each in placed if each.ruby] == [(s.text, s.ruby) for s in spans if s.ruby]
    for each in placed:
        assert each.width >= text_width(each.ruby, REGULAR, SIZE * RUBY_SHARE) - 0.01


@given(_SPANS)
def test_pieces_of_a_line_never_stand_over_each_other(spans: tuple[Span, ...]) -> None:
    for line in set_paragraph(spans, SIZE, 200):
        for left, right in pairwise(line):
            assert right.x == pytest.approx(left.x + left.width)


@given(_SPANS, _WIDTHS)
@example((Span("11「"), Span("定定定", "こ"), Span("‥‥")), 63.0).via("what belongs together goes on over three lines")
def test_no_line_begins_or_ends_with_what_must_not_unless_it_has_no_room(spans: tuple[Span, ...], width: float) -> None:
    lines = set_paragraph(spans, SIZE, width)
    pieces = [piece for line in lines for piece in line]
    for end in accumulate(map(len, lines[:-1])):
        if _clings(pieces, end):
            assert _clinging_width(pieces, end) > width


def _clings(pieces: Sequence[Placed], place: int) -> bool:
    """Whether the piece of this place must stand on the line of the one before it."""
    return pieces[place].text[0] in NEVER_FIRST or pieces[place - 1].text[-1] in NEVER_LAST


def _clinging_width(pieces: Sequence[Placed], place: int) -> float:
    """How wide the pieces around a line's end are that belong together."""
    start, end = place - 1, place + 1
    while start > 0 and _clings(pieces, start):
        start -= 1
    while end < len(pieces) and _clings(pieces, end):
        end += 1
    return sum(piece.width for piece in pieces[start:end])


_MARKED_WORDS = st.lists(
    st.tuples(
        st.sampled_from(["", "（", "「「"]),
        st.text("あいのは設定", min_size=1, max_size=3),
        st.sampled_from(["", "せ"]),
        st.sampled_from(["", "。", "」、", "）", "ーっ"]),
    ),
    min_size=1,
    max_size=20,
)


@given(_MARKED_WORDS)
def test_closing_marks_never_begin_a_line_and_opening_ones_never_end_it(
    words: list[tuple[str, str, str, str]],
) -> None:
    spans = [span for before, word, ruby, after in words for span in (Span(before), Span(word, ruby), Span(after))]
    lines = [_text(line) for line in set_paragraph(tuple(spans), SIZE, 8 * SIZE)]
    assert not [line for line in lines[1:] if line[0] in NEVER_FIRST]
    assert not [line for line in lines[:-1] if line[-1] in NEVER_LAST]


def test_a_line_breaks_between_phrases() -> None:
    lines = [_text(line) for line in set_paragraph(parse_marked("つぎに画面の上を押してください。"), SIZE, 9.5 * SIZE)]
    assert lines == ["つぎに画面の上を", "押してください。"]


def test_line_breaks_of_the_text_are_kept() -> None:
    assert [_text(line) for line in set_paragraph(parse_marked("一\n\n二"), SIZE, 200)] == ["一", "", "二"]


def test_the_text_is_copied_line_by_line_and_the_ruby_too() -> None:
    sheet = Sheet(A5, "ふりがな")
    lines = set_paragraph(parse_marked(SENTENCE), SIZE, 300)
    assert draw_paragraph(sheet, 40, 500, lines, SIZE, 1.75) == pytest.approx(500 - len(lines) * SIZE * 1.75)
    copied = PdfReader(BytesIO(sheet.finish())).pages[0].extract_text().splitlines()
    for line in lines:
        assert _text(line) in [each.strip() for each in copied]
    assert "せっていがめんお" in "".join(copied).replace(" ", "")


@given(_WIDTHS, st.booleans())
def test_a_mark_behind_a_long_address_stays_with_its_last_letter(width: float, strong: bool) -> None:
    spans = (Span("（"), Span("https://www.example.jp/" + "a" * 40, "", strong), Span("）。"))
    lines = [_text(line) for line in set_paragraph(spans, SIZE, width)]
    assert "".join(lines) == plain_text(spans)
    assert not [line for line in lines[1:] if line[0] in NEVER_FIRST]
    assert not [line for line in lines[:-1] if line[-1] in NEVER_LAST]
