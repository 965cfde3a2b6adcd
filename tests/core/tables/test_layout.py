"""Which row heads a table, and what each column means."""

from collections.abc import Sequence

import pytest

from core.tables.cells import Cell, Row, Sheet
from core.tables.layout import recognise
from core.tables.meanings import OF_BOOKINGS, OF_PEOPLE, Meaning, meaning_of


def sheet(*rows: Sequence[Cell]) -> Sheet:
    return Sheet("名簿", tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, 1)))


def meanings(*rows: Sequence[Cell], wanted: Sequence[Meaning] = OF_PEOPLE) -> tuple[int, list[str]]:
    layout = recognise(sheet(*rows), wanted)
    return layout.heading_rows, [column.meaning.value for column in layout.columns]


@pytest.mark.parametrize(
    ("meaning", "headings"),
    [
        (Meaning.NAME, "氏名 お名前 名前 御芳名 姓名 氏名（漢字） 申込者氏名 参加者 相談者名 Name お客様名"),
        (Meaning.SURNAME, "姓 苗字 名字 氏 氏名（姓） LastName"),
        (Meaning.GIVEN_NAME, "名 氏名（名） お名前（名） FirstName"),
        (
            Meaning.KANA,
            "フリガナ ふりがな ﾌﾘｶﾞﾅ カナ 氏名（カナ） ヨミガナ シメイ 氏名フリガナ(全角)",
        ),
        (Meaning.SURNAME_KANA, "セイ 姓（カナ） フリガナ（姓） 氏名姓カナ フリガナ(セイ)"),
        (Meaning.GIVEN_NAME_KANA, "メイ 名（カナ） フリガナ（名） フリガナ(メイ)"),
        (Meaning.PHONE, "電話 電話番号 ＴＥＬ tel. 連絡先 携帯 携帯電話 ご連絡先（電話） 電話番号※"),
        (Meaning.BIRTH_DATE, "生年月日 誕生日 生年月日（西暦） お生まれ"),
        (Meaning.AGE, "年齢 年代 年齢（歳） 世代"),
        (Meaning.CARD, "カード番号 カードNo. 来場者カード"),
        (Meaning.DAY, "予約日 希望日 日付 参加日 日時 第1希望日 日"),
        (Meaning.TIME, "時間 予約時間 枠 回 開始 開始時刻 時間帯"),
        (Meaning.TITLE, "講座名 相談会名 イベント 予定の名前 教室名"),
        (Meaning.VENUE, "会場 会場名 場所 開催場所"),
        (Meaning.SECRET, "マイナンバー 個人番号 暗証番号"),
        (
            Meaning.NOTHING,
            "備考 住所 メールアドレス 性別 No. 保護者氏名 緊急連絡先 申込日 担当者名 第2希望日 参加者名簿 終了時刻"
            " マイナンバーカードの有無 FAX 相談内容 所要時間",
        ),
    ],
)
def test_the_words_of_offices(meaning: Meaning, headings: str) -> None:
    assert {heading: meaning_of(heading) for heading in headings.split()} == dict.fromkeys(headings.split(), meaning)


def test_titles_above_and_columns_in_any_order() -> None:
    rows = (("令和8年度 スマホ相談会 参加者名簿（電話番号あり）",), (), ("No.", "電話番号", "ﾌﾘｶﾞﾅ", "氏名", "備考"))
    assert meanings(*rows, (1, "09011112222", "ヤマダ", "山田", "")) == (3, ["", "phone", "kana", "name", ""])


def test_a_heading_in_two_rows_with_merged_cells() -> None:
    above = ("No.", "氏名", "氏名", "フリガナ", "フリガナ", "連絡先", "連絡先")
    below = ("No.", "姓", "名", "姓", "名", "電話", "住所")
    found = meanings(above, below, (1, "山田", "花子", "ヤマダ", "ハナコ", "0424611234", "西東京市"))
    assert found == (2, ["", "surname", "given_name", "surname_kana", "given_name_kana", "phone", ""])


def test_a_heading_in_two_rows_without_merges_as_in_csv() -> None:
    above, below = ("氏名", "", "生年月日", "", "", ""), ("姓", "名", "元号", "年", "月", "日")
    assert meanings(above, below, ("山田", "花子", "昭和", "25", "4", "1")) == (
        2,
        ["surname", "given_name", "birth_date", "birth_date", "birth_date", "birth_date"],
    )


def test_data_below_a_heading_is_no_second_heading() -> None:
    assert meanings(("姓", "名", "電話"), ("山田", "花子", "0424611234")) == (1, ["surname", "given_name", "phone"])
    assert meanings(("氏名", "区分"), ("電話太郎", "電話")) == (1, ["name", ""])
    assert meanings(("氏名", "電話", ""), ("山田花子", "0424611234", "済")) == (1, ["name", "phone", ""])


def test_the_first_of_two_columns_with_one_meaning_counts_but_all_phones_do() -> None:
    assert meanings(
        ("氏名", "申込者氏名", "電話", "携帯"),
    ) == (1, ["name", "", "phone", "phone"])


def test_a_column_alone_needs_no_neighbour_but_a_title_is_no_heading() -> None:
    assert meanings(("年代",), ("70代",)) == (1, ["age"])
    assert meanings(("電話受付", "", ""), ("あ", "い", "う")) == (0, ["", "", ""])


def test_numbers_nobody_may_keep_are_marked_even_where_nobody_asked() -> None:
    assert meanings(
        ("氏名", "個人番号"),
    )[1] == ["name", "secret"]


def test_days_belong_to_bookings_alone() -> None:
    heading = ("予約日", "時間", "氏名")
    assert meanings(heading)[1] == ["", "", "name"]
    assert meanings(heading, wanted=OF_BOOKINGS)[1] == ["day", "time", "name"]


def test_nothing_is_understood_of_a_table_without_a_heading() -> None:
    layout = recognise(sheet(("山田花子", "0424611234")), OF_PEOPLE)
    assert layout.heading_rows == 0
    assert not layout.understood()
    assert layout.with_meaning(0, Meaning.NAME).understood() == {Meaning.NAME}
