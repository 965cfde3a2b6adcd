"""A new version of a handout: checked, published, signed, at every laptop with its next exchange; and feedback."""

import re
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
import requests

from core.assets import asset_path
from core.kinds import HandoutFeedback
from core.problem import Problem
from core.wire import EXCHANGE_PATH, PROTOCOL, ExchangeAnswer, ExchangeRequest, HandoutHeld
from desktop.sync.transport import HttpTransport, Signer
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop
from tests.hq.test_catalogue import signed_in

if TYPE_CHECKING:
    from hq.handouts.publishing import Publication

SHIPPED = asset_path("catalogue", "handouts", "H01.toml").read_text("utf-8")


def publish(*files: bytes) -> "tuple[Publication, ...]":
    """Models exist only once a headquarters runs, so nothing that needs them is imported before."""
    from hq.handouts import publishing

    return publishing.publish(files)


def edited(*pairs: tuple[str, str], version: int = 2) -> bytes:
    """The shipped file with these replacements, each of which must be there."""
    text = SHIPPED.replace("version = 1", f"version = {version}", 1)
    for was, becomes in pairs:
        assert was in text
        text = text.replace(was, becomes, 1)
    return text.encode()


REWORD = ("ポンッと軽く1回押します", "軽く1回押します")


def answer(hq: Headquarters, laptop: Laptop, held: tuple[HandoutHeld, ...] | None) -> ExchangeAnswer:
    who = laptop.identity()
    request = ExchangeRequest(PROTOCOL, who.site_id, who.device_id, who.epoch, "?", 0, 0, handouts_held=held)
    return HttpTransport(hq.url).post(EXCHANGE_PATH, request, ExchangeAnswer, Signer(who.device_id, who.pair))


def versions(answered: ExchangeAnswer) -> list[tuple[str, int]]:
    return [(each.handout, each.version) for each in answered.handouts]


def test_a_version_says_what_it_changes(hq: Headquarters) -> None:
    (publication,) = publish(edited(REWORD))
    assert [each.where for each in publication.changed] == ["標準 手順1"]
    assert "ポンッ" in publication.changed[0].before
    assert "ポンッ" not in publication.changed[0].after


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (edited(version=1), "handout_version"),
        (edited(('id = "H01"', 'id = "V01"')), "handout_own"),
        (edited(("T02-03", "T99-99")), "handout_topics"),
        (edited(("「接続」", "「1234 5678 9018」")), "my_number"),
        (edited(("https://www.digi-katsu.go.jp/", "https://a.jp/123456789018")), "my_number"),
        (edited(("*「Wi-Fi」*", "*「Wi-Fi」")), "handout_markup"),
        (b"id = ", "handout_broken"),
        (b"a = " + b"[" * 9_000, "handout_broken"),
        (b"#" * 200_000, "handout_large"),
    ],
)
def test_what_may_not_be_published_is_refused_and_nothing_with_it(hq: Headquarters, data: bytes, code: str) -> None:
    other = asset_path("catalogue", "handouts", "H02.toml").read_bytes().replace(b"version = 1", b"version = 2", 1)
    with pytest.raises(Problem) as told:
        publish(other, data)
    assert told.value.code == code
    assert versions(answer(hq, hq.enrolled(), ())) == []


