"""People on record, by command: found however they are typed, merged, and taken apart."""

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def two(site: Cli) -> tuple[str, str]:
    """The same person on record twice."""
    site.one("settings", "visitor_fields", "name,kana,phone")
    first = site.one("person", "add", "--name", "大野優子", "--kana", "おおの ゆうこ", "--phone", "090-1111-2222")
    second = site.one("person", "add", "--name", "小林ゆう子", "--kana", "こばやし ゆうこ", "--phone", "03-3333-4444")
    return first["person_id"], second["person_id"]


def _found(site: Cli, *words: str) -> list[str]:
    return [each["name"] for each in site.all("person", "find", *words)]


@pytest.mark.parametrize(
    "words", [["ohno"], ["ＯＯＮＯ"], ["おーの"], ["大", "yuko"], ["2222"], ["11112222"], ["yuk", "大野"]]
)
def test_somebody_is_found_however_they_are_typed(site: Cli, two: tuple[str, str], words: list[str]) -> None:
    assert _found(site, *words) == ["大野優子"]


def test_a_merge_is_told_found_and_taken_back(site: Cli, two: tuple[str, str]) -> None:
    kept, gone = two
    assert site.one("person", "merge", gone, kept) == {"person_id": gone, "into": kept}
    assert _found(site, "kobayashi") == _found(site, "4444") == ["大野優子"]
    assert site.refused("person", "merge", kept, gone) == "merge_circle"
    assert site.one("person", "unmerge", gone) == {"person_id": gone, "merged": False}
    assert _found(site, "kobayashi") == ["小林ゆう子"]
    assert site.refused("person", "unmerge", gone) == "not_merged"
    assert site.refused("person", "unmerge", "nobody") == "person_unknown"


def test_people_are_told_what_happened_in_words(site: Cli, two: tuple[str, str]) -> None:
    kept, gone = two
    assert "一つにまとめました" in site("person", "merge", gone, kept).out
    assert "別の方の登録に戻しました" in site("person", "unmerge", gone).out
