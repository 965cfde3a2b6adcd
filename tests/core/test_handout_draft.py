"""A handout while it is written: advice, ruby put over a word, what hinders keeping it, the file that comes of it."""

from dataclasses import replace
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.handout_advice import advice, known_reading, with_ruby
from core.handout_changes import handout_changes
from core.handout_draft import HandoutDraft, draft_of, handout_of, read_draft
from core.handout_lines import Fault, FaultKind, read_lines
from core.handout_toml import toml_of
from core.handouts import Register, load_handout, shipped_handouts
from core.marked_text import parse_marked, plain_text
from core.problem import Problem

WIFI = shipped_handouts().handout("H01")
DRAFT = draft_of(WIFI)


def advised(text: str, register: Register = Register.EASY) -> list[tuple[FaultKind, int, str]]:
    found = advice(read_lines(text).lines, register)
    assert all(each.is_advice for each in found)
    return [(each.kind, each.line, each.word) for each in found]


def test_what_is_opened_and_kept_is_the_next_version_of_the_same() -> None:
    for handout in shipped_handouts():
        assert handout_of(draft_of(handout), 2) == msgspec.structs.replace(handout, version=2)


def test_every_handout_is_its_own_file_again() -> None:
    for handout in shipped_handouts():
        assert load_handout(toml_of(handout).encode()) == handout
    later = msgspec.structs.replace(WIFI, valid_from=date(2027, 4, 1))
    assert load_handout(toml_of(later).encode()) == later


@given(st.text(min_size=1, max_size=20).filter(lambda text: not any("\ud800" <= each <= "\udfff" for each in text)))
def test_any_letters_stand_in_the_file_as_they_were(text: str) -> None:
    handout = msgspec.structs.replace(WIFI, en=text)
    assert load_handout(toml_of(handout).encode()).en == text


def test_kanji_without_ruby_is_named_word_by_word_in_the_easy_register_only() -> None:
    text = "手順：{設定|せってい}を押します。設定画面を見ます。"
    assert advised(text) == [
        (FaultKind.NO_RUBY, 1, "押"),
        (FaultKind.NO_RUBY, 1, "設定画面"),
        (FaultKind.NO_RUBY, 1, "見"),
    ]
    assert advised(text, Register.STANDARD) == []


def test_long_sentences_and_words_that_nobody_explained_are_named() -> None:
    assert (FaultKind.LONG_SENTENCE, 2, "60") in advised("題名：あ\nしないこと：" + "あ" * 60 + "。")
    assert advised("題名：あ\n手順：アプリを おします。") == [(FaultKind.LOAN_WORD, 2, "アプリ")]


def test_ruby_is_put_over_the_first_word_that_has_none() -> None:
    assert with_ruby("{設定|せってい}と設定と設定", "設定", "せってい") == "{設定|せってい}と{設定|せってい}と設定"
    assert with_ruby("あ", "設定", "せってい") == "あ"
    assert (known_reading("設定"), known_reading("薔薇")) == ("せってい", "")


@given(st.lists(st.sampled_from(("{設定|せってい}", "設定", "*", "\\{", "\\*", "あ")), max_size=8).map("".join))
def test_ruby_changes_nothing_else(text: str) -> None:
    try:
        before = plain_text(parse_marked(text))
    except Problem:
        return
    assert plain_text(parse_marked(with_ruby(text, "設定", "せってい"))) == before


@pytest.mark.parametrize(
    ("draft", "kind"),
    [
        (replace(DRAFT, url="http://example.jp/"), FaultKind.ADDRESS),
        (replace(DRAFT, url="https://" + "a" * 200), FaultKind.ADDRESS),
        (replace(DRAFT, url="https://例え.jp/"), FaultKind.ADDRESS),
        (replace(DRAFT, url="https://example.jp/123456789018"), FaultKind.GUARDED),
        (replace(DRAFT, check_by="3月末"), FaultKind.DAY),
        (replace(DRAFT, check_by="2027-02-30"), FaultKind.DAY),
        (replace(DRAFT, en="1234 5678 9018"), FaultKind.GUARDED),
        (replace(DRAFT, en="a" * 101), FaultKind.TOO_LONG),
    ],
)
def test_what_belongs_to_no_line_is_told_too(draft: HandoutDraft, kind: FaultKind) -> None:
    assert Fault(kind, 0, "100" if kind is FaultKind.TOO_LONG else "") in read_draft(draft).head
    with pytest.raises(Problem) as told:
        handout_of(draft, 2)
    assert told.value.code == "handout_unfinished"


def test_an_unfinished_register_hinders_keeping_and_is_told_apart() -> None:
    draft = replace(DRAFT, easy="題名：")
    read = read_draft(draft)
    assert not read.is_whole
    assert read.standard.wording == WIFI.standard
    assert read.faults(Register.STANDARD) == ()
    assert read.faults(Register.EASY)[0].line == 0
    assert draft.lines(Register.EASY) == "題名："


def test_a_later_day_of_checking_holds_for_all_that_ages_and_a_name_is_never_empty() -> None:
    kept = handout_of(replace(DRAFT, check_by="2028-03-31", en=" "), 2)
    assert kept.next_check() == date(2028, 3, 31)
    assert kept.en == WIFI.title


def test_what_a_version_changes_is_told_part_by_part() -> None:
    text = DRAFT.standard.replace("手順（歯車）", "手順（電波）").replace(
        "こまったとき：それでもだめ", "こまったとき：だめ"
    )
    after = handout_of(replace(DRAFT, url="https://example.jp/", standard=text), 2)
    changes = handout_changes(WIFI, after)
    assert [each.where for each in changes] == ["ページの住所", "標準 手順1", "標準 こまったときは2"]
    assert (changes[1].before[:4], changes[1].after[:4]) == ("（歯車）", "（電波）")
    fewer = msgspec.structs.replace(WIFI, ages=())
    assert [(each.where, each.after) for each in handout_changes(WIFI, fewer)] == [("見直すこと1", "")]
    assert len(handout_changes(None, WIFI)) > 20
    assert handout_changes(WIFI, WIFI) == ()
