"""呼び出し: whether the board opens by itself, whether a call is heard, how many tables are numbered."""

from typing import TYPE_CHECKING

from desktop.ui.screens.settings.section import Section
from desktop.ui.widgets.segmented import SegmentedChoice

if TYPE_CHECKING:
    from desktop.app.preferences import Preferences

_TABLES = (("0", "番号なし"), *((str(number), str(number)) for number in (2, 3, 4, 5, 6, 8)))
_ON_OFF = (("off", "しない"), ("on", "する"))


class BoardChoices:
    """A card in a section; each choice is kept at once."""

    def __init__(self, section: Section) -> None:
        self.at_start = SegmentedChoice("窓口を開くときに出す", _ON_OFF)
        self.sound = SegmentedChoice("お呼びするときに音を出す", _ON_OFF)
        self.tables = SegmentedChoice("テーブルの数", _TABLES)
        card = section.card("呼び出し", "呼び出しの画面は、2つめの画面に番号を大きく出します。お名前は出ません。")
        for name, label, choice in (
            ("board", "窓口を開くときに出す", self.at_start),
            ("board_sound", "お呼びするときに音を出す", self.sound),
            ("tables", "テーブルの数", self.tables),
        ):
            section.row(card, label, choice)
            choice.chosen.connect(lambda value, name=name: section.keep(name, value, lambda _kept: None))

    def show(self, preferred: "Preferences") -> None:
        """As the site has set them."""
        self.at_start.set_value("on" if preferred.board else "off")
        self.sound.set_value("on" if preferred.board_sound else "off")
        self.tables.set_value(str(preferred.tables))
