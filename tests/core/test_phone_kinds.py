"""Kinds of phones."""

import pytest

from core.phone_kinds import PhoneKind, checked_phone_kind
from core.problem import Problem


def test_each_has_a_name_in_both_languages() -> None:
    assert all(kind.ja and kind.en.isascii() for kind in PhoneKind)
    assert PhoneKind.EASY.ja == "らくらくホン・かんたんスマホ"


def test_only_what_there_is_is_taken() -> None:
    assert [checked_phone_kind(code) for code in (None, "", *PhoneKind)] == [None, None, *PhoneKind]
    with pytest.raises(Problem, match="機種の番号は一覧にありません"):
        checked_phone_kind("pager")
