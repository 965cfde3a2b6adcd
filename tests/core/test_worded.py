"""A member is its code, and carries its words."""

import msgspec
import pytest

from core.age_band import AgeBand
from core.badges import BadgeState
from core.phone_kinds import PhoneKind
from core.staff_fit import Point
from core.worded import Worded


@pytest.mark.parametrize("kind", [AgeBand, BadgeState, PhoneKind, Point])
def test_every_member_has_words_in_both_languages_and_stays_its_code(kind: type[Worded]) -> None:
    for each in kind:
        assert each.ja
        assert each.en
        assert kind(each.value) is each
        assert f"{each}" == each.value == each
        assert msgspec.json.decode(msgspec.json.encode(each), type=kind) is each
    assert len({each.ja for each in kind}) == len(kind)
