"""The exchange as files, by command: `parcel`, and `segments` as its earlier name."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli, Told
from tests.helpers.headquarters import headquarters
from tests.helpers.segments import file_name, segments_in

WRITE = (("parcel", "write"), ("segments", "export"))
TAKE = (("parcel", "take"), ("segments", "import"))


@pytest.fixture
def busy(site: Cli) -> Cli:
    """A site with something to carry."""
    site.one("walk-in", "--age", "70s")
    return site


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Nothing on it."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("write", WRITE)
def test_what_headquarters_has_not_confirmed_goes_into_one_file(busy: Cli, stick: Path, write: tuple[str, str]) -> None:
    with headquarters() as hq:
        busy.one("enrol", hq.url, hq.code(hq.add_site()))
        written = busy.one(*write, str(stick))
        assert list(stick.iterdir()) == [Path(written["path"])]
        assert written["events"] == busy.one("status")["unsent"]
        assert written["waits_for_answer"]
        assert busy.one("send")["pending"] == 0
    assert busy.one(*write, str(stick))["events"] == 0
    assert busy.one(*write, str(stick), "--all")["events"] >= written["events"]


@pytest.mark.parametrize("take", TAKE)
def test_reading_own_records_back_changes_nothing(busy: Cli, stick: Path, take: tuple[str, str]) -> None:
    busy.one("parcel", "write", str(stick))
    events = busy.all("events")
    assert busy.one(*take, str(stick))["new_events"] == 0
    assert busy.all("events") == events


@pytest.fixture
def mixed(busy: Cli, stick: Path) -> Path:
    """A parcel, and files of single segments as earlier versions wrote them: whole, changed, and none at all."""
    (segment,) = segments_in(Path(busy.one("parcel", "write", str(stick))["path"]))
    (stick / file_name(segment)).write_bytes(segment)
    (stick / "changed.mdgseg").write_bytes(segment[:-1] + bytes([segment[-1] ^ 1]))
    (stick / "holiday.mdgseg").write_bytes(b"holiday pictures")
    return stick


def test_one_bad_file_never_hinders_the_rest(busy: Cli, mixed: Path) -> None:
    told = busy("parcel", "take", str(mixed), "--json")
    assert told.code == 1
    outcome = {Path(each["path"]).stem: (each["new_events"], each["apart"], each["refused"]) for each in told.lines}
    assert (outcome.pop("changed"), outcome.pop("holiday")) == ((0, 1, None), (0, 0, "parcel_foreign"))
    assert list(outcome.values()) == [(0, 0, None)] * 2
    assert [json.loads(line)["code"] for line in told.err.splitlines()] == ["kept_apart", "parcel_foreign"]
    assert [each["reason"] for each in busy.all("apart", "list")] == ["segment_signature"]


def test_people_read_sentences_not_codes(busy: Cli, mixed: Path) -> None:
    told = busy("parcel", "take", str(mixed))
    assert f"{mixed / 'holiday.mdgseg'}\t取り込めません\n" in told.out
    assert "別にしてあるまとまり 1個" in told.out
    assert "「窓口_」で始まる名前のファイルを選んでください。" in told.err
    assert "madoguchi apart list で確かめてください。" in told.err
    assert _without_codes(told)


def test_how_each_parcel_stands_is_told_in_words(busy: Cli, stick: Path) -> None:
    written = busy.one("parcel", "write", str(stick), "--at", "2026-11-21T09:05")
    told = busy("parcel", "list")
    assert told.out.startswith(f"2026年11月21日 9:05\t{stick}\t記録 {written['events']}件\tほかの端末用\t")
    assert _without_codes(told)
    with headquarters() as hq:
        busy.one("enrol", hq.url, hq.code(hq.add_site()))
        assert "\t本部の返事待ち\t" in busy("parcel", "list").out
        assert [each["state"] for each in busy.all("parcel", "list")] == ["waiting"]
        busy.one("send")
        assert "\t本部に届いています\t" in busy("parcel", "list").out


def _without_codes(told: Told) -> bool:
    codes = ("parcel_foreign", "kept_apart", "segment_signature", "handed", "waiting")
    return not any(code in told.out + told.err for code in codes)


@pytest.mark.parametrize("write", WRITE)
def test_a_stick_that_is_out_is_not_made_here(busy: Cli, tmp_path: Path, write: tuple[str, str]) -> None:
    assert busy.refused(*write, str(tmp_path / "stick")) == "folder_missing"
    assert not (tmp_path / "stick").exists()
    (tmp_path / "file").write_text("")
    assert busy.refused(*write, str(tmp_path / "file")) == "folder_missing"
