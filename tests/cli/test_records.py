"""Journal, copies, paper and the doctor, by command."""

import json
from pathlib import Path

import pytest

from desktop.app.site import site_folder
from desktop.devices.keystore import find_key
from desktop.storage.connection import open_database
from tests.cli.conftest import PASSPHRASE, Cli


@pytest.fixture
def named(site: Cli) -> Cli:
    """A site with somebody on record by name, a card, a visit and a note."""
    site.one("settings", "visitor_fields", "name")
    person = site.one("person", "add", "--age", "70s", "--name", "佐藤一郎")["person_id"]
    code = site.one("card", "issue", person)["code"]
    site.one("check-in", code)
    site.one(
        "consult", "--topic", "T01-01", "--outcome", "O1", "--minutes", "5", "--person", person, "--note", "ひみつの話"
    )
    return site


def test_sealed_fields_are_told_only_when_asked_and_that_leaves_a_record(named: Cli) -> None:
    told = named("events").out
    assert "佐藤" not in told
    assert "ひみつ" not in told
    revealed = named.all("events", "--reveal")
    texts = {name: text for each in revealed for name, text in each["revealed"].items()}
    assert (texts["name"], texts["note"]) == ("佐藤一郎", "ひみつの話")
    assert revealed[-1]["kind"] == "personal_data.viewed"
    assert revealed[-1]["plain"]["purpose"] == "journal"


def test_finding_a_name_leaves_a_record_and_finding_none_does_not(named: Cli) -> None:
    before = len(named.all("events"))
    assert named.all("person", "find", "田中") == []
    assert len(named.all("events")) == before
    named.one("person", "find", "佐藤")
    assert named.all("events")[-1]["kind"] == "personal_data.viewed"


def test_erasing_leaves_nothing_to_read(named: Cli) -> None:
    person = named.one("person", "find", "佐藤")["person_id"]
    named.one("person", "erase", person)
    assert named.all("person", "find", "佐藤") == []
    told = named("events", "--reveal").out
    assert "佐藤" not in told
    assert "ひみつ" not in told
    assert named.one("status")["visits"] == 1
    assert all(check["ok"] for check in named.all("doctor"))


def test_rebuilding_changes_no_figure(named: Cli) -> None:
    before = named.one("report", "r6")["sheet"]
    assert named.one("rebuild")["rows"] > 0
    after = named.one("report", "r6")["sheet"]
    assert {**after, "printed_at": ""} == {**before, "printed_at": ""}
    assert named.one("person", "find", "佐藤")["visits"] == 1


def test_a_copy_brings_everything_back_under_a_new_epoch(named: Cli, tmp_path: Path) -> None:
    copy = named.one("backup", str(tmp_path / "sticks" / "copy.db"))
    assert b"SQLite format" not in Path(copy["path"]).read_bytes()
    named.one("walk-in", "--age", "70s")
    restored = named.one("restore", copy["path"])
    assert restored["epoch"] == 2
    assert named.one("status")["visits"] == 1
    assert list(site_folder(named.data).glob("damaged-*.db"))
    assert named.one("walk-in", "--age", "70s")["ticket"] == "A2"


def test_a_copy_never_overwrites_the_records(named: Cli) -> None:
    records = site_folder(named.data) / "site.db"
    assert named.refused("backup", str(records)) == "backup_place"
    assert named.refused("backup", str(named.data)) == "backup_place"
    assert named.one("status")["visits"] == 1


def test_what_is_no_copy_is_refused_and_changes_nothing(named: Cli, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_bytes(b"not a database at all" * 500)
    assert named.refused("restore", str(tmp_path / "copy.db")) == "database_damaged"
    assert named.one("status")["visits"] == 1


def test_a_place_that_cannot_be_written_is_a_sentence(named: Cli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert named.refused("print", "cards", "--out", str(tmp_path / "file" / "x.pdf")) == "file_not_written"


def test_printed_papers_are_read_back(named: Cli, tmp_path: Path) -> None:
    from desktop.devices.decoder import texts_in
    from desktop.devices.pages import pages_of

    found = named.one("person", "find", "佐藤")
    path = Path(named.one("print", "card", found["person_id"], "--out", str(tmp_path / "card.pdf"))["path"])
    (page,) = pages_of(path.read_bytes())
    page.save(tmp_path / "card.png")
    decoded = named.one("decode", str(tmp_path / "card.png"))
    assert decoded["texts"] == texts_in(page) == [found["cards"][0]["code"]]
    slips = Path(named.one("print", "slips", "--count", "2", "--out", str(tmp_path / "slips.pdf"))["path"])
    codes = [text for page in pages_of(slips.read_bytes()) for text in texts_in(page)]
    answers = [named.one("check-in", code) for code in codes]
    assert [(each["result"], each["ticket"]) for each in answers] == [("received", "A501"), ("received", "A502")]


def test_a_reception_slip_opens_its_number_and_the_next_set_goes_on(named: Cli, tmp_path: Path) -> None:
    from desktop.devices.decoder import texts_in
    from desktop.devices.pages import pages_of

    out = tmp_path / "slips.pdf"
    for first in ("A501", "A503"):
        named.one("print", "reception-slips", "--count", "2", "--out", str(out))
        codes = [text for page in pages_of(out.read_bytes()) for text in texts_in(page)]
        answer = named.one("check-in", min(codes, key=codes.index))
        assert (answer["result"], answer["ticket"]) == ("received", first)


def test_decode_goes_on_after_a_file_that_is_no_picture(named: Cli, tmp_path: Path) -> None:
    (tmp_path / "letter.png").write_text("Dear Sir")
    told = named("decode", str(tmp_path / "letter.png"), str(Path(__file__).parent / "card.png"), "--json")
    assert told.code == 1
    assert len(told.lines) == 1
    assert len(told.lines[0]["texts"][0]) == 16


def test_the_recovery_key_leaves_once_the_code_was_typed_back(
    site: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    class FromPaper:
        """Types what the first line of the answer showed."""

        def readline(self) -> str:
            return str(json.loads(site.capture.readouterr().out)["code"]) + "\n"

    out = ("recovery-sheet", "--out", str(tmp_path / "sheet.pdf"))
    assert site.one(*out)["key_left"] is False
    monkeypatch.setattr(sys, "stdin", FromPaper())
    assert site.one(*out, "--confirm")["key_left"] is True
    assert site.refused(*out) == "root_gone"


@pytest.mark.parametrize(
    ("damage", "finding"),
    [
        ("DELETE FROM event WHERE device_seq = 2", "journal"),
        ("UPDATE event SET data = replace(data, 'plain', 'plane') WHERE device_seq = 2", "journal"),
        ("UPDATE fact_attendance SET age_band = '20s'", "facts"),
        ("DELETE FROM fact_attendance", "facts"),
        ("UPDATE fact_person SET name = '別の名前'", "facts"),
    ],
)
def test_the_doctor_sees_what_was_changed_past_the_program(named: Cli, damage: str, finding: str) -> None:
    folder = site_folder(named.data)
    db = open_database(folder / "site.db", find_key(folder, PASSPHRASE))
    db.execute(damage)
    db.close()
    told = named("doctor", "--json")
    assert told.code == 1
    assert finding in [check["check"] for check in told.lines if not check["ok"]]
    assert "別の名前" not in told.out


def test_a_sound_site_is_told_so(named: Cli) -> None:
    checks = {each["check"]: each["ok"] for each in named.all("doctor")}
    assert set(checks) == {"database", "journal", "facts", "key_store", "sending", "disk", "fonts", "printers"}
    assert all(checks.values())
