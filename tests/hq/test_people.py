"""Accounts of the portal: told of, and stopped at once."""

import json

import pytest

from core.problem import Problem
from tests.helpers.headquarters import Headquarters
from tests.helpers.readers import NISHITOKYO, PASSWORD, add_reader, signed_in


def run(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, object]]:
    from hq.__main__ import make_parser

    arguments = make_parser().parse_args(["user", *words, "--json"])
    assert arguments.run(arguments) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_stopped_account_is_out_at_once_and_stays_out(hq: Headquarters, capsys: pytest.CaptureFixture[str]) -> None:
    going, staying = (signed_in(hq, add_reader(name)) for name in ("going", "staying"))
    assert going.get(hq.url, timeout=10).url == f"{hq.url}/"
    (told,) = run(capsys, "disable", "going")
    assert (told["user"], told["active"]) == ("going", False)
    assert "/login" in going.get(hq.url, timeout=10).url
    assert "/login" in signed_in(hq, "going", PASSWORD).get(hq.url, timeout=10).url
    assert staying.get(hq.url, timeout=10).url == f"{hq.url}/"
    run(capsys, "disable", "going")
    with pytest.raises(Problem) as refused:
        run(capsys, "disable", "nobody")
    assert refused.value.code == "no_such_user"


def test_an_account_that_is_let_in_again_needs_a_new_sign_in(
    hq: Headquarters, capsys: pytest.CaptureFixture[str]
) -> None:
    from django.contrib.auth.models import User

    session = signed_in(hq, add_reader("back"))
    run(capsys, "disable", "back")
    User.objects.filter(username="back").update(is_active=True)
    assert "/login" in session.get(hq.url, timeout=10).url


def test_the_list_has_everybody_and_for_whom_they_are(hq: Headquarters, capsys: pytest.CaptureFixture[str]) -> None:
    add_reader("honbu")
    signed_in(hq, add_reader("city", municipality=NISHITOKYO))
    run(capsys, "disable", "honbu")
    city, honbu = run(capsys, "list")
    assert (city["user"], city["municipality"], city["active"], bool(city["last_login"])) == (
        "city",
        NISHITOKYO,
        True,
        True,
    )
    assert honbu == {"user": "honbu", "municipality": None, "active": False, "last_login": None}
