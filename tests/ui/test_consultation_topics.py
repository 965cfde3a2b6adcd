"""Every topic is found as people type it, and what is missing is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.assets import asset_path
from core.catalogue import Topic, load_catalogue
from desktop.ui.screens.consultations.model import SHOWN_AT_MOST, TopicFinder, follow_up_day, missing
from tests.helpers.sites import MORNING

CATALOGUE = load_catalogue(asset_path("catalogue", "topics.toml"))
TODAY = MORNING.date()


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", None),
        ("12/5", "2026-12-05"),
        ("１／９", "2027-01-09"),
        ("2027-02-03", "2027-02-03"),
        ("11/21", "2026-11-21"),
    ],
)
def test_days_are_read_as_they_are_typed(typed: str, day: str | None) -> None:
    assert follow_up_day(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("らいん", "T05-01"), ("rain", "T05-01"), ("ライン", "T05-01"), ("ﾗｲﾝ", "T05-01"), ("T05-01", "T05-01"),
        ("0501", "T05-01"), ("shashin", "T01-03"), ("syasin", "T01-03"), ("wi-fi", "T02-01"), ("scam", "T09-02"),
        ("sagi", "T09-02"), ("まいなぽーたる", "T06-02"), ("mainapotaru", "T06-02"),
    ],
)  # fmt: skip
def test_topics_are_found_as_people_type_them(typed: str, code: str) -> None:
    assert code in [topic.code for topic in TopicFinder(CATALOGUE.groups_on(TODAY)).find(typed)]


@given(st.sampled_from(list(CATALOGUE.topics_on(TODAY))), st.data())
def test_every_topic_is_found_by_its_code_and_titles(topic: Topic, data: st.DataObject) -> None:
    typed = data.draw(st.sampled_from([topic.code, topic.code.lower(), topic.ja, topic.kana, topic.en]))
    assert topic in TopicFinder(CATALOGUE.groups_on(TODAY)).find(typed)


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        (("", "O1", 5), "相談の内容を選んでください。"),
        (("T01-01", "", 5), "結果を選んでください。"),
        (("T01-01", "O1", None), "かかった時間（分）を選んでください。"),
        (("T01-01", "O1", 0), ""),
    ],
)
def test_each_of_the_three_is_asked_for(chosen: tuple[str, str, int | None], sentence: str) -> None:
    assert missing(*chosen) == sentence


def _kana(topic: Topic) -> str:
    return topic.kana.split()[0]


@pytest.mark.parametrize("topic", CATALOGUE.topics_on(TODAY), ids=lambda topic: topic.code)
def test_every_topic_is_among_the_first_by_kana_romaji_and_english(topic: Topic) -> None:
    finder = TopicFinder(CATALOGUE.groups_on(TODAY))
    readings = [topic.kana, _kana(topic)]
    spelled = [spell(_kana(topic)) for spell in (hepburn, kunrei)]
    for typed in (*readings, *spelled, topic.ja, topic.en, topic.en.lower()):
        assert topic in finder.find(typed), typed


@pytest.mark.parametrize("topic", CATALOGUE.topics_on(TODAY), ids=lambda topic: topic.code)
def test_every_topic_stays_found_while_the_input_method_makes_kana_of_it(topic: Topic) -> None:
    """From the third letter on, each state that the IME shows: kana so far, and the consonant still to come."""
    finder = TopicFinder(CATALOGUE.groups_on(TODAY))
    for typed in half_typed(_kana(topic))[3:]:
        assert topic in finder.find(typed) or len(finder.find(typed)) == SHOWN_AT_MOST, typed


def hepburn(kana: str) -> str:
    """As Japanese who learnt it from signs type it."""
    return _spelled(kana, {})


def kunrei(kana: str) -> str:
    """As school teaches it and many type it."""
    return _spelled(kana, _KUNREI)


def half_typed(kana: str) -> list[str]:
    """What the input method shows after each key, typed in kunrei."""
    states = [""]
    for place, letter in enumerate(kana):
        first = kunrei(letter)[:1]
        if not letter.isascii() and first not in "aiueo":
            states.append(kana[:place] + first)
        states.append(kana[: place + 1])
    return states


_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの", "h": "はひふへほ",
    "m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ", "d": "だぢづでど", "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
}  # fmt: skip
_SMALL = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo", "ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o"}
_PLAIN = {kana: head + vowel for head, row in _ROWS.items() for kana, vowel in zip(row, "aiueo", strict=True)}
_PLAIN |= {"や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "を": "wo", "ん": "n", "ー": "-", "ゔ": "vu"}
_HEPBURN = {"し": "shi", "ち": "chi", "つ": "tsu", "ふ": "fu", "じ": "ji", "ぢ": "ji", "づ": "zu"}
_KUNREI = {"し": "si", "ち": "ti", "つ": "tu", "ふ": "hu", "じ": "zi", "ぢ": "di", "づ": "du"}


def _spelled(kana: str, school: dict[str, str]) -> str:
    spelled = {**_PLAIN, **_HEPBURN, **school}
    letters = ""
    for letter, after in zip(kana, f"{kana[1:]} ", strict=True):
        if letter in _SMALL:
            letters = _joined(letters, _SMALL[letter])
        elif letter == "っ":
            letters += spelled.get(after, "")[:1]
        else:
            letters += spelled.get(letter, letter)
    return letters


def _joined(letters: str, small: str) -> str:
    head = letters[:-1]
    soft = head.endswith(("sh", "ch", "j")) or not small.startswith("y")
    return head + (small[-1] if soft else small)
