"""The shipped catalogue is the published one, and a broken one is told with its line."""

from datetime import date
from pathlib import Path

import pytest

from core.assets import asset_path
from core.catalogue import Catalogue, Group, Topic, load_catalogue
from core.problem import Problem

SHIPPED = asset_path("catalogue", "topics.toml")
TODAY = date(2026, 4, 1)
PUBLISHED = """
T01 基本操作: 電源・ボタン, 電話, カメラ・写真, 文字入力, 音声入力, 二次元コード（QR）の読み取り, 文字の大きさ・見やすさ・聞こえ, 音量・着信音・通知, 写真の整理・保存
T02 接続: Wi-Fi接続, データ通信量, 公衆Wi-Fi（OpenRoaming）, 契約・料金
T03 端末: 購入・機種選び, 機種変更・データ移行, 空き容量・アップデート, パソコン・タブレット, 従来型携帯・3G終了
T04 ネット・アプリ: 検索, メール, 地図, アプリを入れる・消す, 有料・無料の見分け方, 動画, 生成AI
T05 連絡・SNS: LINE, その他のSNS, オンライン会議（Zoom）
T06 マイナンバーカード: 申請, マイナポータル, マイナ保険証・資格確認書, 公金受取口座の登録, マイナポイント, 暗証番号（忘れた・ロック）, カード・電子証明書の更新, スマホのマイナンバーカード
T07 行政・医療・防災: e-Tax, オンライン申請, オンライン診療・予約, 防災・災害情報・安否確認, 自治体アプリ・LINE
T08 お金: スマホ決済, ネット通販, 地域通貨, 銀行アプリ
T09 安全: パスワードの作り方, 詐欺・迷惑電話・迷惑メール・偽警告, 紛失・盗難, 乗っ取り, ID・パスワードがわからない
T10 趣味・暮らし: 脳トレ・趣味, 観光・発信
T99 その他: その他
"""  # noqa: E501 (one group a line)
SMALL = """version = 1
published = 2026-04-01

[[groups]]
code = "V01"
ja = "館の相談"
kana = "やかた"
en = "Ours"

[[groups.topics]]
code = "V01-01"
ja = "一つ目"
kana = "ひとつめ"
en = "First"

[[groups.topics]]
code = "V01-02"
ja = "二つ目"
kana = "ふたつめ"
en = "Second"

[[outcomes]]
code = "O4"
ja = "案内"
en = "Referred"
follow_ups = [{ code = "O4-188", ja = "188", en = "188" }]

[[channels]]
code = "phone"
ja = "電話"
en = "Phone"
"""
SECOND_GROUP = """[[groups]]
code = "V02"
ja = "次の分類"
kana = "つぎ"
en = "Next"
[[groups.topics]]
code = "V02-01"
"""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(SHIPPED)


def test_every_published_topic_has_its_code_and_title(catalogue: Catalogue) -> None:
    expected = {}
    for line in PUBLISHED.strip().splitlines():
        heading, titles = line.split(": ")
        code, title = heading.split(" ", 1)
        expected[code] = title
        expected |= {f"{code}-{place:02}": each for place, each in enumerate(titles.split(", "), 1)}
    shipped = {group.code: group.ja for group in catalogue.groups}
    shipped |= {topic.code: topic.ja for topic in catalogue.topics()}
    assert shipped == expected


def test_groups_stand_in_the_order_of_the_screen(catalogue: Catalogue) -> None:
    assert [group.code for group in catalogue.groups] == [f"T{n:02}" for n in (*range(1, 11), 99)]


def test_every_title_has_english_and_a_reading_in_hiragana(catalogue: Catalogue) -> None:
    entries: list[Group | Topic] = [*catalogue.groups, *catalogue.topics()]
    for entry in entries:
        assert entry.en.isascii(), entry.code
        assert all("ぁ" <= each <= "ん" or each in "ー " for each in entry.kana)


def test_a_retired_topic_is_kept_but_no_longer_offered(catalogue: Catalogue) -> None:
    offered = [{topic.code for topic in catalogue.topics_on(day)} for day in (date(2023, 9, 30), date(2023, 10, 1))]
    assert ["T06-05" in codes for codes in offered] == [True, False]
    assert catalogue.topic("T06-05").ja == "マイナポイント"
    assert "T06-05" not in {topic.code for group in catalogue.groups_on(TODAY) for topic in group.topics}


