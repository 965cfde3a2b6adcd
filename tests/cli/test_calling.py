"""Calling from the command line: the same line and the same board as in the window."""

from tests.cli.conftest import Cli


def _received(site: Cli, count: int) -> list[str]:
    return [site.one("walk-in", "--age", "70s", "--at", f"2026-11-21T10:{n:02}")["ticket"] for n in range(count)]


def _call(site: Cli, minute: int, *words: str) -> tuple[str, str, str | None]:
    line = site.one("call", *words, "--at", f"2026-11-21T11:{minute:02}")
    return line["ticket"], line["calling"], line["table"]


def test_a_number_is_called_put_off_back_and_given_up(site: Cli) -> None:
    assert _received(site, 3) == ["A1", "A2", "A3"]
    assert _call(site, 1) == ("A1", "called", None)
    assert _call(site, 2, "a1", "--no-answer") == ("A1", "skipped", None)
    assert _call(site, 3, "--next", "--table", "2") == ("A2", "called", "2")
    assert _call(site, 4, "A1", "--back") == ("A1", "waiting", None)
    assert _call(site, 5, "A1", "--no-show") == ("A1", "no_show", None)
    assert _call(site, 6, "Ａ３") == ("A3", "called", None)
    assert site.refused("call", "--at", "2026-11-21T11:07") == "nobody_waits"


def test_the_board_tells_numbers_and_how_many_are_before_them(site: Cli) -> None:
    _received(site, 4)
    _call(site, 1, "--table", "3")
    _call(site, 2, "A2", "--no-answer")
    shown = site.one("board", "--at", "2026-11-21T11:02")
    assert (shown["state"], [(call["ticket"], call["table"]) for call in shown["calling"]]) == ("open", [("A1", "3")])
    [line] = shown["lines"]
    assert (line["waiting"], line["next"], line["later"]) == (
        2,
        [{"ticket": "A3", "before": 0}, {"ticket": "A4", "before": 1}],
        ["A2"],
    )
    told = site("board", "--at", "2026-11-21T11:02").out
    assert "お呼び出し中　A1　テーブル 3" in told
    assert "A4（あと1人）" in told


def test_a_wish_is_told_to_whoever_calls_and_forgotten_with_the_day(site: Cli) -> None:
    _received(site, 1)
    late = ("--at", "2026-11-21T11:00")
    assert site.one("wish", "A1", "writing", *late)["wish"] == "writing"
    assert site.one("call", *late)["wish"] == "writing"
    assert site.one("wish", "A1", "voice", *late)["wish"] is None
    site.one("wish", "A1", "seat", *late)
    site.one("close-day", *late)
    site.one("reopen-day", "2026-11-21", *late)
    assert site.one("call", "A1", *late)["wish"] is None


def test_what_makes_no_sense_is_refused_with_a_sentence(site: Cli) -> None:
    _received(site, 1)
    late = ("--at", "2026-11-21T11:00")
    assert site.refused("call", "--back", *late) == "number_needed"
    assert site.refused("call", "A1", "--next", *late) == "number_or_next"
    assert site.refused("call", "A9", *late) == "ticket_unknown"
    assert site.refused("call", "A1", "--table", "窓ぎわ", *late) == "table_unknown"
    assert site("call", "A1", "--back", "--no-show").code == 2
    assert site("wish", "A1", "loudly").code == 2
