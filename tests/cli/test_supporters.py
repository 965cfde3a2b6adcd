"""The register, staffing and shifts by command: what is said back, and what is refused."""

from pathlib import Path

from tests.cli.conftest import Cli

AT = "2026-11-21T10:00"


def test_a_supporter_from_registration_to_thanks(site: Cli, tmp_path: Path) -> None:
    made = site.one("supporter", "add", "田中ゆき", "--age", "70s", "--attribute", "学生", "--since", "2023-02-01")
    assert (made["attributes"], made["registered_on"], made["badge"]) == (["student"], "2023-02-01", "none")
    badge = tmp_path / "badge.svg"
    badge.write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    words = ("supporter", "badge", "田中ゆき", "--badge", "修了証", "--issued", "2023-01-31", "--expires", "2099-01-31")
    given = site.one(*words, "--file", str(badge))
    site.one("supporter", "badge-file", given["badge_id"], "--out", str(tmp_path / "out.svg"))
    assert (tmp_path / "out.svg").read_bytes() == badge.read_bytes()
    assert site.one("supporter", "amend", "田中ゆき", "--weekday", "1", "--weekday", "3")["weekdays"] == [1, 3]
    shown = site.one("supporter", "show", made["supporter_id"])
    assert (shown["age_band"], shown["badge"], shown["badges"][0]["badge"]) == ("70s", "valid", "修了証")
    printed = site("supporter", "show", made["supporter_id"]).out
    assert "バッジ\t2023-01-31から2099-01-31まで\t修了証\tbadge.svg" in printed
    for at, shift in ((AT, "begun"), ("2026-11-21T13:30", "ended")):
        assert site.one("staff", "scan", shown["card_code"], "--at", at)["shift"] == shift
    assert site.one("supporter", "hours", "--from", "2026-11-01", "--to", "2026-11-30")["minutes"] == 210


def test_staffing_warns_and_never_refuses(site: Cli) -> None:
    plan = ("--title", "相談会", "--from", "10:00", "--to", "12:00", "--day", "2026-12-01")
    session = site.one("session", "add", *plan)["session_id"]
    site.one("supporter", "add", "田中ゆき")
    site.one("staff", "request", session, "--needed", "1", "--badge")
    done = site.one("staff", "match", session, "田中ゆき")
    assert (done["state"], done["concerns"]) == ("matched", ["badge_none"])
    assert done["sentences"] == ["オープンバッジがありません"]
    assert site.one("staff", "requests", session)["missing"] == 0
    assert site.one("staff", "cancel", session, "田中ゆき")["before"] == "matched"


def test_what_cannot_be_is_refused_with_a_sentence(site: Cli, tmp_path: Path) -> None:
    site.one("supporter", "add", "田中ゆき")
    program = tmp_path / "badge.png"
    program.write_bytes(b"MZ\x90\x00")
    words = ("supporter", "badge", "田中ゆき", "--badge", "修了証", "--file", str(program))
    assert site.refused(*words) == "badge_file_type"
    assert site.refused("supporter", "add", "鈴木", "--municipality", "132290") == "supporter_place"
    assert site.refused("supporter", "show", "だれか") == "staff_unknown"
    assert site.refused("staff", "scan", "983205673214") == "supporter_card_unreadable"
    assert site.refused("print", "thanks", "田中ゆき", "--out", str(tmp_path / "a.pdf")) == "thanks_nothing"
