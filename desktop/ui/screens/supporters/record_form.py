"""The record of a supporter, new or changed: who they are and what they offer."""

import re
from collections.abc import Callable, Sequence

import msgspec

from core import supporter_words
from core.catalogue import Group
from core.facts import Supporter
from core.kinds import SupporterFields
from desktop.app.supporters import fields_of
from desktop.ui.age_bands import band_text
from desktop.ui.i18n import named, tr
from desktop.ui.screens.supporters.form import SmallForm
from desktop.ui.screens.supporters.model import ROLES, day_text, places_text
from desktop.ui.widgets.dropdown import DropDown
from desktop.ui.widgets.fields import LineField
from desktop.ui.widgets.free_line import FreeLine
from desktop.ui.widgets.marks import Marks
from desktop.ui.widgets.segmented import SegmentedChoice

_NEW = SupporterFields(display_name="")


class RecordForm(SmallForm):
    """`fields()` is what stands there. Places are typed by name or code."""

    def __init__(self, before: Supporter | None, groups: Sequence[Group], leave: Callable[[], object]) -> None:
        super().__init__("登録を直す" if before else "サポーターを登録する", leave)
        self._before = fields_of(before) if before else _NEW
        self.name, self.kana = FreeLine("お名前"), FreeLine("ふりがな")
        self.role = SegmentedChoice("役割", tuple(ROLES.items()), self._before.role)
        self.band, self.since = DropDown("年代"), LineField("登録日", tr("空なら今日"))
        self.attributes = Marks("属性", _titled(supporter_words.attributes()))
        self.weekdays = Marks("曜日", _titled(supporter_words.WEEKDAYS))
        self.strengths = Marks("得意なこと", [(each.code, named(each)) for each in groups])
        self.places = FreeLine("市区町村", tr("小金井市、西東京市 のように"))
        self._arrange()
        self._show()

    def fields(self) -> SupporterFields:
        """As the use case wants it."""
        return msgspec.structs.replace(
            self._before,
            display_name=self.name.text(),
            kana=self.kana.text(),
            role=self.role.value(),
            age_band=self.band.value(),
            registered_on=self.since.text().strip().replace("/", "-") or None,
            attributes=self.attributes.values(),
            weekdays=tuple(map(int, self.weekdays.values())),
            strengths=self.strengths.values(),
            municipalities=tuple(filter(None, re.split(r"[\s、,，]+", self.places.text()))),
        )

    def _arrange(self) -> None:
        for band in supporter_words.BANDS:
            self.band.addItem(band_text(band), band.value)
        self.row("お名前", self.name)
        self.row("ふりがな", self.kana)
        self.row("役割", self.role)
        self.row("年代", self.band)
        self.row("登録日", self.since)
        self.row("属性", self.attributes)
        self.row("市区町村", self.places)
        self.row("曜日", self.weekdays)
        self.row("得意なこと", self.strengths)
        self.finish(self.name)

    def _show(self) -> None:
        before = self._before
        self.name.setText(before.display_name)
        self.kana.setText(before.kana or "")
        self.band.set_value(before.age_band)
        self.since.setText(day_text(before.registered_on))
        self.attributes.set_values(before.attributes)
        self.weekdays.set_values(map(str, before.weekdays))
        self.strengths.set_values(before.strengths)
        self.places.setText(places_text(" ".join(before.municipalities)))


def _titled(words: Sequence[supporter_words.Word]) -> list[tuple[str, str]]:
    return [(each.code, named(each)) for each in words]
