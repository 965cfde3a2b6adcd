"""What is hard to read is found, and nothing else."""

import pytest

from core.marked_text import parse_marked
from core.plain_words import LONGEST_SENTENCE, long_sentences, unexplained, without_ruby


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("タップします。", ["タップ"]),
        ("タップ（指で軽く1回さわること）します。", []),
        ("タップ（指で軽く1回さわること）します。タップします。", []),
        ("タップします。タップ（指でさわること）です。", ["タップ"]),
        ("「ログイン」（入ること）を押します。", []),
        ("ラップトップとステップ", []),
        ("LINE（ライン）とSNS", ["SNS"]),
        ("ONLINEで", []),
    ],
)
def test_a_loan_word_is_explained_where_it_first_stands(text: str, words: list[str]) -> None:
    assert unexplained(text) == words


def test_brackets_do_not_make_a_sentence_long() -> None:
    assert long_sentences("あ" * LONGEST_SENTENCE + "（" + "い" * 30 + "）。") == []
    assert long_sentences("短い文。" + "あ" * (LONGEST_SENTENCE + 1) + "。") == ["あ" * (LONGEST_SENTENCE + 1)]


def test_kanji_without_ruby_are_named_also_rare_ones() -> None:
    assert without_ruby(parse_marked("{設定|せってい}を押して𠮷さん々かな")) == "押𠮷々"
