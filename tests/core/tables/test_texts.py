"""Names, phones, and how cells read."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.tables.cells import Cell, column_letter, has_gaiji, is_error, text_of, tidy
from core.tables.texts import is_nothing, read_name, read_phones


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("山田\n花子", "山田 花子"),
        ("　山田　　花子\t", "山田 花子"),
        ("ﾔﾏﾀﾞ ﾊﾅｺ", "ヤマダ ハナコ"),
        ("か\u3099くせい", "がくせい"),
        ("髙﨑 神\ufe00", "髙﨑 神\ufe00"),
        ("\ufa19田", "\ufa19田"),
        ('="09012345678"', "09012345678"),
        ('=" ""a"" "', '"a"'),
        ("'0901", "0901"),
        ("a\u200bb\x00c", "ab c"),
        (9012345678.0, "9012345678"),
        (0.5, "0.5"),
        (True, "TRUE"),
        (None, ""),
        (date(1950, 4, 1), "1950-04-01"),
        (datetime(1950, 4, 1), "1950-04-01"),
        (datetime(1950, 4, 1, 10, 30), "1950-04-01 10:30"),
        (time(10, 30), "10:30"),
    ],
)
def test_a_cell_in_one_line(cell: Cell, text: str) -> None:
    assert text_of(cell) == text


@given(st.text())
def test_tidy_text_stays_as_it_is(text: str) -> None:
    once = tidy(text)
    assert "\n" not in once
    assert "  " not in once
    assert tidy(once) in (once, tidy(tidy(once)))


@pytest.mark.parametrize(("place", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_in_excel(place: int, letter: str) -> None:
    assert column_letter(place) == letter


def test_what_failed_and_what_only_one_office_can_show() -> None:
    assert is_error("#N/A")
    assert is_error("#div/0!")
    assert not is_error("#1")
    assert has_gaiji("山\ue000")
    assert not has_gaiji("髙﨑𠮷")


@pytest.mark.parametrize("text", ["", "-", "ー", "なし", "ナシ", "未記入", "不明", "N/A", "－"])
def test_words_for_nothing(text: str) -> None:
    assert is_nothing(text)


def test_a_name_is_not_nothing() -> None:
    assert not is_nothing("梨")
    assert not is_nothing("無量小路花子")


@pytest.mark.parametrize(
    ("written", "phones"),
    [
        ("090-1234-5678", ["090-1234-5678"]),
        ("０９０－１２３４－５６７８", ["090-1234-5678"]),
        ("090ー1234ー5678", ["090-1234-5678"]),
        ("09012345678", ["09012345678"]),
        (9012345678.0, ["09012345678"]),
        (424611234, ["0424611234"]),
        ("(042)461-1234", ["042-461-1234"]),
        ("+81 90-1234-5678", ["090-1234-5678"]),
        ("TEL:042-461-1234", ["042-461-1234"]),
        ("03-1234-5678 / 090-1111-2222", ["03-1234-5678", "090-1111-2222"]),
        ("03-1234-5678、03-1234-5678", ["03-1234-5678"]),
    ],
)
def test_phones(written: Cell, phones: list[str]) -> None:
    assert read_phones(written) == phones


@pytest.mark.parametrize("written", ["123", "123456789018", "4980 1234 5678 9012", "内線12", "a@example.jp", ""])
def test_no_phone(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_phones(written)


@given(st.text(alphabet="0123456789-() +０１２ー.a", max_size=30))
def test_every_phone_that_is_read_begins_with_0_and_has_ten_or_eleven_digits(written: str) -> None:
    try:
        found = read_phones(written)
    except ValueError:
        return
    for phone in found:
        digits = phone.replace("-", "")
        assert digits.isdigit()
        assert digits[0] == "0"
        assert len(digits) in (10, 11)


@pytest.mark.parametrize(
    ("written", "name"),
    [("山田花子 様", "山田花子"), ("山田花子様", "山田花子"), ("山田 さん", "山田"), ("けいさん", "けいさん")],
)
def test_a_name_without_its_honorific(written: str, name: str) -> None:
    assert read_name(written) == name


@pytest.mark.parametrize("written", ["同上", "〃", "あ" * 101])
def test_no_name(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_name(written)
