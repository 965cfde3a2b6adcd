"""控え: a copy now, the list of copies, and going back to one in two steps."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from core.problem import Problem
from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.screens.settings.section import Section
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton, TextButton
from desktop.ui.widgets.fields import LineField
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Notice
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.app.restoring import BackupLine, Restored

_WARNING = (
    "この控えのあとの記録は、いまのファイルと一緒に別に残し、画面からは見えなくなります。"
    "送った記録は本部に残っています。"
)


class BackupSection(Section):
    """Copies stay encrypted with the same key; going back keeps what stood there."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.now = PrimaryButton("いま控えを取る", self.back_up, icon="save")
        self.table: DataTable[BackupLine] = DataTable(
            "控えの一覧",
            (
                Column("取った時刻", _made, stretch=True),
                Column("大きさ", lambda line: f"{max(1, line.size // 1024):,} KB", number=True),
            ),
            empty="まだ控えがありません",
        )
        self.table.setMinimumHeight(theme.px(200))
        self.back = SecondaryButton("この控えに戻す", self._ask, icon="refresh")
        card = self.card("控え（バックアップ）", "記録の写しを、暗号のまま、このパソコンの中に10個まで残します。")
        card.add(FlowRow(self.now))
        card.add(self.table, 1)
        card.add(FlowRow(self.back))
        self.sure = self.card("控えに戻します", _WARNING)
        self.passphrase = LineField("パスフレーズ")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setMaximumWidth(theme.px(420))
        self.notice = Notice()
        self.row(self.sure, "パスフレーズ", self.passphrase)
        self.sure.add(self.notice)
        self.sure.add(FlowRow(SecondaryButton("戻します", self.restore), TextButton("やめる", self.sure.hide)))
        self.sure.hide()
        self.end()
        self.table.picked.connect(lambda _line: self._offer())

    def refresh(self) -> None:
        from desktop.app.restoring import kept_backups

        self.sure.hide()
        self.passphrase.clear()
        self.workplace.do(kept_backups).then(self._show, owner=self)

    def back_up(self) -> None:
        """A whole copy, beside the file."""
        from desktop.app.site import keep_backup

        self.workplace.do(keep_backup).then(self._kept, owner=self)

    def restore(self) -> None:
        """Go back to the chosen copy."""
        from desktop.app.restoring import restore_here

        line = self.table.selected()
        if line is not None:
            self.workplace.do(restore_here, line.path, self.passphrase.text() or None).then(
                self._restored, self._refused, owner=self
            )

    def _ask(self) -> None:
        from desktop.app.restoring import restoring_asks_passphrase

        self.workplace.do(restoring_asks_passphrase).then(self._show_sure, owner=self)

    def _show_sure(self, asks: bool) -> None:
        parent = self.passphrase.parentWidget()
        if parent is not None:
            parent.setVisible(asks)
        self.notice.show_notice("")
        self.sure.show()
        if asks:
            self.passphrase.setFocus()

    def _show(self, lines: "list[BackupLine]") -> None:
        self.table.show_rows(lines)
        self._offer()

    def _offer(self) -> None:
        self.back.setEnabled(self.table.selected() is not None)

    def _kept(self, _path: Path) -> None:
        self.shell.tell(tr("控えを取りました"))
        self.refresh()

    def _restored(self, _restored: "Restored") -> None:
        self.shell.tell(tr("控えに戻しました。元のファイルも残してあります"))
        self.refresh()

    def _refused(self, problem: Problem) -> None:
        self.notice.show_notice(
            "{sentence}{next_step}", "warning", sentence=tr(problem.sentence), next_step=tr(problem.next_step)
        )


def _made(line: "BackupLine") -> str:
    at = line.made
    return f"{at.year}/{at.month}/{at.day} {at.hour}:{at.minute:02}"
