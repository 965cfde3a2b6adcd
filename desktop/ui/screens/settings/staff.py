"""担当者: who works here, and as what."""

from functools import partial
from typing import TYPE_CHECKING

from core.facts import Supporter
from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.screens.settings.section import Section
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.free_line import FreeLine
from desktop.ui.widgets.segmented import SegmentedChoice
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.app.staff import StaffWritten

_ROLES = (("supporter", "サポーター"), ("coordinator", "責任者"))


class StaffSection(Section):
    """Add, change the role, retire; what somebody did stays theirs."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.table: DataTable[Supporter] = DataTable(
            "担当者",
            (
                Column("お名前", lambda one: one.display_name, stretch=True),
                Column("役割", lambda one: tr(dict(_ROLES).get(one.role, one.role))),
            ),
            empty="まだ誰も登録していません",
        )
        self.table.setMinimumHeight(theme.px(188))
        self.name, self.role = FreeLine("新しい担当者のお名前"), SegmentedChoice("役割", _ROLES, "supporter")
        self.swap = SecondaryButton("役割を変える", self._swap, icon="swap")
        self.retire = SecondaryButton("担当からはずす", self._retire, icon="close")
        present = self.card("担当者", "ここにいる方の名前が「担当者を選ぶ」に出ます。記録にも、この名前が残ります。")
        present.add(self.table, 1)
        register = SecondaryButton("サポーターの登録・バッジ", partial(self.shell.go, "supporters"), icon="people")
        present.add(FlowRow(self.swap, self.retire, register))
        new = self.card("新しい担当者")
        self.row(new, "お名前", self.name)
        self.row(new, "役割", self.role)
        new.add(FlowRow(PrimaryButton("加える", self.add, icon="plus")))
        self.end()
        self.name.submitted.connect(lambda _text: self.add())
        self.table.picked.connect(lambda _one: self._offer())

    def refresh(self) -> None:
        from desktop.app.staff import supporters

        self.workplace.do(supporters).then(self._show, owner=self)

    def add(self) -> None:
        """Put the typed name on record."""
        from desktop.app.staff import add_supporter

        self.workplace.do(add_supporter, self.name.text(), self.role.value()).then(self._added, owner=self)

    def _show(self, everybody: list[Supporter]) -> None:
        self.table.show_rows(everybody)
        self._offer()

    def _offer(self) -> None:
        for button in (self.swap, self.retire):
            button.setEnabled(self.table.selected() is not None)

    def _added(self, written: "StaffWritten") -> None:
        from desktop.app.staff import retire_supporter

        one = written.supporter
        self.name.clear()
        self.shell.tell(
            tr("{name}さんを加えました", name=one.display_name),
            lambda: self.workplace.do(retire_supporter, one.supporter_id).then(self._again, owner=self),
        )
        self.refresh()

    def _swap(self) -> None:
        one = self.table.selected()
        if one is not None:
            import msgspec

            other = "supporter" if one.role == "coordinator" else "coordinator"
            changed = msgspec.structs.replace(one, role=other)
            self._write(changed, one, tr("{name}さんの役割を変えました", name=one.display_name))

    def _retire(self) -> None:
        one = self.table.selected()
        if one is not None:
            import msgspec

            gone = msgspec.structs.replace(one, active=0)
            self._write(gone, one, tr("{name}さんを担当からはずしました", name=one.display_name))

    def _write(self, changed: Supporter, before: Supporter, sentence: str) -> None:
        from desktop.app.staff import amend_supporter

        def take_back() -> None:
            self.workplace.do(amend_supporter, before).then(self._again, owner=self)

        def done(_written: "StaffWritten") -> None:
            self.shell.tell(sentence, take_back)
            self.refresh()

        self.workplace.do(amend_supporter, changed).then(done, owner=self)

    def _again(self, _written: "StaffWritten") -> None:
        self.refresh()
