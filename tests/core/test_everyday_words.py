"""The list of everyday words: short, readable aloud, and itself free of what it explains."""

import pytest

from core.everyday_words import EverydayWord, everyday_words
from core.number_guard import guard
from core.plain_words import LONGEST_SENTENCE, long_sentences, unexplained

WORDS = list(everyday_words())
KANA = frozenset(chr(code) for code in (*range(0x3041, 0x3097), 0x30FC)) | {" "}

each_word = pytest.mark.parametrize("word", WORDS, ids=lambda word: word.word)

# It cannot be avoided: the other words explain what is done there.
_EVERYDAY = {"インターネット"}


def test_the_list_is_short_and_names_each_word_once() -> None:
    named = [name for word in WORDS for name in (word.word, *word.also)]
    assert len(set(named)) == len(named)
    assert 40 <= len(WORDS) <= 70


def test_what_the_table_asks_for_is_there() -> None:
    wanted = {
        "タップ",
        "スワイプ",
        "アカウント",
        "ログイン",
        "クラウド",
        "Wi-Fi",
        "QRコード",
        "再起動",
        "生成AI",
        "eSIM",
    }
    assert wanted <= {word.word for word in WORDS}


@each_word
def test_it_is_said_in_other_words_at_one_breath(word: EverydayWord) -> None:
    assert word.word not in word.say
    assert len(word.say) <= 26
    assert not word.say.endswith("。")
    assert word.example.endswith("。")
    assert long_sentences(word.example) == []
    assert len(word.example) <= LONGEST_SENTENCE
    for sentence in filter(None, word.example.split("。")):
        assert sentence.endswith(("ます", "です", "ません", "ました", "ください", "ましょう", "くれます")), sentence


@each_word
def test_it_is_explained_by_no_other_loan_word(word: EverydayWord) -> None:
    assert set(unexplained(f"{word.say}。{word.example}")) <= _EVERYDAY


@each_word
def test_it_is_found_by_its_sound(word: EverydayWord) -> None:
    assert set(word.kana) <= KANA


def test_nothing_in_it_meets_the_number_guard() -> None:
    for word in WORDS:
        guard("\n".join((word.word, word.say, word.example, word.en_say)))
