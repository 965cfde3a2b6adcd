"""The pages of 締め after the day is closed: its sheet on paper, and its records on their way."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from core.problem import Problem
from desktop.app.closing import ClosingState, Step
from desktop.ui import theme
from desktop.ui.i18n import told, tr
from desktop.ui.screens.sending.carrying import Carrying
from desktop.ui.screens.sending.files_words import written_words
from desktop.ui.screens.today.closing_steps import StepCard
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Notice
from desktop.ui.widgets.progress import ProgressStrip
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:  # papers and parcels come when they are wanted
    from desktop.app.carrying.writing import Written
    from desktop.app.sending import SendProgress, Sent
    from desktop.ui.widgets.paper_panel import PaperPanel

_PAPER = 320
_WAITS = "まだ送っていない記録が {n}件あります。この端末に残っていて、次につながったときに送れます。"
_NOT_HERE = "まだ本部に登録していません。記録はこの端末に残り、登録したあとに送れます。"
_SENDING = "本部へ送っています。このまま、ほかの作業ができます。"
_WRITING = "ファイルに書き出しています。このまま、ほかの作業ができます。"
_NO_NETWORK = "ネットワークがないときは、ファイルに書き出して、USBメモリーなどで本部へ届けられます。"


class SheetStep(StepCard):
    """日報: on paper or as a PDF. The preview is made when somebody comes to it."""

    STEP = Step.SHEET

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("日報")
        self._workplace = workplace
        self._day: date | None = None
        self.panel: PaperPanel | None = None
        self.used = False
        self._tools = QHBoxLayout()
        self._place = QVBoxLayout()
        self.add(self._tools)
        self.add(self._place, 1)

    def show_state(self, state: ClosingState) -> None:
        self.lead.say("日報を印刷するか、PDFで保存します。あとからでも、集計・報告で出せます。")
        if self._day != state.day:
            self._day, self.used = state.day, False
            self.show_paper()

    def show_paper(self) -> None:
        """The sheet as it is now."""
        from desktop.app.paper import daily_sheet_paper

        if self.panel is None:
            from desktop.ui.widgets.paper_panel import PaperPanel

            self.panel = PaperPanel(self._workplace, self._tools)
            self.panel.used.connect(self._was_used)
            self.panel.setMinimumHeight(theme.px(_PAPER))
            self._place.addWidget(self.panel)
            self.panel.look_for_printers()
        if self._day is not None:
            self.panel.ask(self._workplace.do(daily_sheet_paper, self._day))

    def _was_used(self) -> None:
        self.used = True


class SendStep(StepCard):
    """送る: by network, or into a file whose name and place are told. `busy_changed` while either runs."""

    STEP = Step.SEND
    busy_changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("本部へ送る")
        self._workplace, self._sender = workplace, workplace.sending
        self.carrying = Carrying(workplace)
        self.result, self.written = Notice(), Notice()
        self.progress = ProgressStrip(self._stop)
        self.again = SecondaryButton("もう一度送る", self.send_now, icon="send")
        self.write = SecondaryButton("ファイルに書き出す", self.choose_folder, icon="save")
        self.hint = Notice(_NO_NETWORK, "info")
        for part in (self.result, self.progress, FlowRow(self.again, self.write), self.hint, self.written):
            self.add(part)
        self.body.addStretch()
        self._listen()

    @property
    def is_busy(self) -> bool:
        """Whether something is on its way that must not be cut off."""
        return self._sender.is_sending or self.carrying.is_busy

    def show_state(self, state: ClosingState) -> None:
        waits = bool(state.unsent)
        self.lead.say(_WAITS if waits else "記録はすべて本部に届いています。", n=state.unsent)
        if not state.sends:
            self.lead.say(_NOT_HERE)
        self._offer(state.sends and waits)

    def send_now(self) -> None:
        """Once more."""
        self.result.show_notice("")
        self._sender.send_now()

    def choose_folder(self) -> None:
        """Where to, asked in the system's own way."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, tr("書き出す先のフォルダーを選ぶ"), documents)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self.write_to(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write_to(self, folder: Path) -> None:
        """ファイルに書き出す."""
        self.written.show_notice("")
        self.progress.show_progress(_WRITING)
        self.carrying.write(folder, delivered_too=False)
        self.medium = folder
        self._tell_busy()

    def _listen(self) -> None:
        self._sender.began.connect(self._began)
        self._sender.moved.connect(self._moved)
        self._sender.sent.connect(self._sent)
        self._sender.failed.connect(self._failed)
        self.carrying.wrote.connect(self._wrote)
        self.carrying.refused.connect(self._refused)

    def _offer(self, waits: bool) -> None:
        for part in (self.again, self.write, self.hint):
            part.setVisible(waits and not self.is_busy)

    def _stop(self) -> None:
        self.carrying.stop()
        self._sender.stop()

    def _tell_busy(self) -> None:
        self.busy_changed.emit()

    def _began(self) -> None:
        self.result.show_notice("")
        self.progress.show_progress(_SENDING)
        self._offer(waits=False)
        self._tell_busy()

    def _moved(self, progress: "SendProgress") -> None:
        self.progress.show_progress(_SENDING, progress.delivered, progress.total)

    def _sent(self, _report: "Sent", _by_hand: bool) -> None:
        self._rest()

    def _failed(self, problem: Problem, _by_hand: bool) -> None:
        self._rest()
        self.result.show_notice("{words}", "info", words=partial(told, problem))

    def _wrote(self, written: "Written | None") -> None:
        self._rest()
        if written is None:
            self.written.show_notice("書き出しをやめました。ファイルは残していません。")
        else:
            self.written.show_notice("{words}", "success", words=partial(_carried, written))

    def _refused(self, problem: Problem) -> None:
        self._rest()
        self.written.show_notice("{words}", "error", words=partial(told, problem))

    def _rest(self) -> None:
        self.progress.end()
        self._tell_busy()


def _carried(written: "Written") -> str:
    """The file and the medium on which it lies."""
    from desktop.ui.screens.sending.carrying import medium_name

    where = tr("持っていくもの: {place} の「{name}」", place=medium_name(written.path.parent), name=written.path.name)
    return f"{where}\n{written_words(written)}"
