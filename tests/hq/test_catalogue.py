"""A new version of the topics: checked, published, signed, and at every laptop with its next exchange."""

import re
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
import requests

from core.assets import asset_path
from core.problem import Problem
from core.published import PublishedCatalogue
from core.wire import EXCHANGE_PATH, PROTOCOL, ExchangeAnswer, ExchangeRequest
from desktop.sync.transport import HttpTransport, Signer
from hq.catalogue.changes import Change
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop
from tests.hq.test_portal import PASSWORD, sign_in

if TYPE_CHECKING:
    from hq.catalogue.publishing import Publication

SHIPPED = asset_path("catalogue", "topics.toml").read_text("utf-8")
NEW = '[[groups.topics]]\ncode = "T03-06"\nja = "充電"\nkana = "じゅうでん"\nen = "Charging"\n\n'


def publish(data: bytes) -> "Publication":
    """Models exist only once a headquarters runs, so nothing that needs them is imported before."""
    from hq.catalogue import publishing

    return publishing.publish(data)


def published() -> list[int]:
    """The versions that a laptop without any would get."""
    from hq.catalogue.publishing import newer_than

    return [each.version for each in newer_than(0)]


def edited(*pairs: tuple[str, str], version: int = 2) -> bytes:
    """The shipped file with these replacements, each of which must be there."""
    text = re.sub(r"^version = .*$", f"version = {version}", SHIPPED, count=1, flags=re.MULTILINE)
    for was, becomes in pairs:
        assert was in text
        text = text.replace(was, becomes, 1)
    return text.encode()


ADD = ('[[groups.topics]]\ncode = "T03-05"', NEW + '[[groups.topics]]\ncode = "T03-05"')
RETIRE = ('code = "T03-04"\n', 'code = "T03-04"\nvalid_to = 2026-11-30\n')
REWORD = ("電源・ボタン", "電源とボタン")


def test_a_version_says_what_it_changes(hq: Headquarters) -> None:
    from hq.catalogue.publishing import look_at

    changed = publish(edited(ADD, RETIRE, REWORD)).changed
    assert [(each.change, each.code) for each in changed] == [
        (Change.REWORDED, "T01-01"),
        (Change.RETIRED, "T03-04"),
        (Change.ADDED, "T03-06"),
    ]
    back = look_at(edited(ADD, REWORD, version=3)).changed
    assert [(each.change, each.code) for each in back] == [(Change.OFFERED_AGAIN, "T03-04")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (edited(version=1), "catalogue_version"),
        (edited(version=2**63), "catalogue_broken"),
        (edited(('"T09-05"', '"T09-55"')), "catalogue_deleted"),
        (edited(("電源・ボタン", "充電"), ("Power and buttons", "Charging")), "catalogue_reused"),
        (edited(("解決", "別"), ("Solved", "Other")), "catalogue_reused"),
        (edited(('code = "T01-01"\n', 'code = "T01-01"\nvalid_from = 2026-11-30\n')), "catalogue_dates"),
        (edited(("published = ", "valid_from = 2001-01-01\npublished = ")), "catalogue_dates"),
        (edited(("電源・ボタン", "電源 1234-5678-9018")), "my_number"),
        (b"version = ", "catalogue_broken"),
        (b"#" * 2_000_000, "catalogue_large"),
    ],
)
def test_what_may_not_follow_is_refused(hq: Headquarters, data: bytes, code: str) -> None:
    with pytest.raises(Problem) as told:
        publish(data)
    assert told.value.code == code
    assert published() == []


def test_codes_of_the_sites_own_are_not_for_headquarters(hq: Headquarters) -> None:
    group = '[[groups]]\ncode = "V01"\nja = "x"\nkana = "x"\nen = "x"\ntopics = []\n\n[[outcomes]]'
    with pytest.raises(Problem) as told:
        publish(edited(("[[outcomes]]", group)))
    assert told.value.code == "catalogue_own"


