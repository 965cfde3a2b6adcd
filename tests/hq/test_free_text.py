"""Every plain text field is either guarded or a code; a new one must be put into one of the lists."""

from typing import get_args, get_type_hints

import msgspec
import pytest

from core.free_text import CODED, FREE, SEALED_CODES
from core.kinds import PersonRegistered
from core.payload import KINDS
from core.placement import Placement
from desktop.sync.enrol import greet
from desktop.sync.faults import SyncProblem
from desktop.sync.transport import HttpTransport
from hq.intake.free_text import refused_number
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop

NUMBER = "123456789018"


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
    assert {name for kind in KINDS.values() for name in kind.names(Placement.SEALED)} >= SEALED_CODES


def test_only_free_text_is_guarded() -> None:
    assert refused_number({"text": NUMBER}) == "my_number"
    assert refused_number({"attributes": ["学生", NUMBER]}) == "my_number"
    assert refused_number({"person_id": f"00000000-0000-4000-8000-{NUMBER}"}) is None


@pytest.mark.parametrize("inside", [{"x": NUMBER}, {NUMBER: 1}, [[{"deep": ["1", NUMBER]}]], int(NUMBER)])
def test_a_number_is_found_however_deep_it_lies(inside: object) -> None:
    assert refused_number({"text": inside}) == "my_number"
    assert refused_number({"not_declared": inside}, is_whole=True) == "my_number"


def test_of_a_kind_to_come_only_names_that_are_free_today_are_guarded() -> None:
    assert refused_number({"robot_id": f"00000000-0000-4000-8000-{NUMBER}"}) is None
    assert refused_number({"text": {"x": NUMBER}}) == "my_number"


def test_what_is_smuggled_into_a_known_kind_is_kept_apart(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    smuggled = {
        "about_it": {"age_band": "70s", "more": {"number": NUMBER}},
        "number": {"age_band": "70s", "number": int(NUMBER)},
        "none": {"age_band": "70s", "more": {"number": "03-1234-5678"}},
    }
    for plain in smuggled.values():
        laptop.write(PersonRegistered(age_band="70s"), plain=msgspec.Raw(msgspec.json.encode(plain)))
    report = hq.exchange(laptop)
    assert (report.quarantined, report.stored) == (2, 1)
    assert hq.query("SELECT DISTINCT reason FROM quarantined") == [("my_number",)]


def test_the_name_of_a_laptop_is_free_text(hq: Headquarters) -> None:
    laptop = Laptop()
    code = hq.code(hq.add_site())
    greeted = greet(HttpTransport(hq.url), code)
    request = laptop.enrol_request(greeted.hello.box_public)
    with pytest.raises(SyncProblem) as told:
        greeted.enrol(msgspec.structs.replace(request, device_name=f"受付 {NUMBER}"))
    assert told.value.code == "my_number"
    assert NUMBER not in str(told.value)
    assert hq.query("SELECT count(*) FROM device") == [(0,)]
