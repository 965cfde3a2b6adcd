"""The floor: a PySide6 window with one word in the program's typeface, and nothing else."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QLabel

from benchmarks.probes.painting import Painted, age_ms, resident_mb


def main(font: str, size: str, idle_ms: str) -> int:
    """`font` is the file of the typeface; leaves after `idle_ms`."""
    app = QApplication([])
    name = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(font))[0]
    app.setFont(QFont(name, 12))
    window = QLabel("窓口")
    window.resize(*map(int, size.split("x")))
    window.winId()
    seen: list[float] = []
    Painted(window.windowHandle(), lambda: seen.append(age_ms()))
    window.show()
    QTimer.singleShot(int(idle_ms), app.quit)
    app.exec()
    print(f'{{"painted_ms": {seen[0]}, "resident_mb": {resident_mb()}}}')
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
