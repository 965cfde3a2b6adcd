"""Handouts by command: given and printed as from the window, refused in words."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.conftest import Cli


@pytest.fixture
def site(cli: Cli) -> Cli:
    """A site whose day is open."""
    cli.one("init", "--site", "田無公民館", "--municipality", "132292", "--coordinator", "山田花子")
    cli.one("open-day")
    return cli


def test_a_leaflet_of_two_topics_is_printed_once_and_again_with_a_reason(site: Cli, tmp_path: Path) -> None:
    visit = site.one("walk-in", "--age", "70s")["attendance_id"]
    out = str(tmp_path / "leaflet.pdf")
    order = ("print", "handout", "--topic", "T02-01", "--topic", "T09-02", "--attendance", visit, "--out", out)
    assert site.one(*order)["bytes"] == Path(out).stat().st_size
    assert "だまされないために" in "".join(page.extract_text() for page in PdfReader(out).pages)
    assert site.refused(*order) == "handout_printed"
    assert site.one(*order, "--again", "lost")["path"] == out


def test_from_the_shelf_each_handout_is_a_record_that_can_be_voided(site: Cli) -> None:
    given = site.all("handouts", "give", "--handout", "H08", "--topic", "T02-01", "--register", "easy")
    assert [(line["handout"], line["register"]) for line in given] == [("H08", "easy"), ("H01", "easy")]
    assert site.one("void", "handout", given[0]["given_id"])["voided"]


def test_what_cannot_be_given_is_refused(site: Cli, tmp_path: Path) -> None:
    out = ("--out", str(tmp_path / "leaflet.pdf"))
    assert site.refused("print", "handout", "--topic", "T10-01", *out) == "no_handout"
    assert site.refused("print", "handout", "--topic", "T77-01", *out) == "topic_unknown"
    assert site.refused("handouts", "give", "--handout", "V09") == "handout_unknown"
    assert site.refused("void", "handout", "nobody") == "given_unknown"
    assert not (tmp_path / "leaflet.pdf").exists()


def test_the_list_says_what_must_be_checked(site: Cli) -> None:
    lines = site.all("handouts", "list")
    assert len(lines) == 10
    assert not any(line["own"] or line["check_due"] for line in lines)
    assert all(line["check_due"] for line in site.all("handouts", "list", "--at", "2030-01-01T10:00"))


def test_a_file_that_is_no_handout_is_refused(site: Cli, tmp_path: Path) -> None:
    file = tmp_path / "text.toml"
    for data, code in ((b"id = ", "handout_broken"), (b"\xff", "handout_broken"), (b" " * 100_001, "handout_large")):
        file.write_bytes(data)
        assert site.refused("handouts", "keep", str(file)) == code
    assert site.refused("handouts", "keep", str(tmp_path / "none.toml")) == "file_not_read"


def test_a_word_on_a_text_is_guarded(site: Cli) -> None:
    assert site.refused("handouts", "feedback", "H01", "--text", "1234 5678 9018") == "my_number"
    assert site.one("handouts", "feedback", "H01", "--text", "図がほしい") == {"handout": "H01"}