def test_every_laptop_gets_it_once_with_its_next_exchange(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    hq.exchange(laptop)
    assert laptop.catalogues == {}
    data = edited(ADD)
    publish(data)
    publish(edited(ADD, RETIRE, version=7))
    hq.exchange(laptop)
    assert sorted(laptop.catalogues) == [2, 7]
    assert laptop.catalogues[2].data == data
    assert ask(hq, laptop, 7) == ()
    assert [each.version for each in ask(hq, laptop, 2)] == [7]


def ask(hq: Headquarters, laptop: Laptop, version: int | None) -> tuple[PublishedCatalogue, ...]:
    """What an exchange brings to a laptop that says this."""
    return answer(hq, laptop, version).catalogues


def answer(hq: Headquarters, laptop: Laptop, version: int | None) -> ExchangeAnswer:
    who = laptop.identity()
    request = ExchangeRequest(PROTOCOL, who.site_id, who.device_id, who.epoch, "?", 0, 0, catalogue_version=version)
    return HttpTransport(hq.url).post(EXCHANGE_PATH, request, ExchangeAnswer, Signer(who.device_id, who.pair))


def test_a_program_that_knows_of_no_catalogue_goes_on(hq: Headquarters) -> None:
    class OldAnswer(msgspec.Struct, frozen=True):
        """As it was before."""

        answers: tuple[object, ...]
        receipt: bytes

    laptop = hq.enrolled()
    publish(edited(ADD))
    assert ask(hq, laptop, None) == ()
    read = msgspec.msgpack.decode(msgspec.msgpack.encode(answer(hq, laptop, 0)), type=OldAnswer)
    assert read.receipt


def test_only_the_pinned_headquarters_is_believed(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    publish(edited(ADD))
    hq.query("UPDATE catalogue_version SET data = %s", edited(RETIRE))
    hq.exchange(laptop)
    assert laptop.catalogues == {}


def test_the_commands(hq: Headquarters, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from hq.cli.catalogue import list_all
    from hq.cli.catalogue import publish as command

    file = tmp_path / "topics.toml"
    file.write_bytes(edited(ADD))
    command(Namespace(file=file, dry_run=True, json=False))
    assert "まだ公開していません" in capsys.readouterr().out
    assert published() == []
    command(Namespace(file=file, dry_run=False, json=True))
    first, last = map(msgspec.json.decode, capsys.readouterr().out.splitlines())
    assert first == {"version": 2, "change": "added", "code": "T03-06", "ja": "充電"}
    assert (last["done"], last["changes"], last["version"]) == (True, 1, 2)
    list_all(Namespace(json=True))
    assert msgspec.json.decode(capsys.readouterr().out)["version"] == 2
    with pytest.raises(Problem) as told:
        command(Namespace(file=tmp_path / "nothing", dry_run=False, json=False))
    assert told.value.code == "no_file"


def send(session: requests.Session, hq: Headquarters, button: str, data: bytes) -> requests.Response:
    """The form of the page, with a file."""
    form = session.get(f"{hq.url}/topics", timeout=10).text
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    assert token is not None
    told = {"csrfmiddlewaretoken": token[1], button: ""}
    return session.post(f"{hq.url}/topics", data=told, files={"file": ("topics.toml", data)}, timeout=10)


def test_the_page_tells_what_changes_before_it_is_published(hq: Headquarters) -> None:
    session = signed_in(hq)
    looked = send(session, hq, "check", edited(ADD))
    assert "まだ公開していません" in looked.text
    assert "T03-06" in looked.text
    assert published() == []
    assert "公開しました" in send(session, hq, "publish", edited(ADD)).text
    assert published() == [2]
    again = send(session, hq, "publish", edited(ADD))
    assert again.status_code == 400
    assert "より大きくありません" in again.text
    session.get(f"{hq.url}/language/en", timeout=10)
    english = send(session, hq, "publish", edited(ADD)).text
    assert "The version is not higher than the present one." in english
    refused = send(session, hq, "check", edited(("電源・ボタン", "電源 1234-5678-9018"), version=3)).text
    assert "1234-5678-9018" not in refused
    assert published() == [2]


def signed_in(hq: Headquarters) -> requests.Session:
    """Somebody of headquarters."""
    from django.contrib.auth.models import User

    User.objects.create_user("hanako", password=PASSWORD, is_staff=True)
    session = requests.Session()
    assert sign_in(session, hq, PASSWORD).status_code == 200
    return session
