"""Municipality codes carry a check digit, and the shipped list holds the six of the first reports."""

from datetime import date

import pytest

from core.assets import asset_path
from core.municipality import is_municipality_code, load_municipalities, read_municipalities
from core.problem import Problem
from core.programmes import shipped_programmes

SHIPPED = asset_path("catalogue", "municipalities.toml")
SIX = {
    "132101": "小金井市",
    "132292": "西東京市",
    "131113": "大田区",
    "131148": "中野区",
    "131075": "墨田区",
    "131202": "練馬区",
}


OF_THE_DOCUMENTS = {
    "102016": "前橋市",
    "072028": "会津若松市",
    "322032": "出雲市",
    "444626": "玖珠町",
    "212024": "大垣市",
    "382019": "松山市",
    "464929": "肝付町",
    "012122": "留萌市",
    "223069": "西伊豆町",
}


def test_the_municipalities_of_the_reports_and_of_the_programmes_are_shipped() -> None:
    names = {code: each.name for code, each in load_municipalities(SHIPPED).items()}
    assert (SIX | OF_THE_DOCUMENTS).items() <= names.items()
    assert {each.municipality for each in shipped_programmes().all} - {None} <= names.keys()


def test_a_merged_one_is_what_it_was_until_its_last_day() -> None:
    known = read_municipalities(SHIPPED)
    assert known.by_code["132161"].name == "田無市"
    assert known.on("132161", date(2001, 1, 20)) == "132161"
    assert known.on("132161", date(2001, 1, 21)) == "132292"
    assert known.on("472018", date(2026, 1, 1)) == "472018"


@pytest.mark.parametrize(("code", "told"), [("132102", "municipality"), ("132161", "municipality_merged")])
def test_a_wrong_code_and_a_merged_one_are_refused_with_a_sentence(code: str, told: str) -> None:
    with pytest.raises(Problem) as problem:
        read_municipalities(SHIPPED).check(code, date(2026, 11, 21))
    assert problem.value.code == told
    read_municipalities(SHIPPED).check("132292", date(2026, 11, 21))


@pytest.mark.parametrize("code", SIX)
def test_their_check_digits_are_right(code: str) -> None:
    assert is_municipality_code(code)


@pytest.mark.parametrize("code", SIX)
@pytest.mark.parametrize("place", range(6))
def test_one_wrong_digit_is_caught_but_where_the_official_sum_is_blind(code: str, place: int) -> None:
    """Remainders 0 and 10 share the check digit 1, so at most one wrong digit in a place gets through."""
    wrong = {code[:place] + digit + code[place + 1 :] for digit in "0123456789"} - {code}
    getting_through = [each for each in wrong if is_municipality_code(each)]
    assert len(getting_through) <= (1 if place < 5 and code.endswith("1") else 0)


@pytest.mark.parametrize("code", ["", "13210", "1321010", "132102", "１３２１０１", "13210a", "²32101"])
def test_what_is_no_code_is_refused(code: str) -> None:
    assert not is_municipality_code(code)


def _entry(code: str) -> str:
    return f'[[municipalities]]\ncode = "{code}"\nname = "市"\nkana = "し"\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (_entry("132101") + _entry("132102"), "6行目の「132102」は、検査数字"),
        (_entry("132101") + _entry("132101"), "6行目の「132101」は、同じ番号"),
        (_entry("132101") + _entry("1"), "5行目"),
        (_entry("132101") + 'merged_into = "132292"\n', "合併先"),
        (_entry("132292") + _entry("132101") + 'merged_into = "132292"\n', "終わりの日と合併先"),
    ],
)
def test_a_broken_list_names_its_line(text: str, told: str) -> None:
    with pytest.raises(Problem, match=told) as problem:
        load_municipalities(text.encode())
    assert problem.value.code == "municipalities_broken"


def test_what_was_merged_belongs_to_what_it_became_part_of() -> None:
    places = read_municipalities(SHIPPED)
    nishitokyo = {"132292", "132161", "132179"}
    assert set(places.with_merged("132292", date(2026, 4, 1))) == nishitokyo
    assert set(places.with_merged("132161", date(2026, 4, 1))) == nishitokyo
    assert places.with_merged("132161", date(1999, 4, 1)) == ("132161",)
    assert places.with_merged("132110", date(2026, 4, 1)) == ("132110",)
