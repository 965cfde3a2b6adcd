"""Every plain text field is either guarded or a code; a new one must be put into one of the lists."""

from typing import get_args, get_type_hints

import core.kinds  # noqa: F401 - declares the kinds
from core.payload import KINDS
from core.placement import Placement
from hq.intake.free_text import CODED, FREE, refused_number


def _is_text(hint: object) -> bool:
    return hint is str or any(_is_text(each) for each in get_args(hint))


def test_every_plain_text_is_classified() -> None:
    names = {
        name
        for kind in KINDS.values()
        for name, hint in get_type_hints(kind.payload).items()
        if kind.fields.get(name) is Placement.PLAIN and _is_text(hint)
    }
    assert names - FREE - CODED == set()
    assert set() == FREE & CODED
    assert (FREE | CODED) - names == set()


def test_only_free_text_is_guarded() -> None:
    number = "123456789018"
    assert refused_number({"text": number}) == "my_number"
    assert refused_number({"attributes": ["学生", number]}) == "my_number"
    assert refused_number({"person_id": f"00000000-0000-4000-8000-{number}"}) is None
