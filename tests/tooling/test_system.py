"""What the system lacks: found by loading it, installed by whoever may, or named in one exact line."""

import shutil
import sys

import pytest

from devtools import system
from devtools.words import Stop


def test_a_library_is_looked_for_by_loading_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(system, "_provide", asked.append)
    monkeypatch.setattr(system, "LIBRARIES", {"libc.so.6": "libc6", "libnowhere.so.1": "libnowhere1"})
    system.ensure(need_pip=False)
    assert asked == [["libnowhere1"]]


def test_programs_of_the_tests_are_looked_for_only_for_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(system, "_provide", asked.append)
    monkeypatch.setattr(system, "LIBRARIES", {})
    monkeypatch.setattr(system, "PROGRAMS", {"python3": "python3", "no-such-program": "nothing"})
    system.ensure(need_pip=False)
    system.ensure(need_pip=False, for_tests=True)
    assert asked == [[], ["nothing"]]


def test_nothing_missing_asks_for_no_rights(monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> list[str] | None:
        raise AssertionError("nobody needs to be root here")

    monkeypatch.setattr(system, "_rights", never)
    system._provide([])


@pytest.mark.parametrize(
    ("has_sudo", "line"),
    [
        (True, "sudo apt-get install -y --no-install-recommends libegl1 xvfb"),
        (False, "su - -c 'apt-get install -y --no-install-recommends libegl1 xvfb'"),
    ],
)
def test_without_rights_one_exact_line_is_told(has_sudo: bool, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "_rights", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda name: name if name != "sudo" or has_sudo else None)
    with pytest.raises(Stop) as stop:
        system._provide(["libegl1", "xvfb"])
    assert line in stop.value.ja.splitlines()


def test_another_linux_is_told_the_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(Stop) as stop:
        system._provide(["libegl1"])
    assert "libegl1" in stop.value.ja


def test_windows_needs_no_package_but_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(system, "has_pip", lambda: False)
    system.ensure(need_pip=False, for_tests=True)
    with pytest.raises(Stop) as stop:
        system.ensure(need_pip=True)
    assert "-m ensurepip" in stop.value.en
