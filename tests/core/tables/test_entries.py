"""Rows as they are read: what is kept, what is told, what is passed over."""

from collections.abc import Sequence
from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from core.age_band import AgeBand
from core.card_code import CodeKind, new_code
from core.tables.cells import Cell
from core.tables.entries import Entry, Kept, Skipped, entries
from core.tables.layout import recognise
from core.tables.meanings import OF_BOOKINGS
from tests.core.tables.test_dates import ANY_CELL
from tests.core.tables.test_layout import sheet

TODAY = date(2026, 11, 21)
ALL = Kept(frozenset({"name", "kana", "phone", "birth_date"}), TODAY)
NONE = Kept(frozenset(), TODAY)
MY_NUMBER = "123456789018"


def read(*rows: Sequence[Cell], kept: Kept = ALL, skipped: Skipped | None = None) -> list[Entry]:
    table = sheet(*rows)
    return list(entries(table, recognise(table, OF_BOOKINGS), kept, skipped))


def reasons(entry: Entry) -> list[tuple[str, list[str]]]:
    return [(fault.reason.value, [meaning.value for meaning in fault.meanings]) for fault in entry.faults]


def test_a_whole_row() -> None:
    heading = ("姓", "名", "セイ", "メイ", "電話", "携帯", "生年月日", "予約日", "時間", "会場")
    row = ("山田", "花子", "ﾔﾏﾀﾞ", "ﾊﾅｺ", "", 9012345678.0, "S25.4.1", "11/21", "10:00～", "公民館")
    (entry,) = read(heading, row)
    assert entry == Entry(
        row=2,
        name="山田 花子",
        kana="ヤマダ ハナコ",
        phone="09012345678",
        birth_date=date(1950, 4, 1),
        age_band=AgeBand.SEVENTIES,
        day=TODAY,
        begins=time(10),
        venue="公民館",
    )


def test_the_whole_name_stands_before_its_parts() -> None:
    (entry,) = read(("氏名", "姓", "名"), ("山田花子", "山田", "花子"))
    assert entry.name == "山田花子"


def test_what_the_site_does_not_keep_is_left_out_and_told() -> None:
    (entry,) = read(("氏名", "フリガナ", "電話", "生年月日"), ("山田", "-", "なし", "S25.4.1"), kept=NONE)
    assert (entry.name, entry.phone, entry.birth_date) == (None, None, None)
    assert entry.age_band is AgeBand.SEVENTIES
    assert entry.left_out == {"name", "birth_date"}


def test_what_cannot_be_read_is_told_with_its_column_and_refuses_the_row() -> None:
    heading = ("氏名", "電話", "生年月日", "年齢", "カード番号", "予約日", "時間")
    (entry,) = read(heading, ("同上", "123", "1950/13/1", "何歳か", "ABC", "いつか", "昼"))
    assert entry.refused
    assert reasons(entry) == [
        ("age", ["age"]),
        ("birth_date", ["birth_date"]),
        ("day", ["day"]),
        ("time", ["time"]),
        ("name", ["name"]),
        ("phone", ["phone"]),
        ("card", ["card"]),
    ]


def test_numbers_that_nobody_may_keep_refuse_the_row_and_are_not_repeated() -> None:
    for column in ("氏名", "フリガナ", "電話"):
        (entry,) = read((column, "年代"), (f"山田 {MY_NUMBER}", "70代"))
        assert reasons(entry)[0][0] == "my_number"
        assert MY_NUMBER not in repr(entry)


def test_a_birth_date_that_is_not_kept_and_not_needed_is_not_looked_at() -> None:
    (entry,) = read(("年齢", "生年月日"), ("72", "?"), kept=NONE)
    assert not entry.faults
    (entry,) = read(("氏名", "生年月日"), ("山田", "?"), kept=NONE)
    assert reasons(entry) == [("birth_date", ["birth_date"])]


def test_failed_formulas_are_told() -> None:
    (entry,) = read(("氏名", "電話"), ("山田", "#N/A"))
    assert reasons(entry) == [("formula", ["phone"])]


def test_odd_letters_are_kept_and_told() -> None:
    (entry,) = read(("氏名", "フリガナ"), ("\ue000田", "ヤ\ufffdダ"))
    assert not entry.refused
    assert (entry.name, entry.kana) == ("\ue000田", "ヤ\ufffdダ")
    assert reasons(entry) == [("gaiji", ["name"]), ("lost_letter", ["kana"])]


def test_of_two_phones_the_first_is_kept_and_that_is_told() -> None:
    (entry,) = read(("氏名", "電話"), ("山田", "042-461-1234\n090-1111-2222"))
    assert entry.phone == "042-461-1234"
    assert reasons(entry) == [("more_phones", ["phone"])]


def test_a_cards_code_is_read_however_it_is_written() -> None:
    code = new_code(CodeKind.CARD)
    (entry,) = read(("カード番号", "年代"), (f"{code[:4]}-{code[4:].lower()}", "70代"))
    assert entry.card == code
    (entry,) = read(("カード番号", "年代"), (new_code(CodeKind.SLIP), "70代"))
    assert reasons(entry) == [("card", ["card"])]


def test_rows_that_tell_of_nobody_are_passed_over_and_counted() -> None:
    skipped = Skipped()
    rows = (("No.", "氏名", "年代"), (1, "山田", "70代"), (), (2, "", ""), ("No.", "氏名", "年代"),
            ("合計", "", "1"),
            ("合　計", 1, ""), ("※ 個人情報に注意", "", ""), ("計: 1人", "", ""))  # fmt: skip
    assert [entry.row for entry in read(*rows, skipped=skipped)] == [2]
    assert (skipped.empty, skipped.headings, skipped.totals) == (2, 1, 4)


def test_a_birth_date_in_parts() -> None:
    rows = (("氏名", "生年月日", "", "", ""), ("", "元号", "年", "月", "日"), ("山田", "昭和", "25", 4, 1))
    assert read(*rows)[0].birth_date == date(1950, 4, 1)


def test_the_time_may_stand_with_the_day() -> None:
    (entry,) = read(("日時", "氏名"), ("R8.11.21(土) 午後1時半", "山田"))
    assert (entry.day, entry.begins) == (TODAY, time(13, 30))


@given(st.lists(st.lists(ANY_CELL, min_size=1, max_size=12), max_size=6))
def test_no_row_breaks_the_reader(rows: list[list[Cell]]) -> None:
    heading = (
        "氏名",
        "カナ",
        "電話",
        "生年月日",
        "年齢",
        "カード番号",
        "予約日",
        "時間",
        "会場",
        "講座名",
        "姓",
        "携帯",
    )
    for kept in (ALL, NONE):
        for entry in read(heading, *rows, kept=kept):
            assert entry.row >= 2
