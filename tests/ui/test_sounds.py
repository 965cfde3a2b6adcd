"""Three sounds that older ears hear; a machine without sound goes on in silence."""

import sys
import wave

import numpy
import pytest
from pytestqt.qtbot import QtBot

from core.assets import asset_path
from desktop.ui.sounds import Sounds
from tools import make_sounds

NAMES = ("done", "please_look", "not_read", "call")


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_is_short_mono_and_low_enough(name: str) -> None:
    with wave.open(str(asset_path("sounds", f"{name}.wav")), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 44_100)
        samples = numpy.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
    assert len(samples) < 44_100
    spectrum = numpy.abs(numpy.fft.rfft(samples))
    strongest = numpy.fft.rfftfreq(len(samples), 1 / 44_100)[int(spectrum.argmax())]
    assert 200 < strongest <= 2_500


def test_the_files_are_what_the_tool_makes(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make_sounds, "FOLDER", tmp_path)
    for name, tones in make_sounds.SOUNDS.items():
        assert make_sounds.write(name, tones).read_bytes() == asset_path("sounds", f"{name}.wav").read_bytes()


def test_without_the_sound_library_there_is_silence(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    sounds = Sounds()
    for name in NAMES:
        sounds.play(name)  # type: ignore[arg-type]  # the three names
    sounds.set_volume(0)


def test_playing_never_fails_whatever_the_machine_has(qtbot: QtBot) -> None:
    sounds = Sounds(volume=0)
    sounds.play("done")
    sounds.set_volume(50)
    assert not sounds._effects
