"""No number that the law or good sense forbids gets through, and ordinary notes do."""

import re
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from core.number_guard import RefusalCode, guard, is_my_number, refusal
from core.problem import Problem

TABLE = Path(__file__).parents[2] / "docs" / "number-guard.md"
ROW = re.compile(r"\| (\d+) \| `(.+?)` \| (passes|My Number|card number|password) \| .+ \|")
VERDICTS = {
    "passes": None,
    "My Number": RefusalCode.MY_NUMBER,
    "card number": RefusalCode.CARD_NUMBER,
    "password": RefusalCode.PASSWORD,
}
EXAMPLES = ROW.findall(TABLE.read_text(encoding="utf-8"))
DISGUISES = ("0123456789", "０１２３４５６７８９", "〇一二三四五六七八九", "٠١٢٣٤٥٦٧٨٩", "⓪①②③④⑤⑥⑦⑧⑨")
SEPARATORS = " 　-－‐–—ー−―./・_,"
INVISIBLE = "\u200b\u200d\u2060\ufeff\u00ad\ufe0f"


def verdict(text: str) -> RefusalCode | None:
    found = refusal(text)
    return None if found is None else found.code


def with_check_digit(eleven: str) -> str:
    remainder = sum(int(d) * w for d, w in zip(eleven, (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
    return eleven + str(0 if remainder < 2 else 11 - remainder)


def with_luhn_digit(digits: str) -> str:
    def passes(number: str) -> bool:
        doubled = (int(d) * (1 + place % 2) for place, d in enumerate(reversed(number)))
        return sum(value // 10 + value % 10 for value in doubled) % 10 == 0

    return next(digits + last for last in "0123456789" if passes(digits + last))


def ascii_digits(least: int, most: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=least, max_size=most)


my_numbers = ascii_digits(11, 11).map(with_check_digit)
IN_NO_KNOWN_NUMBER = "".join(set(SEPARATORS) - set("/.-‐–—ー−― "))
words = st.sampled_from(["", "電話", "スマホの相談。", "マイナンバーは", "です", "\n", "(", "「", "」"])


def between(separators: str) -> st.SearchStrategy[str]:
    return st.tuples(st.text(separators, max_size=2), st.text(INVISIBLE, max_size=2)).map("".join)


@st.composite
def disguised(draw: st.DrawFn, numbers: st.SearchStrategy[str], separators: str = SEPARATORS) -> str:
    drawn = [draw(st.sampled_from(DISGUISES))[int(digit)] for digit in draw(numbers)]
    return "".join(digit + draw(between(separators)) for digit in drawn[:-1]) + drawn[-1]


phones = st.one_of(
    st.from_regex(r"\A0[1-9]-[0-9]{4}-[0-9]{4}\Z"),
    st.from_regex(r"\A0[1-9]{2}-[0-9]{3}-[0-9]{4}\Z"),
    st.from_regex(r"\A0[1-9]{3}-[0-9]{2}-[0-9]{4}\Z"),
    st.from_regex(r"\A0[789]0[- ]?[0-9]{4}[- ]?[0-9]{4}\Z"),
    st.from_regex(r"\A0120-[0-9]{3}-[0-9]{3}\Z"),
    st.from_regex(r"\A\+81[ -]?[1-9]0-[0-9]{4}-[0-9]{4}\Z"),
)
postcodes = st.from_regex(r"\A〒?[0-9]{3}-[0-9]{4}\Z")
dates = st.dates().flatmap(
    lambda day: st.sampled_from(
        [
            f"{day.year}年{day.month}月{day.day}日",
            f"20{day:%y-%m-%d}",
            f"{day.month}/{day.day}",
            f"19{day:%y/%m/%d}",
        ]
    )
)
times = st.times().flatmap(lambda time: st.sampled_from([f"{time:%H:%M}", f"{time.hour}時{time.minute}分"]))
amounts = st.integers(0, 99_999_999).flatmap(
    lambda yen: st.sampled_from([f"{yen}円", f"{yen:,}円", f"¥{yen:,}", f"{yen % 1000}人", f"{yen % 1000} 分"])
)
ordinary = st.one_of(phones, postcodes, dates, times, amounts)


def test_the_page_has_at_least_forty_examples_in_a_row() -> None:
    assert [int(number) for number, _, _ in EXAMPLES] == list(range(1, len(EXAMPLES) + 1))
    assert len(EXAMPLES) >= 40
    assert TABLE.read_text(encoding="utf-8").count("\n| ") == len(EXAMPLES) + 1


@pytest.mark.parametrize(("number", "text", "expected"), EXAMPLES)
def test_each_example_of_the_page_is_judged_as_it_says(number: str, text: str, expected: str) -> None:
    assert verdict(text.replace("\\n", "\n")) == VERDICTS[expected], number


@given(words, disguised(my_numbers), words)
@example("", "983205673214", "")
def test_a_valid_number_is_refused_in_any_disguise(before: str, number: str, after: str) -> None:
    assert verdict(before + number + after) is not None


def test_a_kanji_digit_does_not_make_the_rest_a_phone_number() -> None:
    for text in ("1〇0000000000", "9〇0312345678", "0312345678〇1"):
        assert verdict(text) == RefusalCode.MY_NUMBER


@given(disguised(ascii_digits(12, 12), IN_NO_KNOWN_NUMBER), st.sampled_from(["\n", "です", "  -", ""]))
def test_any_group_of_twelve_is_refused_when_no_known_number_is_in_it(number: str, after: str) -> None:
    assume(not re.search(r"\A0|81", number))
    assert verdict(number + after) == RefusalCode.MY_NUMBER


@given(ascii_digits(1, 9), my_numbers, ascii_digits(0, 9))
def test_a_valid_number_inside_a_longer_run_is_refused(before: str, number: str, after: str) -> None:
    assert verdict(before + number + after) is not None


@given(ordinary, my_numbers, ordinary)
def test_a_known_number_beside_it_hides_nothing(before: str, number: str, after: str) -> None:
    assert verdict(f"{before} {number} {after}") is not None


@given(ascii_digits(12, 18).map(with_luhn_digit), st.sampled_from(["", "-", " "]))
def test_a_number_that_passes_luhn_is_refused(number: str, between: str) -> None:
    groups = [number[start : start + 4] for start in range(0, len(number), 4)]
    assert verdict(number) == RefusalCode.CARD_NUMBER
    assert verdict(between.join(groups)) is not None


@given(ordinary)
def test_phones_postcodes_dates_times_and_amounts_pass(text: str) -> None:
    assert verdict(text) is None
    assert verdict(f"電話は{text}です。") is None


@given(st.lists(ordinary, max_size=5))
def test_several_known_numbers_in_a_note_pass(texts: list[str]) -> None:
    assert verdict("　".join(texts)) is None
    assert verdict("、".join(texts)) is None


@given(st.sampled_from(["パスワード", "ﾊﾟｽﾜｰﾄﾞ", "暗証番号", "PIN", "pin", "ＰＩＮ"]), st.data())
def test_a_password_that_is_told_is_refused(word: str, data: st.DataObject) -> None:
    link = data.draw(st.sampled_from(["は", "：", ":", "=", "＝", " ", "　", " は ", ": "]))
    secret = data.draw(st.text("abcXYZ0123456789ａ９", min_size=4, max_size=12))
    assert verdict(f"{word}{link}{secret}") == RefusalCode.PASSWORD


@pytest.mark.parametrize(
    "text",
    [
        "",
        "パスワードを変えた",
        "暗証番号は後で",
        "パスワード：",
        "shipping 1234",
        "PIN入力の練習",
        "パスワード\nabcd",
    ],
)
def test_words_about_passwords_pass(text: str) -> None:
    assert verdict(text) is None


@given(st.text(max_size=300))
def test_guard_gives_back_what_passes_and_never_repeats_what_does_not(text: str) -> None:
    if refusal(text) is None:
        assert guard(text) == text
        return
    with pytest.raises(Problem) as told:
        guard(text)
    assert str(told.value)
    assert told.value.args == (told.value.sentence,)


@given(disguised(my_numbers))
def test_no_refusal_carries_the_number(number: str) -> None:
    with pytest.raises(Problem) as told:
        guard(number)
    shown = str(told.value) + repr(told.value) + repr(refusal(number))
    assert number not in shown
    assert told.value.next_step


@pytest.mark.parametrize("number", ["983205673214", "123456789018"])
def test_the_published_examples_have_a_right_check_digit(number: str) -> None:
    assert is_my_number(number)
    assert not is_my_number(number[:-1] + str((int(number[-1]) + 1) % 10))
    assert not is_my_number(number + "0")


@given(ascii_digits(12, 12))
def test_the_check_digit_follows_the_ordinance(number: str) -> None:
    assert is_my_number(number) == (with_check_digit(number[:11]) == number)


@pytest.mark.parametrize(
    "piece", ["1", "一", "12", "10/1-", "1円 ", "パスワード ", "パスワード" + " " * 99, "+81 ", "1--"]
)
def test_a_hostile_text_costs_memory_in_proportion(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    tracemalloc.start()
    refusal(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 300 * len(text)
