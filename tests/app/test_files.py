"""Files that people take away: whole under their own name, or not there at all."""

from pathlib import Path

import pytest

from core.problem import Problem
from desktop.app.files import write_file


def test_a_file_is_there_whole_and_nothing_beside_it(tmp_path: Path) -> None:
    assert write_file(tmp_path / "new" / "a.pdf", b"%PDF").read_bytes() == b"%PDF"
    assert [each.name for each in tmp_path.rglob("*")] == ["new", "a.pdf"]


@pytest.mark.parametrize("name", ["", ".", "there", "there/..", "あ" * 200])
def test_what_cannot_be_written_is_told_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "there").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Problem) as told:
        write_file(Path(name), b"somebody's card")
    assert told.value.code == "file_not_written"
    assert [each.name for each in tmp_path.rglob("*")] == ["there"]


def test_a_link_that_lies_on_the_stick_leads_to_nothing_of_ours(tmp_path: Path) -> None:
    ours = tmp_path / "ours"
    ours.write_bytes(b"kept")
    for name in (".a.pdf.part", "a.pdf"):
        (tmp_path / name).hardlink_to(ours)
    write_file(tmp_path / "a.pdf", b"%PDF")
    assert (ours.read_bytes(), (tmp_path / "a.pdf").read_bytes()) == (b"kept", b"%PDF")
