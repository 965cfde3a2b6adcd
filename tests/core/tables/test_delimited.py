"""CSV in every encoding and shape that offices send; never a crash, whatever the bytes."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.problem import Problem
from core.tables.delimited import read_delimited

TEXT = '氏名,電話\r\n"髙橋\r\n一郎",="090"\r\n\r\n佐藤,1\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16", "euc_jp", "iso2022_jp"])
def test_encodings(encoding: str) -> None:
    text = TEXT if encoding not in ("euc_jp", "iso2022_jp") else TEXT.replace("髙", "高")
    rows = read_delimited(text.encode(encoding), "名簿").rows
    assert [row.cells for row in rows] == [
        ("氏名", "電話"),
        (f"{text[8]}橋\r\n一郎", '="090"'),
        (),
        ("佐藤", "1"),
    ]
    assert [row.number for row in rows] == [1, 2, 3, 4]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators(separator: str) -> None:
    data = separator.join(("氏名", "備考")) + "\n" + separator.join(("山田", '"a,b;c\td"')) + "\n"
    assert read_delimited(data.encode(), "").rows[1].cells == ("山田", "a,b;c\td")


def test_letters_of_one_office_are_kept() -> None:
    assert read_delimited("氏名\n".encode("cp932") + b"\xf0\x40\n", "").rows[1].cells == ("\ue000",)


def test_a_few_lost_letters_do_not_lose_the_table() -> None:
    rows = read_delimited("氏名,電話\n山田,1\n".encode("cp932") + b"\x87\xff\x20\n", "").rows
    assert "\ufffd" in str(rows[2].cells[0])


def test_a_quotation_mark_that_is_never_closed_would_swallow_rows() -> None:
    with pytest.raises(Problem) as told:
        read_delimited('氏名,電話\n"山田,1\n佐藤,2\n'.encode(), "")
    assert told.value.code == "table_quotes"


@pytest.mark.parametrize(("cell", "code"), [("あ" * 200_000, "not_a_table"), ('"' + "あ" * 200_000, "table_quotes")])
def test_a_cell_without_an_end_is_told_by_its_cause(cell: str, code: str) -> None:
    with pytest.raises(Problem) as told:
        read_delimited(f"氏名,電話\n{cell},1\n".encode(), "")
    assert told.value.code == code


def test_an_inch_is_no_open_quotation() -> None:
    assert len(read_delimited('氏名,備考\n山田,5" の画面\n佐藤,2\n'.encode(), "").rows) == 3


def test_pictures_are_no_tables() -> None:
    with pytest.raises(Problem) as told:
        read_delimited(bytes(range(256)) * 20, "")
    assert told.value.code == "not_a_table"


@given(st.binary(max_size=400))
def test_no_bytes_break_it(data: bytes) -> None:
    with suppress(Problem):
        read_delimited(data, "")
