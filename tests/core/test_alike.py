"""Two records that may be one visitor: never by a name alone."""

import pytest

from core.alike import signs
from core.facts import Person


def person(name: str = "", kana: str = "", phone: str = "", birth_date: str = "") -> Person:
    return Person(
        person_id="p",
        age_band="70s",
        registered_at="2026-11-21T09:30:00+09:00",
        name=name or None,
        kana=kana or None,
        phone=phone or None,
        birth_date=birth_date or None,
    )


ONE = person("髙橋 花子", "たかはし はなこ", "090-1234-5678", "1950-04-01")


@pytest.mark.parametrize(
    ("other", "is_sign"),
    [
        (person("高橋花子", "", "０９０１２３４５６７８"), True),
        (person("", "タカハシ　ハナコ", "+81 90-1234-5678"), True),
        (person("たかはし はなこ", "", "0422-11-2222 / 090-1234-5678"), True),
        (person("高橋 華子", "たかはし はなこ", "090-1234-5678"), True),
        (person("高橋 花子", "", "0422-11-2222", "1950-04-01"), True),
        (person("高橋 花子", "たかはし はなこ", "090-9999-5678"), False),
        (person("高橋 花子", "たかはし はなこ"), False),
        (person("高橋 花子", "たかはし はなこ", "", "1950-04-02"), False),
        (person("高橋 太郎", "たかはし たろう", "090-1234-5678", "1950-04-01"), False),
        (person("", "", "090-1234-5678", "1950-04-01"), False),
    ],
)
def test_a_name_with_a_whole_number_or_a_birth_date_is_a_sign(other: Person, is_sign: bool) -> None:
    assert bool(signs(ONE) & signs(other)) is is_sign


@pytest.mark.parametrize(
    ("phone", "is_sign"), [("5678", True), ("0000", False), ("000-0000-0000", False), ("78", False)]
)
def test_an_ending_alone_is_a_number_and_what_stands_for_none_is_not(phone: str, is_sign: bool) -> None:
    one, other = (person("高橋 花子", phone=phone) for _ in range(2))
    assert bool(signs(one) & signs(other)) is is_sign
