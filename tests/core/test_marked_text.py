import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.marked_text import Span, marked, parse_marked, plain_text
from core.problem import Problem

_CHARACTERS = st.characters(exclude_characters="\n", categories=("L", "M", "N", "P", "S", "Zs", "Cf", "Co"))
_TEXTS = st.text(_CHARACTERS, min_size=1, max_size=8)
_BASES = st.text("設定画面漢字𠮷", min_size=1, max_size=4)
_RUBY = st.text("せっていがめんかんじ", min_size=1, max_size=6)
_SPANS = st.lists(
    st.builds(Span, _TEXTS, st.just(""), st.booleans()) | st.builds(Span, _BASES, _RUBY, st.booleans()), max_size=8
)


def test_ruby_and_emphasis_are_read() -> None:
    assert parse_marked("{設定|せってい}で*「{W|ダブリュー}」*を押します。") == (
        Span("設定", "せってい"),
        Span("で"),
        Span("「", "", strong=True),
        Span("W", "ダブリュー", strong=True),
        Span("」", "", strong=True),
        Span("を押します。"),
    )


def test_a_backslash_takes_the_meaning_from_a_mark() -> None:
    assert parse_marked(r"\*\{\|\}\\") == (Span("*{|}\\"),)


@given(_SPANS)
def test_what_is_written_is_read_back(spans: list[Span]) -> None:
    read = parse_marked(marked(tuple(spans)))
    assert plain_text(read) == plain_text(tuple(spans))
    assert [span for span in read if span.ruby] == [span for span in spans if span.ruby]
    assert parse_marked(marked(read)) == read


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("あ{設定", "1行目の2文字目"),
        ("いい\nう}", "2行目の2文字目"),
        ("*おわらない", "1行目の1文字目"),
        ("{|よみ}", "1行目の1文字目"),
        ("{設定|}", "1行目の1文字目"),
        ("a|b", "1行目の2文字目"),
        ("おわり\\", "1行目の4文字目"),
    ],
)
def test_a_broken_mark_is_told_with_its_place(text: str, place: str) -> None:
    with pytest.raises(Problem) as told:
        parse_marked(text)
    assert told.value.code == "markup_broken"
    assert place in told.value.sentence


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        spans = parse_marked(text)
    except Problem:
        return
    assert plain_text(parse_marked(marked(spans))) == plain_text(spans)