def test_every_laptop_gets_each_version_once(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    hq.exchange(laptop)
    assert laptop.handouts == {}
    data = edited(REWORD)
    publish(data)
    publish(edited(("version = 3", "version = 3\nvalid_from = 2030-04-01"), version=3))
    hq.exchange(laptop)
    two, three = sorted(laptop.handouts.values(), key=lambda each: each.version)
    assert (two.data, three.valid_from) == (data, "2030-04-01")
    assert versions(answer(hq, laptop, laptop.handouts_held())) == []
    assert versions(answer(hq, laptop, (HandoutHeld("H01", 2), HandoutHeld("H02", 9)))) == [("H01", 3)]


def test_an_answer_carries_so_many_and_the_next_one_the_rest(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    for version in range(2, 20):
        publish(edited(version=version))
    hq.exchange(laptop)
    assert len(laptop.handouts) == 16
    hq.exchange(laptop)
    assert [each.version for each in laptop.handouts] == list(range(2, 20))


def test_programs_that_know_of_no_handouts_go_on_on_both_sides(hq: Headquarters) -> None:
    class OldAnswer(msgspec.Struct, frozen=True):
        """As it was before."""

        answers: tuple[object, ...]
        receipt: bytes

    laptop = hq.enrolled()
    publish(edited(REWORD))
    assert versions(answer(hq, laptop, None)) == []
    told = msgspec.msgpack.encode(answer(hq, laptop, ()))
    assert msgspec.msgpack.decode(told, type=OldAnswer).receipt
    before = {name: value for name, value in msgspec.msgpack.decode(told).items() if name != "handouts"}
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(before), type=ExchangeAnswer).handouts == ()


def test_only_the_pinned_headquarters_is_believed(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    publish(edited(REWORD))
    hq.query("UPDATE handout_version SET data = %s", edited())
    hq.exchange(laptop)
    assert laptop.handouts == {}


def test_the_commands(hq: Headquarters, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from hq.cli.handouts import list_all, show_feedback
    from hq.cli.handouts import publish as command

    file = tmp_path / "H01.toml"
    file.write_bytes(edited(REWORD))
    command(Namespace(files=[file], dry_run=True, json=False))
    assert "まだ公開していません" in capsys.readouterr().out
    command(Namespace(files=[file], dry_run=False, json=True))
    change, done = map(msgspec.json.decode, capsys.readouterr().out.splitlines())
    assert (change["where"], done["version"], done["changes"], done["done"]) == ("標準 手順1", 2, 1, True)
    list_all(Namespace(json=True))
    first = msgspec.json.decode(capsys.readouterr().out.splitlines()[0])
    assert (first["handout"], first["version"]) == ("H01", 2)
    laptop = hq.enrolled()
    laptop.write(HandoutFeedback(handout="H01", text="図を大きくしてほしい"))
    hq.exchange(laptop)
    show_feedback(Namespace(json=True))
    assert msgspec.json.decode(capsys.readouterr().out)["text"] == "図を大きくしてほしい"
    with pytest.raises(Problem) as told:
        command(Namespace(files=[tmp_path / "nothing"], dry_run=False, json=False))
    assert told.value.code == "no_file"


def send(session: requests.Session, hq: Headquarters, button: str, data: bytes) -> requests.Response:
    form = session.get(f"{hq.url}/handouts", timeout=10).text
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    assert token is not None
    told = {"csrfmiddlewaretoken": token[1], button: ""}
    return session.post(f"{hq.url}/handouts", data=told, files={"file": ("H01.toml", data)}, timeout=10)


def test_the_page_shows_versions_changes_and_what_sites_say(hq: Headquarters) -> None:
    session = signed_in(hq)
    laptop = hq.enrolled()
    laptop.write(HandoutFeedback(handout="H06", text="<b>字を大きく</b>"))
    hq.exchange(laptop)
    page = session.get(f"{hq.url}/handouts", timeout=10).text
    assert "だまされないために" in page
    assert "&lt;b&gt;字を大きく" in page
    assert "まだ公開していません" in send(session, hq, "check", edited(REWORD)).text
    assert versions(answer(hq, laptop, ())) == []
    assert "公開しました" in send(session, hq, "publish", edited(REWORD)).text
    assert versions(answer(hq, laptop, ())) == [("H01", 2)]
    again = send(session, hq, "publish", edited(REWORD))
    assert again.status_code == 400
    assert "より大きくありません" in again.text
    session.get(f"{hq.url}/language/en", timeout=10)
    assert "The version is not higher than the present one." in send(session, hq, "publish", edited(REWORD)).text
    refused = send(session, hq, "check", edited(("「接続」", "「1234 5678 9018」"), version=3)).text
    assert "1234 5678 9018" not in refused
