"""New versions of the programmes and of the municipalities: checked, signed, at every laptop that knows of them."""

from typing import TYPE_CHECKING

import pytest

from core.assets import asset_path
from core.kinds import ProgrammeDefined
from core.municipality import read_municipalities
from core.problem import Problem
from core.published import MUNICIPALITIES, PROGRAMMES
from core.wire import HandoutHeld
from tests.helpers.headquarters import Headquarters
from tests.hq.test_handouts import REWORD, answer, versions
from tests.hq.test_handouts import edited as edited_handout
from tests.hq.test_handouts import publish as publish_handouts
from tests.tooling.source_tree import ROOT

if TYPE_CHECKING:
    from hq.catalogue.programmes import Publication

SHIPPED = asset_path("catalogue", "programmes.toml").read_text("utf-8")
PLACES = asset_path("catalogue", "municipalities.toml").read_text("utf-8")
RETIRE = ('code = "P02"\n', 'code = "P02"\nvalid_to = 2026-12-31\n')
ADD = '\n[[programmes]]\ncode = "P29"\nja = "出張相談"\nen = "Visiting"\nkind = "consultation"\n'
MERGED = 'code = "132021"\nname = "立川市"\nkana = "たちかわし"\nprefecture = "東京都"\n'
AGAIN = 'valid_to = 2027-03-31\nmerged_into = "132161"\n'


def publish(data: bytes) -> "Publication":
    """Models exist only once a headquarters runs, so nothing that needs them is imported before."""
    from hq.catalogue import programmes

    return programmes.publish(data)


def publish_places(data: bytes) -> None:
    """Likewise."""
    from hq.catalogue import municipalities

    municipalities.publish(data)


def edited(*pairs: tuple[str, str], text: str = SHIPPED, version: int = 2, more: str = "") -> bytes:
    """The shipped file with these replacements, each of which must be there."""
    text = text.replace("version = 1", f"version = {version}", 1)
    for was, becomes in pairs:
        assert was in text
        text = text.replace(was, becomes, 1)
    return (text + more).encode()


def test_a_version_says_what_it_changes(hq: Headquarters) -> None:
    data = edited(RETIRE, ("スマホ体験会", "スマートフォン体験会"), ("fee = 100", "fee = 150"), more=ADD)
    changed = publish(data).changed
    assert [(each.change.value, each.code) for each in changed] == [
        ("reworded", "P01"),
        ("retired", "P02"),
        ("changed", "P23"),
        ("added", "P29"),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (edited(version=1), "list_version"),
        (edited(version=2**63), "programmes_broken"),
        (edited(text=SHIPPED[: SHIPPED.rindex("[[programmes]]")]), "programmes_deleted"),
        (edited(('code = "P25-3"', 'code = "P25-4"')), "programmes_deleted"),
        (edited(("スマホ体験会", "料理教室"), ("Smartphone trial session", "Cooking")), "programmes_reused"),
        (edited(('kind = "trial"', 'kind = "course"')), "programmes_counted"),
        (edited(('counts_in = "P04"\n', "")), "programmes_counted"),
        (edited(('code = "P17-2"\nkind = "consultation"\n', 'code = "P17-2"\n')), "programmes_counted"),
        (edited(('code = "P01"\n', 'code = "P01"\nvalid_from = 2026-11-30\n')), "programmes_dates"),
        (edited(("published = ", "valid_from = 2001-01-01\npublished = ")), "list_dates"),
        (edited(more=ADD.replace("P29", "V29")), "programmes_own"),
        (edited(more=ADD.replace("出張相談", "出張 1234-5678-9018")), "my_number"),
        (b"version = ", "programmes_broken"),
        (b"#" * 2_000_000, "list_large"),
    ],
)
def test_what_may_not_follow_is_refused(hq: Headquarters, data: bytes, code: str) -> None:
    with pytest.raises(Problem) as told:
        publish(data)
    assert told.value.code == code
    assert versions(answer(hq, hq.enrolled(), ())) == []


def test_it_travels_on_the_road_of_the_handouts_and_once(hq: Headquarters) -> None:
    data = edited(RETIRE)
    publish(data)
    publish_handouts(edited_handout(REWORD))
    laptop = hq.enrolled()
    answered = answer(hq, laptop, ())
    assert versions(answered) == [("H01", 2), (PROGRAMMES, 2)]
    (sent,) = (each for each in answered.handouts if each.handout == PROGRAMMES)
    assert sent.data == data
    assert all(each.is_from(laptop.identity().hq_signing_public) for each in answered.handouts)
    assert versions(answer(hq, laptop, (HandoutHeld(PROGRAMMES, 2),))) == [("H01", 2)]


def test_a_program_that_knows_of_no_handouts_goes_on(hq: Headquarters) -> None:
    publish(edited(RETIRE))
    assert versions(answer(hq, hq.enrolled(), None)) == []


def test_headquarters_handouts_are_not_disturbed_by_a_list(hq: Headquarters) -> None:
    from hq.handouts.in_force import newest

    publish(edited(RETIRE))
    assert newest().handout("H01").version == 1


def test_a_sites_own_programmes_are_known_with_the_newest(hq: Headquarters) -> None:
    from hq.catalogue.programmes import of_site

    publish(edited(RETIRE))
    laptop = hq.enrolled()
    source = (ROOT / "tests/cli/own_programme.toml").read_text("utf-8")
    laptop.write(ProgrammeDefined(programme="V01", source=source))
    hq.exchange(laptop)
    known = of_site(laptop.site.site_id)
    assert (known.version, known.programme("V01").ja) == (2, "ふれあい相談")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (edited(text=PLACES, version=1), "list_version"),
        (edited(text=PLACES, version=2**63), "municipalities_broken"),
        (edited(("132101", "132102"), text=PLACES), "municipalities_broken"),
        (edited((MERGED + "\n[[municipalities]]\n", ""), text=PLACES), "municipalities_deleted"),
        (edited((MERGED, MERGED + 'merged_into = "132292"\n'), text=PLACES), "municipalities_broken"),
        (edited((MERGED, f"{MERGED}{AGAIN}"), text=PLACES), "municipalities_broken"),
    ],
)
def test_a_list_of_municipalities_that_cannot_be_is_refused(hq: Headquarters, data: bytes, code: str) -> None:
    with pytest.raises(Problem) as told:
        publish_places(data)
    assert told.value.code == code


def test_a_merged_municipality_travels_with_its_last_day(hq: Headquarters) -> None:
    data = edited((MERGED, MERGED + 'valid_to = 2027-03-31\nmerged_into = "132292"\n'), text=PLACES)
    publish_places(data)
    assert versions(answer(hq, hq.enrolled(), ())) == [(MUNICIPALITIES, 2)]
    assert read_municipalities(data).by_code["132021"].merged_into == "132292"
