"""端末: the site's laptops, stopping one that was lost, and on how many of them an erased person is gone."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QHideEvent

from core.problem import Problem
from desktop.ui import theme
from desktop.ui.i18n import told, tr
from desktop.ui.screens.people.model import spread_words
from desktop.ui.screens.settings.section import Section
from desktop.ui.start.sheet import SheetFields
from desktop.ui.widgets.buttons import PrimaryButton
from desktop.ui.widgets.choices import Choices
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Notice
from desktop.ui.widgets.progress import ProgressStrip
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from core.certificates import DeviceCertificate
    from desktop.app.erasures import Spread, StillThere
    from desktop.app.rotation import Rotated

NOBODY = "-"


class LaptopsSection(Section):
    """Sheet and code go from the screen as soon as they were used, and when the section is left."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        lost = self.card("端末をなくしたとき", _LOST)
        self.which = Choices("なくした端末")
        self.sheet = SheetFields(self.shell.jobs)
        self.notice, self.progress = Notice(), ProgressStrip()
        self.change = PrimaryButton("端末を止めて、鍵を新しくする", self.rotate, icon="check")
        self.row(lost, "なくした端末", self.which)
        for part in (self.sheet, self.notice, self.progress, FlowRow(self.change), Text(_OLD, "muted")):
            lost.add(part)
        self.table: DataTable[Spread] = DataTable(
            "消した方",
            (
                Column("消した日", _erased_on, gives_way=1),
                Column("消去済み", spread_words),
                Column("まだの端末", _missing, stretch=True),
            ),
            empty="消した方はいません",
            grows=True,
        )
        self.table.setMinimumHeight(theme.px(160))
        self.card("消した登録が残っている端末", _SPREAD).add(self.table, 1)
        self.end()
        self.progress.hide()
        self.which.chosen.connect(lambda _which: self._name_act())

    def refresh(self) -> None:
        from desktop.app.erasures import erasures
        from desktop.app.rotation import other_laptops

        self.sheet.forget()
        self.notice.show_notice("")
        self.workplace.do(other_laptops).then(self._show_laptops, owner=self)
        self.workplace.do(erasures).then(self.table.show_rows, owner=self)

    def rotate(self) -> None:
        """Stop the chosen laptop, if any, and begin a new key."""
        from desktop.app.rotation import rotate

        paper = self.sheet.texts()
        if paper is None:
            return
        if not self.which.value():
            self.notice.show_notice("どの端末をなくしたか、選んでください。", "warning")
            return
        self.progress.show_progress("用紙を確かめています…")
        self.progress.stand_for(self.change)
        lost = None if self.which.value() == NOBODY else self.which.value()
        self.workplace.do(rotate, *paper, lost).then(self._rotated, self._refused, owner=self)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.sheet.forget()

    def _show_laptops(self, laptops: "tuple[DeviceCertificate, ...]") -> None:
        choices = [(each.device_id, tr("端末{letter}", letter=each.letter)) for each in laptops]
        self.which.set_choices([*choices, (NOBODY, tr("端末は止めない（鍵だけ新しくする）"))])
        self._name_act()

    def _name_act(self) -> None:
        only_key = self.which.value() == NOBODY
        self.change.say("鍵を新しくする" if only_key else "端末を止めて、鍵を新しくする")

    def _rotated(self, done: "Rotated") -> None:
        self.progress.end()
        self.refresh()
        self.notice.show_notice(_STOPPED if done.stopped else _RENEWED, "success", letter=done.stopped or "")
        self.workplace.sending.send_now()

    def _refused(self, problem: Problem) -> None:
        self.progress.end()
        self.notice.show_notice("{why}", "warning", why=partial(told, problem))


def _erased_on(spread: "Spread") -> str:
    at = spread.erased_at
    return f"{at.year}/{at.month}/{at.day}" if at else ""


def _missing(spread: "Spread") -> str:
    return "　".join(map(_still, spread.missing))


def _still(one: "StillThere") -> str:
    at = one.last_heard
    when = f"{at.month}/{at.day} {at:%H:%M}" if at else tr("まだ届いていません")
    return f"{one.letter}（{when}）"  # no-tr


_LOST = "なくした端末を止め、これからの記録を、その端末では開けない鍵で守ります。復旧用紙と、手書きのコードが必要です。"
_OLD = "止める前に記録したお名前などは、その端末とパスフレーズの両方を持つ人には、まだ読めることがあります。"
_SPREAD = (
    "来場者の登録を消すと、拠点のすべての端末で消します。まだの端末は、次につながったときに消します。"
    "かっこの中は、その端末の最後の記録の時刻です。"
)
_STOPPED = "端末{letter}を止め、鍵を新しくしました。ほかの端末には、次に送るときに伝わります。"
_RENEWED = "鍵を新しくしました。ほかの端末には、次に送るときに伝わります。"
