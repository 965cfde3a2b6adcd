"""What is no file of ours at all: a sentence each, and nothing is changed."""

from pathlib import Path

import pytest

from core.clock import FixedClock
from core.problem import Problem
from desktop.app.carrying.media import media
from desktop.app.desk import Desk
from tests.app.carrying.conftest import Stick, busy


def test_a_folder_is_no_file_and_a_file_is_no_folder(
    pair: tuple[Desk, Desk], stick: Stick, clock: FixedClock, tmp_path: Path
) -> None:
    a, _ = pair
    busy(a, clock)
    with pytest.raises(Problem) as refused:
        stick.take(a, stick.folder)
    assert refused.value.code == "parcel_foreign"
    file = tmp_path / "no folder"
    file.write_bytes(b"")
    with pytest.raises(Problem) as refused:
        Stick(file).write(a)
    assert refused.value.code == "file_not_written"
    assert file.read_bytes() == b""
    assert media(a) == ()
