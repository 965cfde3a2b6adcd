"""この窓口について: version, and whose work is in it."""

from importlib.metadata import PackageNotFoundError, version

from desktop.ui.screens.settings.section import Section
from desktop.ui.widgets.frames import InfoRow
from desktop.ui.workplace import Workplace

_PARTS = (
    ("PySide6 / Qt", "LGPL-3.0"),
    ("SQLCipher", "BSD-3-Clause"),
    ("sqlite-utils", "Apache-2.0"),
    ("PyNaCl / libsodium", "Apache-2.0, ISC"),
    ("ReportLab", "BSD-3-Clause"),
    ("qrcode", "BSD-3-Clause"),
    ("zxing-cpp", "Apache-2.0"),
    ("msgspec / zstandard", "BSD-3-Clause"),
    ("Requests / truststore", "Apache-2.0, MIT"),
    ("BIZ UDPGothic", "SIL OFL 1.1"),
    ("デジタル庁デザインシステム デザイントークン", "MIT"),
)


class AboutSection(Section):
    """Nothing here can be changed."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        card = self.card("Madoguchi（窓口）", "会場の受付と相談を、ネットワークがなくても記録できるプログラムです。")
        card.add(InfoRow("版", installed_version()))
        card.add(InfoRow("ライセンス", "MIT"))
        parts = self.card("使っている部品とライセンス")
        for name, licence in _PARTS:
            row = InfoRow(name, licence)
            row.label.setWordWrap(True)
            parts.add(row)
        self.end()


def installed_version() -> str:
    """The version of this program."""
    try:
        return version("madoguchi")
    except PackageNotFoundError:  # a bundle carries no package list
        return "0.1.0"
