"""Strays go; whatever somebody typed on purpose stays."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clean_text import clean_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("LINEの\x00設定\x07", "LINEの設定"),
        ("一行目\r\n二行目\rおわり", "一行目\n二行目\nおわり"),
        ("タブ\tも", "タブ\tも"),
        ("半分\ud83dだけ", "半分だけ"),
        ("\u202e逆さ\u202c", "逆さ"),
        ("👵🏽 مرحبا שלום 👨‍👩‍👧 葛󠄀", "👵🏽 مرحبا שלום 👨‍👩‍👧 葛󠄀"),
    ],
)
def test_strays_go_and_the_rest_stays(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


@given(st.text(st.characters(codec=None), max_size=200))
def test_whatever_comes_can_be_kept_and_is_clean(typed: str) -> None:
    cleaned = clean_text(typed)
    cleaned.encode()
    assert clean_text(cleaned) == cleaned
    assert not any(unicodedata.category(each) == "Cc" for each in cleaned if each not in "\n\t")
