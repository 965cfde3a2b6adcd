"""Where a file goes: the system's own dialog, in the folder for documents, without waiting for it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_where(owner: QWidget, title: str, filename: str, chosen: Callable[[Path], object]) -> None:
    """`chosen` hears the place; nothing, when it is given up. The kind of file is what `filename` ends with."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    suffix = Path(filename).suffix.removeprefix(".")
    dialog = QFileDialog(owner, title, str(documents / filename), f"{suffix.upper()} (*.{suffix})")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
