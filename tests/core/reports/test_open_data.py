"""Open data: the columns of the standard, a line a session, nothing of visitors, results without small cells."""

import csv
import io

import msgspec
import pytest

from core.facts import Session
from core.municipality import Municipality
from core.reports.csv_text import Encoding
from core.reports.open_data import COLUMNS, LONGEST, Publisher, events_csv, published_results
from tests.helpers.report_tables import cells, r1

PUBLISHER = Publisher(
    name="デジタル活用相談窓口",
    municipality="132292",
    municipalities={"132292": Municipality("132292", "西東京市", "にしとうきょうし", "東京都")},
    phone="042-000-1234",
    url="https://example.jp/",
)
SESSION = Session(
    session_id="0199",
    title="スマホ相談会",
    day="2026-11-21",
    starts="13:00",
    ends="16:00",
    session_kind="consultation",
    programme="P04",
    funding=None,
    organiser="西東京市",
    venue="田無庁舎",
    municipality=None,
    target_group="スマートフォンをお持ちの方",
    level=None,
    course_id=None,
    course_place=None,
    ratio=None,
    channel="in_person",
    fee=0,
    quota=20,
    min_age=65,
    conditions="市内にお住まい",
    room="第二会議室",
)


def _read(*sessions: Session, encoding: Encoding = Encoding.UTF_8) -> list[dict[str, str]]:
    text = events_csv(sessions, PUBLISHER, encoding).data.decode("utf-8-sig" if encoding is Encoding.UTF_8 else "cp932")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_session_stands_under_the_columns_of_the_standard() -> None:
    (told,) = _read(SESSION)
    assert tuple(told) == COLUMNS
    assert len(set(COLUMNS)) == len(COLUMNS)
    assert {column: value for column, value in told.items() if value} == {
        "全国地方公共団体コード": "132292",
        "ID": "0199",
        "地方公共団体名": "東京都西東京市",
        "イベント名": "スマホ相談会",
        "開始日": "2026-11-21",
        "終了日": "2026-11-21",
        "開始時間": "13:00",
        "終了時間": "16:00",
        "説明": "スマートフォンをお持ちの方。65歳以上。市内にお住まい",
        "料金(基本)": "0",
        "連絡先名称": "デジタル活用相談窓口",
        "連絡先電話番号": "042-000-1234",
        "主催者": "西東京市",
        "場所名称": "田無庁舎 第二会議室",
        "所在地_全国地方公共団体コード": "132292",
        "所在地_都道府県": "東京都",
        "所在地_市区町村": "西東京市",
        "定員": "20",
        "URL": "https://example.jp/",
    }


@pytest.mark.parametrize(
    ("changes", "column", "expected"),
    [
        ({"state": "cancelled"}, "開始日時特記事項", "中止"),
        ({"day": "2027-12-31", "starts": "23:00", "ends": "01:00"}, "終了日", "2028-01-01"),
        ({"fee": 100}, "料金(基本)", "100"),
        ({"fee": 100, "fee_with_loan": 200}, "料金(詳細)", "端末を借りるときは200円"),
        ({"is_online": 1, "venue": "", "room": None}, "場所名称", "オンライン"),
        ({"municipality": "131113"}, "全国地方公共団体コード", "131113"),
        ({"municipality": "131113"}, "地方公共団体名", ""),
        ({"title": "=1+1"}, "イベント名", "'=1+1"),
        ({"title": "\t\n=1+1"}, "イベント名", "'=1+1"),
        ({"title": "相談会\r\n午後\t\x00\x1b[31m\u202eの部"}, "イベント名", "相談会 午後 [31mの部"),
        ({"venue": "会" * 40_000, "room": None}, "場所名称", "会" * LONGEST),
        ({"co_organiser": "携帯電話会社"}, "備考", "共催 携帯電話会社"),
    ],
)
def test_what_differs_is_told(changes: dict[str, object], column: str, expected: str) -> None:
    assert _read(msgspec.structs.replace(SESSION, **changes))[0][column] == expected


def test_the_file_can_be_had_for_older_programs() -> None:
    assert _read(SESSION, encoding=Encoding.CP932)[0]["イベント名"] == "スマホ相談会"


def test_published_results_have_no_small_cells() -> None:
    rows = (msgspec.structs.replace(r1().rows[0], cells=cells(1, 16, 3)), *r1().rows[1:])
    told = published_results(msgspec.structs.replace(r1(), rows=rows)).data.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(told, newline="")))
    assert lines[0]["相談者数（人）"] == "＊"
    assert sum(line["相談者数（人）"] == "＊" for line in lines) >= 2
    assert lines[0]["開催回数（回）"] == "16"