def test_the_groups_of_a_day_hold_the_topics_of_that_day(catalogue: Catalogue) -> None:
    grouped = [topic for group in catalogue.groups_on(TODAY) for topic in group.topics]
    assert tuple(grouped) == catalogue.topics_on(TODAY)
    assert len(grouped) == 52
    assert catalogue.groups_on(date(2019, 1, 1)) == ()


def test_outcomes_and_where_they_lead(catalogue: Catalogue) -> None:
    assert [outcome.code for outcome in catalogue.outcomes] == [f"O{n}" for n in range(1, 8)]
    leads = {outcome.code: [each.ja for each in outcome.follow_ups] for outcome in catalogue.outcomes}
    assert leads["O4"] == [
        "携帯ショップ",
        "役所窓口",
        "消費者ホットライン188",
        "警察相談専用電話#9110",
        "家族",
        "講座",
    ]
    assert leads["O5"] == ["機器", "契約", "規約", "ご本人でないとできない"]
    assert catalogue.outcome("O4-188") is catalogue.outcome("O4")
    follow_up = catalogue.follow_up("O4-188")
    assert follow_up is not None
    assert follow_up.ja == "消費者ホットライン188"
    assert catalogue.follow_up("O4") is None


def test_the_six_channels(catalogue: Catalogue) -> None:
    assert [(channel.code, channel.ja) for channel in catalogue.channels] == [
        ("in_person", "面談"),
        ("phone", "電話"),
        ("mail", "メール"),
        ("fax", "FAX"),
        ("web", "ホームページ"),
        ("online", "オンライン"),
    ]
    assert catalogue.channel("fax").en == "Fax"


def test_only_a_scam_is_urgent(catalogue: Catalogue) -> None:
    assert [topic.code for topic in catalogue.topics() if topic.urgent] == ["T09-02"]


def test_an_unknown_code_is_told(catalogue: Catalogue) -> None:
    assert catalogue.find_topic("T55-01") is None
    for look_up in (catalogue.topic, catalogue.outcome, catalogue.channel):
        with pytest.raises(Problem) as told:
            look_up("T55-01")
        assert told.value.code.endswith("_unknown")
        assert told.value.next_step


def test_a_sites_own_codes_are_taken() -> None:
    assert load_catalogue(SMALL.encode()).topic("V01-02").ja == "二つ目"


@pytest.mark.parametrize(
    ("was", "becomes", "where"),
    [
        ('ja = "二つ目"', "ja = 二つ目", "18行目"),
        ('ja = "二つ目"', "ja = 2", "16行目"),
        ('en = "Second"', "", "16行目"),
        ('en = "Second"', 'en = "Second"\nvalid_too = 2026-01-01', "16行目"),
        ('code = "V01-02"', 'code = "X01-02"', "16行目"),
        ('code = "V01-02"', 'code = "V01-01"', "17行目の「V01-01」は、同じ番号"),
        ('code = "V01-02"', 'code = "V02-01"', "17行目の「V02-01」は、分類「V01」"),
        ('code = "V01-02"', 'code = "V01-02"\nvalid_to = 2001-01-01', "17行目の「V01-02」は、終わりの日"),
        ('code = "V01"', 'code = ""', "4行目"),
        ('code = "O4-188"', 'code = "O5-188"', "26行目の「O5-188」は、結果「O4」"),
        ('code = "O4-188", ja', 'code = "O4-188"', "26行目"),
        ('code = "O4-188", ja', 'code = "O4-188", yomi', "22行目"),
        ("[[outcomes]]", SECOND_GROUP + "[[outcomes]]", "の27行目"),
        ("version = 1", "version = 0", "の1行目"),
        ("version = 1", "", "の1行目"),
        ('code = "phone"', 'code = "phone', "29行目"),
    ],
)
def test_a_broken_file_names_its_line(was: str, becomes: str, where: str) -> None:
    assert SMALL.count(was) == 1
    with pytest.raises(Problem) as told:
        load_catalogue(SMALL.replace(was, becomes).encode())
    assert told.value.code == "catalogue_broken"
    assert where in told.value.sentence
    assert told.value.next_step


def test_a_file_in_another_encoding_is_told() -> None:
    with pytest.raises(Problem, match="UTF-8"):
        load_catalogue(SMALL.encode("cp932"))


def test_a_missing_file_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"（topics\.toml）を開けません"):
        load_catalogue(tmp_path / "topics.toml")


def test_an_empty_or_cut_file_is_told() -> None:
    whole = SHIPPED.read_bytes()
    for end in (0, 10, len(whole) // 2):
        with pytest.raises(Problem):
            load_catalogue(whole[:end])
