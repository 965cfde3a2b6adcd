"""What must not be kept is shown as ●●●, wherever it stands, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.free_text import cover
from core.kinds import AttendanceRecorded, PersonRegistered
from core.number_guard import RefusalCode, covered, refusal, refusals

NUMBER = "123456789018"
PIECES = st.sampled_from(
    ["1", "２", "三", "12", "3456", NUMBER, " ", "-", "・", "パスワード", "は", "abcd1", "。", "電話"]
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"製造番号 {NUMBER} のパソコン", "製造番号 ●●● のパソコン"),
        ("番号は1234-5678-9018です", "番号は●●●です"),
        ("一二三四五六七八九〇一八", "●●●"),
        ("パスワードは abcd1234! です", "パスワードは ●●● です"),
        ("午後２時、一人で", "午後２時、一人で"),
    ],
)
def test_a_text_as_it_may_be_shown(text: str, shown: str) -> None:
    assert covered(text) == shown


@given(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=60))
def test_what_is_shown_never_holds_what_is_refused(text: str) -> None:
    shown = covered(text)
    assert refusal(shown) is None
    assert covered(shown) == shown
    assert (shown == text) == (refusal(text) is None)


def test_every_reason_is_told() -> None:
    both = [each.code for each in refusals(f"暗証番号: 1234 と {NUMBER}")]
    assert both == [RefusalCode.PASSWORD, RefusalCode.MY_NUMBER]


def test_a_payload_is_covered_in_its_free_texts_alone() -> None:
    person = PersonRegistered(age_band="70s", name=NUMBER, birth_date="1950-01-01")
    assert cover(person) == PersonRegistered(age_band="70s", name="●●●", birth_date="1950-01-01")
    visit = AttendanceRecorded(session_id=NUMBER, at="2026-11-21T10:00:00+09:00", age_band="70s", how="number")
    assert cover(visit) is visit
