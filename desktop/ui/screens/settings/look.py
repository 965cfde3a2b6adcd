"""画面: language, text size, sounds. Open to everybody at the desk."""

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication

from desktop.ui import i18n, theme
from desktop.ui.i18n import tr
from desktop.ui.screens.settings.board import BoardChoices
from desktop.ui.screens.settings.section import Section
from desktop.ui.sounds import SoundName
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.segmented import SegmentedChoice
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.app.preferences import Preferences

_LANGUAGES = (("ja", "日本語"), ("en", "English"))
_SIZES = tuple((str(size), f"{size}%") for size in theme.TEXT_SIZES)
_VOLUMES = (("0", "なし"), ("30", "小"), ("60", "中"), ("100", "大"))
_SOUNDS: tuple[tuple[SoundName, str, str], ...] = (
    ("done", "受け付けました", "check"),
    ("please_look", "ご確認ください", "warning"),
    ("not_read", "読み取れませんでした", "close"),
)


class LookSection(Section):
    """Each choice takes effect at once."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.language = SegmentedChoice("画面の言葉", _LANGUAGES)
        self.text_size = SegmentedChoice("文字の大きさ", _SIZES)
        self.volume = SegmentedChoice("音の大きさ", _VOLUMES)
        screen = self.card("文字と言葉")
        self.row(screen, "画面の言葉", self.language)
        self.row(screen, "文字の大きさ", self.text_size)
        sound = self.card("音", "受付の答えは、音と一緒に画面にも必ず出ます。")
        self.row(sound, "音の大きさ", self.volume)
        self.tests = [SecondaryButton(title, partial(self.hear, name), icon=icon) for name, title, icon in _SOUNDS]
        sound.add(FlowRow(*self.tests))
        self.board = BoardChoices(self)
        self.end()
        self.language.chosen.connect(lambda value: self.keep("language", value, self._speak))
        self.text_size.chosen.connect(lambda value: self.keep("text_size", value, self._grow))
        self.volume.chosen.connect(self._choose_volume)

    def refresh(self) -> None:
        from desktop.app.preferences import preferences

        self.workplace.do(preferences).then(self._show, owner=self)

    def hear(self, name: SoundName) -> None:
        """How one of the three sounds."""
        self.shell.sounds.play(name)

    def _show(self, preferred: "Preferences") -> None:
        self.language.set_value(preferred.language)
        self.text_size.set_value(str(preferred.text_size))
        nearest = min(_VOLUMES, key=lambda choice: abs(int(choice[0]) - preferred.volume))
        self.volume.set_value(nearest[0])
        self.board.show(preferred)

    def _speak(self, language: str) -> None:
        i18n.install("en" if language == "en" else "ja")
        self.shell.tell(tr("画面の言葉を変えました"))

    def _grow(self, size: str) -> None:
        theme.apply(cast(QApplication, QApplication.instance()), int(size))
        self.shell.tell(tr("文字の大きさを変えました"))

    def _choose_volume(self, value: str) -> None:
        self.keep("sound", "off" if value == "0" else "on", lambda _kept: None)
        if value != "0":
            self.keep("sound_volume", value, lambda _kept: None)
        self.shell.sounds.set_volume(int(value))
        self.shell.sounds.play("done")
