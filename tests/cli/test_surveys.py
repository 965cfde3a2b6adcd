"""Sheets by command: as a script types in a pile."""

from pathlib import Path

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def site(cli: Cli) -> Cli:
    """A fresh site."""
    cli.all("init", "--site", "田無公民館", "--municipality", "132292", "--coordinator", "山田花子")
    return cli


def _times(cli: Cli, *words: str) -> dict[str, int]:
    lines = cli.all("survey", "results", *words)
    return {f"{line['survey']}:{line['question']}={line['answer']}": line["times"] for line in lines if line["times"]}


def test_a_pile_is_typed_in_counted_and_saved_as_a_table(site: Cli, tmp_path: Path) -> None:
    for words in (("--answer", "q1=1"), ("--answer", "q1=1", "--answer", "q3=2", "--answer", "q3=9")):
        site.all("survey", "enter", "--survey", "S1", *words)
    sheet = site.all("survey", "enter", "--survey", "S2", "--answer", "q3=4")[0]
    assert (sheet["version"], sheet["entered"]) == (1, 1)
    table = tmp_path / "table.csv"
    assert _times(site, "--csv", str(table)) == {"S1:q1=1": 2, "S1:q3=2": 1, "S1:q3=9": 1, "S2:q3=4": 1}
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    site.all("survey", "void", sheet["sheet_id"])
    assert _times(site) == {"S1:q1=1": 2, "S1:q3=2": 1, "S1:q3=9": 1}


def test_sheets_of_an_earlier_session_are_found_by_it(site: Cli) -> None:
    plan = ("--title", "講座", "--from", "10:00", "--to", "12:00", "--day", "2026-01-10")
    session = site.all("session", "add", *plan)[0]["session_id"]
    site.all("survey", "enter", "--survey", "S2", "--session", session, "--answer", "q1=2")
    site.all("survey", "enter", "--survey", "S2", "--day", "2026-01-10", "--answer", "q1=3")
    assert _times(site) == {}
    assert _times(site, "--session", session) == {"S2:q1=2": 1}
    assert _times(site, "--from", "2026-01-10", "--to", "2026-01-10") == {"S2:q1=2": 1, "S2:q1=3": 1}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--survey", "S9", "--answer", "q1=1"), "survey_unknown"),
        (("--survey", "S1", "--version", "7", "--answer", "q1=1"), "survey_unknown"),
        (("--survey", "S1", "--answer", "q7=1"), "survey_question"),
        (("--survey", "S1", "--answer", "q1=8"), "survey_choice"),
        (("--survey", "S1", "--answer", "q1=1", "--answer", "q1=2"), "survey_two"),
        (("--survey", "S1"), "survey_empty"),
        (("--survey", "S1", "--words", "q5=" + "あ" * 10_000), "survey_words"),
        (("--survey", "S1", "--words", "q5=1234 5678 9018"), "my_number"),
        (("--survey", "S1", "--answer", "q1=1", "--day", "2099-01-01"), "survey_day"),
        (("--survey", "S1", "--answer", "q1=1", "--session", "x"), "session_unknown"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(site: Cli, words: tuple[str, ...], code: str) -> None:
    assert site.refused("survey", "enter", *words) == code
    assert _times(site) == {}


def test_looking_at_the_words_is_on_record_and_choosing_a_survey_asks_for_the_pin(cli: Cli) -> None:
    cli.all("init", "--site", "館", "--municipality", "132292", "--coordinator", "山田花子", "--pin", "2468")
    cli.all("survey", "enter", "--survey", "S1", "--words", "q5=🙂 また来ます")
    assert cli.refused("survey", "use", "S2", "--for", "trial") == "pin_needed"
    assert [line["words"] for line in cli.all("survey", "words")] == ["🙂 また来ます"]
    assert "personal_data.viewed" in {line["kind"] for line in cli.all("events")}


def test_the_paper_is_made_in_both_registers(site: Cli, tmp_path: Path) -> None:
    for register in ("standard", "easy"):
        out = tmp_path / f"{register}.pdf"
        site.all("print", "survey", "--survey", "S2", "--register", register, "--out", str(out))
        assert out.read_bytes().startswith(b"%PDF")
