"""暗証番号 and 席を外す."""

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit

from core.problem import Problem
from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.screens.settings.section import Section
from desktop.ui.widgets.buttons import PrimaryButton
from desktop.ui.widgets.fields import LineField
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Notice
from desktop.ui.widgets.segmented import SegmentedChoice
from desktop.ui.workplace import Workplace

_MINUTES = (("1", "1分"), ("3", "3分"), ("5", "5分"), ("10", "10分"), ("30", "30分"))


class SafetySection(Section):
    """Another PIN needs the present one; idle minutes take effect at the next start."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.present, self.first, self.second = (
            _digits(label) for label in ("いまの暗証番号", "新しい暗証番号", "もう一度同じ番号")
        )
        self.notice = Notice()
        card = self.card("責任者の暗証番号", "来場者の一覧、消去、設定を開くときに使います。4桁から12桁の数字です。")
        for label, field in (
            ("いまの暗証番号", self.present),
            ("新しい暗証番号", self.first),
            ("もう一度同じ番号", self.second),
        ):
            self.row(card, label, field)
            field.submitted.connect(lambda _text: self.change())
        card.add(self.notice)
        card.add(FlowRow(PrimaryButton("暗証番号を変える", self.change, icon="check")))
        self.minutes = SegmentedChoice("席を外すまでの時間", _MINUTES)
        away = self.card(
            "席を外す", "しばらくさわらないと、お名前などを隠します。受付の読み取りは、隠れていても使えます。"
        )
        self.row(away, "隠すまでの時間", self.minutes)
        self.end()
        self.minutes.chosen.connect(lambda value: self.keep("away_minutes", value, lambda _kept: self._told_minutes()))

    def refresh(self) -> None:
        from desktop.app.settings import setting

        self.workplace.do(setting, "away_minutes").then(self.minutes.set_value, owner=self)
        self._clear()

    def change(self) -> None:
        """Keep another PIN."""
        from desktop.app.staff import set_pin

        if self.first.text() != self.second.text():
            self.notice.show_notice("二つの番号がちがいます。もう一度入れてください。", "warning")
            return
        self.workplace.do(set_pin, self.first.text(), self.present.text()).then(
            self._changed, self._refused, owner=self
        )

    def _changed(self, _none: None) -> None:
        self._clear()
        self.shell.tell(tr("暗証番号を変えました"))

    def _refused(self, problem: Problem) -> None:
        self.notice.show_notice(problem.sentence, "warning")

    def _clear(self) -> None:
        for field in (self.present, self.first, self.second):
            field.clear()
        self.notice.show_notice("")

    def _told_minutes(self) -> None:
        self.shell.tell(tr("隠すまでの時間を変えました。次に窓口を開いたときから使われます"))


def _digits(label: str) -> LineField:
    field = LineField(label)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)
    field.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,12}"), field))
    field.setMaximumWidth(theme.px(280))
    return field
