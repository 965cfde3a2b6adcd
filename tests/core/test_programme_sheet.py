"""Whatever the catalogue says of a programme can be read: no field without a line."""

import re

import msgspec
import pytest

from core.assets import asset_path
from core.catalogue import load_catalogue
from core.municipality import read_municipalities
from core.programme_sheet import programme_sheet
from core.programmes import Programme, shipped_programmes
from core.reports.names import Names

NAMES = Names(
    load_catalogue(asset_path("catalogue", "topics.toml")),
    shipped_programmes(),
    read_municipalities(asset_path("catalogue", "municipalities.toml").read_bytes()).by_code,
)
_JAPANESE = re.compile("[ぁ-ヿ一-鿿]")
TITLE = {"code", "row", "ja", "en", "valid_from"}


@pytest.mark.parametrize("programme", shipped_programmes().all, ids=lambda each: each.code)
def test_every_fact_of_a_programme_is_a_line_in_both_languages(programme: Programme) -> None:
    sheet = programme_sheet(programme, NAMES)
    assert all(all(line.about) and all(line.words) for line in sheet)
    plain = Programme(code=programme.code, kind="meeting" if programme.kind != "meeting" else "course", ja="", en="")
    for field in set(Programme.__struct_fields__) - TITLE:
        without = msgspec.structs.replace(programme, **{field: getattr(plain, field)})
        if without != programme:
            assert programme_sheet(without, NAMES) != sheet, field


@pytest.mark.parametrize("programme", shipped_programmes().all, ids=lambda each: each.code)
def test_the_english_sheet_has_no_japanese_in_it(programme: Programme) -> None:
    """A municipality's name is a name in both."""
    lines = (line for line in programme_sheet(programme, NAMES) if line.about[1] != "Municipality")
    assert [line.words[1] for line in lines if _JAPANESE.search(line.words[1])] == []


def test_each_english_word_is_of_a_text_that_some_programme_writes() -> None:
    told = "".join(line.words[0] for each in shipped_programmes().all for line in programme_sheet(each, NAMES))
    words = [each.ja for each in shipped_programmes().words]
    assert [each for each in words if each not in told] == []
    assert len(set(words)) == len(words)


def _sheet(code: str, language: int = 0) -> dict[str, str]:
    lines = programme_sheet(shipped_programmes().programme(code), NAMES)
    return {line.about[0]: line.words[language] for line in lines}


def test_money_says_who_pays_how_much_and_who_holds_it() -> None:
    told = _sheet("P12")["財源"]
    assert all(word in told for word in ("財源 総務省", "補助率 10/10", "執行団体 公募", "携帯キャリア・携帯ショップ"))
    told = _sheet("P12", 1)["財源"]
    assert "Ministry of Internal Affairs and Communications" in told
    assert "held by mobile carriers, mobile phone shops" in told
    assert _sheet("P12")["類型"] == "類型A（全国展開型）"


def test_weekdays_volumes_and_prices_are_told_as_the_documents_have_them() -> None:
    assert _sheet("P19")["曜日・時刻・会場"] == "月 綾里地区センター、火・水・木・金・土・日 大垣市情報工房"
    assert _sheet("P19")["年末年始"] == "お休み"
    assert _sheet("P17")["1年の予定"] == "36回（講座）、600受付分（相談窓口）"
    assert _sheet("P20")["1年の予定"] == "約40回"
    assert _sheet("P23")["参加費"] == "100円（端末を借りる方は200円）"
    assert _sheet("P23", 1)["参加費"] == "100 yen (200 yen with a lent device)"
    assert _sheet("P04")["おひとりの時間"] == "約30分"
    assert _sheet("P08")["研修"] == "3～4時間、オンライン、スキル定着チェック、オープンバッジ"
    assert _sheet("P08")["目標"] == "サポーター数 1,000（2023-12-31まで）"
    assert _sheet("P21")["段階"] == "基本講座 9回、応用講座 13回"
    assert _sheet("P01")["教材"] == "東京都の体験会テキスト（第1版）、わかりやすい言いかえ・擬音の事例集（第1版）"
