"""The ten handouts are easy to read, and a broken or overriding one is told or obeyed rightly."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.assets import asset_path
from core.catalogue import load_catalogue
from core.handouts import (
    Handout,
    Handouts,
    Picture,
    Register,
    Wording,
    load_handout,
    load_handouts,
    shipped_handouts,
    texts,
)
from core.marked_text import Spans, parse_marked, plain_text
from core.number_guard import guard
from core.plain_words import long_sentences, unexplained, without_ruby, words_of
from core.problem import Problem

SHIPPED = shipped_handouts()
WORDINGS = [(handout, register) for handout in SHIPPED for register in Register]
NAMES = [f"{handout.id}-{register}" for handout, register in WORDINGS]
KANA = frozenset(chr(code) for code in (*range(0x3041, 0x3097), *range(0x30A1, 0x30FB), 0x30FC))
SOURCE = asset_path("catalogue", "handouts", "H01.toml").read_text("utf-8")

every_wording = pytest.mark.parametrize(("handout", "register"), WORDINGS, ids=NAMES)


def spans_of(wording: Wording) -> list[Spans]:
    return [parse_marked(text) for _, text in texts(wording)]


def sentences(handout: Handout, register: Register) -> Iterator[str]:
    wording = handout.wording(register)
    for _, text in texts(wording):
        if text not in (wording.title, wording.page):
            yield plain_text(parse_marked(text))


def broken(source: str) -> Problem:
    with pytest.raises(Problem) as refused:
        load_handout(source.encode())
    return refused.value


def changed(**fields: str) -> Handout:
    """The first handout with other values at its head."""
    lines = [line for line in SOURCE.splitlines() if line.partition(" = ")[0] not in fields]
    head = [f"{name} = {value}" for name, value in fields.items()]
    return load_handout("\n".join((*head, *lines)).encode())


def test_there_are_ten_and_each_is_for_topics_of_the_catalogue() -> None:
    topics = {topic.code for topic in load_catalogue(asset_path("catalogue", "topics.toml")).topics()}
    assert [handout.id for handout in SHIPPED] == [f"H{number:02}" for number in range(1, 11)]
    offered = [topic for handout in SHIPPED for topic in handout.topics]
    assert set(offered) <= topics
    assert len(set(offered)) == len(offered)


@every_wording
def test_a_handout_has_six_to_ten_steps_and_says_what_to_do_and_never_to_do(
    handout: Handout, register: Register
) -> None:
    wording = handout.wording(register)
    assert 6 <= len(wording.steps) <= 10
    assert wording.trouble
    assert wording.never


@every_wording
def test_sentences_are_short_and_polite(handout: Handout, register: Register) -> None:
    for text in sentences(handout, register):
        assert not long_sentences(text)
        assert text.endswith("。")
        for sentence in filter(None, text.split("。")):
            assert sentence.endswith(("ます", "です", "ません", "ました", "ください")), sentence


@every_wording
def test_no_loan_word_is_left_unexplained(handout: Handout, register: Register) -> None:
    assert unexplained(words_of(spans_of(handout.wording(register)))) == []


@pytest.mark.parametrize("handout", SHIPPED.all, ids=lambda handout: handout.id)
def test_every_kanji_of_the_easy_register_has_its_reading_in_kana(handout: Handout) -> None:
    for spans in spans_of(handout.easy):
        assert without_ruby(spans) == ""
        assert all(set(span.ruby) <= KANA for span in spans)


@pytest.mark.parametrize("handout", SHIPPED.all, ids=lambda handout: handout.id)
def test_sound_words_stay_out_of_the_easy_register(handout: Handout) -> None:
    assert not any("ポン" in plain_text(spans) for spans in spans_of(handout.easy))


@every_wording
def test_the_number_guard_lets_every_text_pass(handout: Handout, register: Register) -> None:
    for text in sentences(handout, register):
        assert guard(text) == text


def test_where_the_two_kinds_of_phone_differ_both_are_told() -> None:
    steps = [step for handout, register in WORDINGS for step in handout.wording(register).steps]
    assert all(bool(step.android) == bool(step.iphone) for step in steps if step.icon is not Picture.FINGER)
    assert sum(bool(step.android) for step in steps) >= 10


def test_every_picture_is_there_and_no_file_is_left_over() -> None:
    files = {file.name for file in asset_path("pictures").iterdir()}
    assert files == {f"{picture}.svg" for picture in Picture}


@pytest.mark.parametrize("handout", SHIPPED.all, ids=lambda handout: handout.id)
def test_names_on_screens_and_telephone_numbers_carry_a_day_of_their_own(handout: Handout) -> None:
    assert handout.ages


def test_the_first_day_of_all_is_when_it_is_checked_again() -> None:
    page = load_handout(SOURCE.replace("2027-03-31", "2027-02-01", 1).encode())
    name = load_handout(SOURCE.replace("2027-03-31", "2027-05-01", 1).encode())
    assert (page.next_check(), name.next_check()) == (date(2027, 2, 1), date(2027, 3, 31))


@pytest.mark.parametrize(
    ("old", "new", "code", "told"),
    [
        (
            "text = '*「Wi-Fi」*を押します。'",
            "text = '*「Wi-Fi」を押します。'",
            "handout_markup",
            "「手順2」で、1行目の1文字目",
        ),
        ("{設定|せってい}", "{設定せってい}", "handout_markup", "H01（やさしい日本語）の「手順1」"),
        ('icon = "wifi"', 'icon = "radio"', "handout_broken", "30行目"),
        ("{設定|せってい}", "{設定|" + "せ" * 41 + "}", "handout_markup", "長すぎます"),
        ("*「Wi-Fi」*を", "あ" * 201, "handout_broken", "30行目"),
        ("version = 1", "version = 0", "handout_broken", "正しくありません"),
        ("https://", "http://", "handout_broken", "正しくありません"),
        ("version = 1", "version =", "handout_broken", "3行目"),
        ('id = "H01"', 'id = "X1"', "handout_broken", "正しくありません"),
    ],
)
def test_a_broken_text_is_told_with_its_place(old: str, new: str, code: str, told: str) -> None:
    assert old in SOURCE
    problem = broken(SOURCE.replace(old, new, 1))
    assert problem.code == code
    assert told in problem.sentence
    assert problem.next_step


@given(st.text("あ漢{}|*\\", min_size=1, max_size=12))
def test_any_marks_make_a_handout_or_a_problem_that_names_the_step(marks: str) -> None:
    source = SOURCE.replace("'*「Wi-Fi」*を押します。'", f"'{marks}'", 1)
    if fits(marks):
        assert load_handout(source.encode()).standard.steps[1].text == marks
    else:
        problem = broken(source)
        assert problem.code == "handout_markup"
        assert "手順2" in problem.sentence


def fits(marks: str) -> bool:
    try:
        parse_marked(marks)
    except Problem:
        return False
    return True


def test_a_newer_version_replaces_its_elder_and_an_older_one_does_not() -> None:
    newer, same = changed(version="2", en='"Newer"'), changed(en='"Same"')
    here = SHIPPED.with_own([newer])
    assert here.handout("H01") == newer
    assert [each.id for each in here] == [each.id for each in SHIPPED]
    assert SHIPPED.with_own([same]).handout("H01").en == "Connecting to Wi-Fi"
    assert here.with_own([changed()]).handout("H01") == newer


def test_a_place_s_own_handout_stands_first_for_its_topic() -> None:
    own = changed(id='"V01"')
    here = SHIPPED.with_own([own])
    assert here.for_topic("T02-01") == own
    assert here.for_topic("T05-01") == SHIPPED.handout("H06")


def test_nothing_stands_in_for_a_handout_that_is_not_there() -> None:
    assert SHIPPED.for_topic("T10-01") is None
    assert SHIPPED.find("V99") is None
    assert Handouts(()).for_topic("T02-01") is None
    with pytest.raises(Problem) as refused:
        SHIPPED.handout("V99")
    assert refused.value.code == "handout_unknown"


def test_a_folder_is_read_in_the_order_of_its_ids() -> None:
    assert load_handouts(asset_path("catalogue", "handouts")).all == SHIPPED.all
