"""A handout's text as lines: what is written is read back, and every fault is told with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.handout_lines import PICTURE_NAMES, Fault, FaultKind, Part, lines_of, read_lines
from core.handouts import Picture, Register, Step, Wording, shipped_handouts
from core.marked_text import Span, marked

WORDING = shipped_handouts().handout("H01").standard
LINES = lines_of(WORDING)
KINDS = st.sampled_from("あ漢ー。a{}|*\\（）：: 9")
TEXTS = st.text(KINDS, min_size=1, max_size=20).map(str.strip).filter(bool).map(lambda text: marked((Span(text),)))
STEPS = st.builds(Step, st.sampled_from(Picture), TEXTS, st.none() | TEXTS, st.none() | TEXTS)
ITEMS = st.lists(TEXTS, max_size=3).map(tuple)
WORDINGS = st.builds(Wording, TEXTS, TEXTS, st.lists(STEPS, min_size=1, max_size=12).map(tuple), ITEMS, ITEMS, TEXTS)


def faults(text: str) -> list[Fault]:
    return list(read_lines(text).faults)


def changed(old: str, new: str) -> list[tuple[FaultKind, int, str]]:
    assert old in LINES
    return [(each.kind, each.line, each.word) for each in faults(LINES.replace(old, new, 1))]


@pytest.mark.parametrize("register", Register)
def test_every_shipped_text_is_the_same_after_it_was_lines(register: Register) -> None:
    for handout in shipped_handouts():
        wording = handout.wording(register)
        assert read_lines(lines_of(wording)).wording == wording


@given(WORDINGS)
def test_any_text_is_the_same_after_it_was_lines(wording: Wording) -> None:
    assert read_lines(lines_of(wording)).wording == wording


@given(st.text(st.sampled_from("題名手順Android（）:：\n*{|}漢あ 1234567890"), max_size=60))
def test_whatever_is_typed_is_understood_or_has_a_fault(text: str) -> None:
    read = read_lines(text)
    assert (read.wording is None) == bool(read.faults)
    assert all(0 <= each.line <= text.count("\n") + 1 for each in read.faults)


def test_every_picture_has_a_name_of_its_own() -> None:
    assert set(PICTURE_NAMES) == set(Picture)
    assert len(set(PICTURE_NAMES.values())) == len(Picture)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("題名：", "題名", (FaultKind.NO_PART, 1, "")),
        ("手順（歯車）", "手順（ラジオ）", (FaultKind.PICTURE, 3, "ラジオ")),
        ("*「設定」*", "*「設定」", (FaultKind.MARK, 3, "*")),
        ("*「設定」*", "{設定", (FaultKind.MARK, 3, "{")),
        ("*「設定」*", "{設定|" + "せ" * 41 + "}", (FaultKind.LONG_RUBY, 3, "設定")),
        ("*「設定」*", "1234-5678-9018", (FaultKind.GUARDED, 3, "")),
        ("*「設定」*", "あ" * 10_000, (FaultKind.TOO_LONG, 3, "200")),
        ("はじめのことば：", "題名：", (FaultKind.TWICE, 2, Part.TITLE)),
        ("*「Wi-Fi」*を押します。", "", (FaultKind.EMPTY, 4, Part.STEP)),
        ("題名：", "Android：あ\n題名：", (FaultKind.NO_STEP, 1, Part.ANDROID)),
        ("iPhone：", "Android：", (FaultKind.NO_STEP, 6, Part.ANDROID)),
        ("手順（チェック）", "手順：あ\n" * 6 + "手順", (FaultKind.TOO_MANY, 19, "12")),
    ],
)
def test_a_fault_names_its_line_and_word(old: str, new: str, fault: tuple[FaultKind, int, str]) -> None:
    assert fault in changed(old, new)


def test_an_empty_text_lacks_all_that_must_be_there() -> None:
    assert {each.word for each in faults("")} == {Part.TITLE, Part.LEAD, Part.STEP, Part.PAGE}
    assert read_lines("").wording is None


def test_words_before_the_colon_may_be_typed_as_people_type() -> None:
    text = LINES.replace("Android：", " ａｎｄｒｏｉｄ : ").replace("手順（歯車）：", "手順 ( 歯車 ):")
    assert read_lines(text).wording == WORDING
    assert read_lines(LINES.replace("（歯車）", "", 1)).lines[2].picture is Picture.FINGER
