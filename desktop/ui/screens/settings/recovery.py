"""復旧用紙: print, write the code by hand, type it back; only then does the root key leave this laptop."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout

from core.problem import Problem
from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.screens.settings.section import Section
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.ui.widgets.fields import LineField
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Notice
from desktop.ui.widgets.paper_panel import PaperPanel
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.app.desk import Desk
    from desktop.app.paper import Paper
    from desktop.app.recovery import RecoverySheet

_WHAT = (
    "パソコンがこわれたりなくなったりしたときに、記録を元にもどすための用紙です。"
    "用紙と、手で書き写すコードの両方がないと使えません。"
)


class RecoverySection(Section):
    """The code is seen here once, and goes when the section is left."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._sheet: RecoverySheet | None = None
        begin = self.card("復旧用紙", _WHAT)
        self.state = Notice()
        self.make = PrimaryButton("復旧用紙を作る", self.start, icon="document")
        begin.add(self.state)
        begin.add(FlowRow(self.make))
        self.steps = self.card("三つの手順")
        self.code = Text("", "figure", wrap=True)
        self.typed = LineField("書き写したコード", "XXXX-XXXX-XXXX-XXXX")
        self.written = SecondaryButton("2枚とも書き写しました", self.hide_code, icon="edit")
        self.third = Text("3. 用紙を見ながら、書き写したコードを入れます。合っていれば終わりです。", "strong")
        self.confirm = SecondaryButton("確かめて終わる", self.finish, icon="check")
        self.notice = Notice()
        tools = QHBoxLayout()
        self.panel = PaperPanel(workplace, tools)
        self._arrange(tools)
        self.end()
        self.typed.submitted.connect(lambda _text: self.finish())

    def refresh(self) -> None:
        self._forget()
        self.workplace.do(root_is_here).then(self._show, owner=self)

    def start(self) -> None:
        """A sheet with a code of its own."""
        from desktop.app.recovery import recovery_sheet

        self.workplace.do(recovery_sheet).then(self._made, owner=self)

    def finish(self) -> None:
        """The typed code must open the sheet."""
        from desktop.app.recovery import confirm_sheet

        if self._sheet is not None and self.typed.text().strip():
            self.workplace.do(confirm_sheet, self._sheet, self.typed.text()).then(
                self._finished, self._refused, owner=self
            )

    def _arrange(self, tools: QHBoxLayout) -> None:
        self.typed.setMaximumWidth(theme.px(420))
        tools.addStretch()
        self.panel.setMinimumHeight(theme.px(420))
        steps = self.steps
        steps.add(Text("1. 用紙を2枚とも印刷します（PDFで保存して、あとで印刷してもかまいません）。", "strong"))
        steps.add(tools)
        steps.add(self.panel)
        steps.add(Text("2. このコードを、2枚の用紙にペンで書き写します。コードが出るのは、いまだけです。", "strong"))
        steps.add(self.code)
        steps.add(FlowRow(self.written))
        steps.add(self.third)
        steps.add(self.typed)
        steps.add(self.notice)
        steps.add(FlowRow(self.confirm))
        steps.hide()

    def hide_code(self) -> None:
        """It is on the paper now, and is typed from there: the screen shows it no more."""
        self.code.say("")
        self._show_third(True)
        self.typed.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._forget()

    def _show_third(self, shown: bool) -> None:
        for part in (self.third, self.typed, self.confirm):
            part.setVisible(shown)
        for part in (self.code, self.written):
            part.setVisible(not shown)

    def _show(self, is_here: bool) -> None:
        self.make.setVisible(is_here)
        if is_here:
            self.state.show_notice(
                "まだ復旧用紙を作っていません。早いうちに作り、金庫などに保管してください。", "warning"
            )
        else:
            self.state.show_notice(
                "復旧用紙は作ってあります。用紙は、パソコンと別の場所に保管してください。", "success"
            )

    def _made(self, sheet: "RecoverySheet") -> None:
        self._sheet = sheet
        self.code.say(sheet.code)
        self._show_third(False)
        self.steps.show()
        self.make.hide()
        self.state.show_notice("")
        self.panel.look_for_printers()
        self.panel.ask(self.workplace.do(paper_of, sheet))

    def _finished(self, _none: None) -> None:
        self.shell.tell(tr("復旧用紙ができました。金庫などに保管してください"))
        self.refresh()

    def _refused(self, problem: Problem) -> None:
        self.notice.show_notice(
            "{sentence}{next_step}", "warning", sentence=tr(problem.sentence), next_step=tr(problem.next_step)
        )

    def _forget(self) -> None:
        self._sheet = None
        self.code.say("")
        self.typed.clear()
        self.notice.show_notice("")
        self.panel.show_nothing()
        self.steps.hide()


def root_is_here(desk: "Desk") -> bool:
    """Whether a sheet can still be made."""
    return desk.identity.root_seed is not None


def paper_of(_desk: "Desk", sheet: "RecoverySheet") -> "Paper":
    """The sheet as a paper to print."""
    from desktop.app.paper import Paper

    return Paper("復旧用紙", tr("復旧用紙.pdf"), lambda: sheet.pdf)
