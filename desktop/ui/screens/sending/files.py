"""ファイルで渡す: records written to a stick, what comes back on one, and which of them wait for an answer."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from core.problem import Problem
from desktop.app.desk import Changed
from desktop.ui import theme
from desktop.ui.i18n import told, tr
from desktop.ui.screens.sending.carrying import Carrying, NotTaken
from desktop.ui.screens.sending.files_words import (
    count_words,
    medium_words,
    state_words,
    taken_tone,
    taken_words,
    written_words,
)
from desktop.ui.screens.sending.model import headline, moment
from desktop.ui.screens.sending.panel import SendPanel
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, Notice
from desktop.ui.widgets.progress import ProgressStrip
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.app.carrying.media import Medium
    from desktop.app.carrying.taking import Taken
    from desktop.app.carrying.writing import Written
    from desktop.app.sending import SendState

_EXPLAINED = "ネットワークにつながらなくても、USBメモリーなどで、本部やほかの端末に記録を渡せます。"
_TAKING = "本部の返事や、ほかの端末が書き出したファイルは、この画面へ引いてきて放しても取り込めます。"


class FilesPanel(SendPanel):
    """Sticks instead of a network. Whatever is wrong with one harms nothing here, and is said in its place."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.carrying = Carrying(workplace)
        self.headline, self.notice = Text("", "title"), Notice()
        self.write = PrimaryButton("ファイルに書き出す", self.choose_folder, icon="save")
        self.take = SecondaryButton("ファイルを取り込む", self.choose_files, icon="folder")
        self.all = QCheckBox()
        self.progress = ProgressStrip(self.carrying.stop)
        self.media_card = Card("書き出したファイル")
        self.media: DataTable[Medium] = DataTable(
            "書き出したファイル", self._columns(), empty="書き出したファイルは、まだありません"
        )
        self._arrange()
        self._listen()
        self.setAcceptDrops(True)

    def first_focus(self) -> QWidget | None:
        return self.write if self.write.isEnabled() else None

    def refresh(self) -> None:
        from desktop.app.carrying.media import media
        from desktop.app.sending import send_state

        self._say_all()
        self.workplace.do(send_state).then(self._show_state, owner=self)
        self.workplace.do(media).then(self.media.show_rows, owner=self)

    def choose_folder(self) -> None:
        """Where to, asked in the system's own way."""
        dialog = self._dialog(tr("書き出す先のフォルダーを選ぶ"), QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self.write_to(Path(name)))
        dialog.open()

    def choose_files(self) -> None:
        """Which, asked likewise; several at once."""
        dialog = self._dialog(tr("取り込むファイルを選ぶ"), QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([tr("窓口のファイル") + " (*.mdgin *.mdgout *.mdgseg)", tr("すべてのファイル") + " (*)"])
        dialog.filesSelected.connect(lambda names: self.take_in([Path(name) for name in names]))
        dialog.open()

    def write_to(self, folder: Path) -> None:
        """ファイルに書き出す."""
        self._begin("ファイルに書き出しています。このまま、ほかの作業ができます。")
        self.carrying.write(folder, delivered_too=self.all.isChecked())

    def take_in(self, paths: list[Path]) -> None:
        """ファイルを取り込む."""
        self._begin("ファイルを確かめています。このまま、ほかの作業ができます。")
        self.carrying.take(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self.carrying.is_busy and _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take_in(_dropped(event))

    def _columns(self) -> "tuple[Column[Medium], ...]":
        return (
            Column("時刻", lambda line: moment(line.at, self.shell.status.today)),
            Column("場所", medium_words, gives_way=1),
            Column("記録", count_words, number=True),
            Column("返事", state_words, stretch=True),
            Column("担当者", lambda line: line.by, gives_way=2),
            Column("ファイル", lambda line: line.file, gives_way=3),
        )

    def _arrange(self) -> None:
        card = self.card("ファイルで渡す", _EXPLAINED)
        for part in (self.headline, self.notice, self.progress, FlowRow(self.write, self.take), self.all):
            card.add(part)
        card.add(Text(_TAKING, "muted"))
        for button in (self.write, self.take):
            button.setMinimumHeight(theme.px(56))
        self.all.setMinimumHeight(theme.target())
        self.media.setMinimumHeight(theme.px(240))
        self.media_card.add(self.media, 1)
        self.column.addWidget(self.media_card, 1)
        self._say_all()

    def _listen(self) -> None:
        self.workplace.changed.connect(self._changed)
        self.carrying.moved.connect(self._moved)
        self.carrying.wrote.connect(self._wrote)
        self.carrying.took.connect(self._took)
        self.carrying.refused.connect(self._refused)

    def _dialog(self, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, title, documents)
        dialog.setFileMode(mode)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _say_all(self) -> None:
        self.all.setText(tr("届いた記録も入れる（ほかの端末用）"))

    def _show_state(self, state: "SendState") -> None:
        self.headline.say(headline(state))

    def _begin(self, doing: str) -> None:
        self.shell.begin()
        self.notice.show_notice("")
        self.progress.show_progress(doing)
        self.progress.stand_for(self.write, self.take, self.all)

    def _rest(self) -> None:
        self.progress.end()
        self.refresh()

    def _moved(self, name: str, done: int, total: int) -> None:
        if name:
            self.progress.show_progress("「{name}」を取り込んでいます。", done, total, name=name)
        else:
            self.progress.show_progress("ファイルに書き出しています。このまま、ほかの作業ができます。", done, total)

    def _wrote(self, written: "Written | None") -> None:
        self._rest()
        if written is None:
            self.notice.show_notice("書き出しをやめました。ファイルは残していません。")
            return
        self.notice.show_notice("{words}", "success", words=partial(written_words, written))
        self.shell.tell(tr("ファイルに書き出しました"))

    def _took(self, results: "tuple[Taken | NotTaken, ...]") -> None:
        self._rest()
        self.notice.show_notice("{words}", taken_tone(results), words=partial(taken_words, results))

    def _refused(self, problem: Problem) -> None:
        self._rest()
        self.notice.show_notice("{words}", "error", words=partial(told, problem))

    def _changed(self, _changed: Changed) -> None:
        if self.isVisible():
            self.refresh()


def _dropped(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
