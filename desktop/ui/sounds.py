"""Three short sounds of the door, and one of the call board.

A machine without sound, or without the library for it, stays silent and goes on.
"""

from typing import TYPE_CHECKING, Literal, get_args

from PySide6.QtCore import QObject, QUrl

from core.assets import asset_path

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QSoundEffect

SoundName = Literal["done", "please_look", "not_read", "call"]


class Sounds(QObject):
    """QtMultimedia is loaded with the first sound, or by `warm_up` once the window stands."""

    def __init__(self, parent: QObject | None = None, volume: int = 70) -> None:
        super().__init__(parent)
        self._effects: dict[str, QSoundEffect] = {}
        self._broken = False
        self._volume = volume

    def play(self, name: SoundName) -> None:
        """Play from its beginning; nothing at volume 0."""
        effect = self._effect(name) if self._volume else None
        if effect is not None:
            effect.play()

    def warm_up(self) -> None:
        """Load what the first sound needs, so that it comes without delay."""
        for name in get_args(SoundName):
            self._effect(name)

    def set_volume(self, percent: int) -> None:
        """0 (silent) to 100."""
        self._volume = percent
        for effect in self._effects.values():
            effect.setVolume(percent / 100)

    def _effect(self, name: str) -> "QSoundEffect | None":
        if name not in self._effects and not self._broken:
            self._load(name)
        return self._effects.get(name)

    def _load(self, name: str) -> None:
        try:
            from PySide6.QtMultimedia import QMediaDevices, QSoundEffect
        except ImportError:  # a Linux without libpulse
            self._broken = True
            return
        if QMediaDevices.defaultAudioOutput().isNull():
            self._broken = True
            return
        effect = QSoundEffect(self)
        effect.setSource(QUrl.fromLocalFile(str(asset_path("sounds", f"{name}.wav"))))
        effect.setVolume(self._volume / 100)
        self._effects[name] = effect
