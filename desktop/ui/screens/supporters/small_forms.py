"""A finished training, a badge with its file, a letter of thanks."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from core.kinds import BadgeIssued, TrainingCompleted
from desktop.app.supporter_page import SupporterPage
from desktop.app.supporter_papers import Form, Thanks
from desktop.app.supporters import checked_day
from desktop.ui.i18n import tr
from desktop.ui.screens.supporters.form import SmallForm
from desktop.ui.screens.supporters.model import day_text, typed_day
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.fields import LineField
from desktop.ui.widgets.free_line import FreeLine
from desktop.ui.widgets.segmented import SegmentedChoice
from desktop.ui.widgets.stepper import Stepper

BADGE_FILES = "PNG, SVG, JSON (*.png *.svg *.json)"
_EXAMPLE = "2026/11/21"


class TrainingForm(SmallForm):
    """`training()` is what stands there."""

    def __init__(self, page: SupporterPage, leave: Callable[[], object]) -> None:
        super().__init__("研修の修了を記録する", leave)
        self._page = page
        self.name, self.edition = FreeLine("研修の名前"), FreeLine("教材・回")
        self.day = LineField("修了した日", _EXAMPLE)
        self.day.setText(day_text(page.today.isoformat()))
        self.minutes = Stepper("時間（分）", 0, 1440, 0)
        checks = (("none", "なし"), ("passed", "合格"), ("failed", "不合格"))
        self.check = SegmentedChoice("スキル定着チェック", checks, "none")
        self.row("研修の名前", self.name)
        self.row("修了した日", self.day)
        self.row("時間（分）", self.minutes)
        self.row("スキル定着チェック", self.check)
        self.row("教材・回", self.edition)
        self.finish(self.name)

    def training(self) -> TrainingCompleted:
        """As the use case wants it."""
        return TrainingCompleted(
            supporter_id=self._page.supporter.supporter_id,
            training=self.name.text(),
            day=typed_day(self.day.text(), self._page.today),
            minutes=self.minutes.value(),
            edition=self.edition.text(),
            passed={"passed": True, "failed": False}.get(self.check.value()),
        )


class BadgeForm(SmallForm):
    """`badge()` and `file`: what stands there, and what was chosen. The file is kept and never opened."""

    def __init__(self, page: SupporterPage, leave: Callable[[], object]) -> None:
        super().__init__("オープンバッジを登録する", leave)
        self._page = page
        self.file: Path | None = None
        self.name, self.issued, self.expires = (
            FreeLine("バッジの名前"),
            LineField("発行日", _EXAMPLE),
            LineField("有効期限", tr("期限がなければ空")),
        )
        self.name.setText(page.badges[0].badge if page.badges else "")
        self.issued.setText(day_text(page.today.isoformat()))
        self.choose = SecondaryButton("ファイルを選ぶ", self._ask, icon="folder")
        self.choose.hint("PNG・SVG・JSON（180 KBまで）。そのまま保管します。")
        self.row("バッジの名前", self.name)
        self.row("発行日", self.issued)
        self.row("有効期限", self.expires)
        self.row("ファイル", self.choose)
        self.finish(self.name)

    def badge(self) -> BadgeIssued:
        """As the use case wants it."""
        expires = self.expires.text().strip().replace("/", "-")
        return BadgeIssued(
            supporter_id=self._page.supporter.supporter_id,
            badge=self.name.text(),
            issued_on=typed_day(self.issued.text(), self._page.today),
            expires_on=expires or None,
        )

    def take(self, name: str) -> None:
        """This file goes with the badge."""
        self.file = Path(name)
        self.choose.say("{name}", name=self.file.name)

    def _ask(self) -> None:
        dialog = QFileDialog(self, tr("バッジのファイルを選ぶ"), "", BADGE_FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class ThanksForm(SmallForm):
    """`thanks()` is the letter that is asked for. Raises Problem for days that cannot be."""

    def __init__(self, page: SupporterPage, leave: Callable[[], object]) -> None:
        super().__init__("感謝状・お礼状", leave, "紙を見る")
        self._page = page
        self.form = SegmentedChoice("どちらか", (("award", "感謝状"), ("letter", "お礼状")), "award")
        self.first, self.last = LineField("いつから", _EXAMPLE), LineField("いつまで", _EXAMPLE)
        self.first.setText(day_text(page.since.isoformat()))
        self.last.setText(day_text(page.until.isoformat()))
        self.signed = FreeLine("贈る人", tr("空なら拠点の名前"))
        self.row("どちらか", self.form)
        self.row("いつから", self.first)
        self.row("いつまで", self.last)
        self.row("贈る人", self.signed)
        self.finish(self.signed)

    def thanks(self) -> Thanks:
        """As the use case wants it."""
        first, last = (_day(each.text()) for each in (self.first, self.last))
        form: Form = "letter" if self.form.value() == "letter" else "award"
        signed = tuple(filter(None, [self.signed.text().strip()]))
        return Thanks(self._page.supporter.supporter_id, first, last, form, signed)


def _day(text: str) -> date:
    return date.fromisoformat(checked_day(text.replace("/", "-")))
