"""「次の方を呼ぶ」, and where there is a choice: of which session, to which table."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app.calling import CallingPlaces, calling_places
from desktop.ui.calling.caller import Caller
from desktop.ui.i18n import tr
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.dropdown import DropDown
from desktop.ui.widgets.flow import FlowRow


class CallBar(QWidget):
    """`fetch` asks which sessions are open. What was chosen stays chosen while it is there."""

    def __init__(self, caller: Caller, *, icon: str = "sound_on") -> None:
        super().__init__()
        self._caller = caller
        self.next = SecondaryButton("次の方を呼ぶ", self.press, icon=icon)
        self.session, self.table = (
            DropDown("どの回の方を呼ぶか", letters=6),
            DropDown("どのテーブルへ呼ぶか", letters=5),
        )
        self._pause = QTimer(self, singleShot=True)
        self.setLayout(FlowRow(self.next, self.session, self.table, gap=8))
        self._offer(CallingPlaces((), 0))

    def press(self) -> None:
        """A person called: one press, or a hasty double one, calls one visitor."""
        if not self._pause.isActive():
            self.call_next()
        self._pause.start(QApplication.doubleClickInterval())

    def call_next(self) -> None:
        """Call who has waited longest."""
        self._caller.call_next(self.session.value() or None, self.to_table())

    def to_table(self) -> str | None:
        """The chosen table."""
        return self.table.value() or None

    def fetch(self) -> None:
        """Ask anew."""
        self._caller.workplace.do(calling_places).then(self._offer, owner=self)

    def _offer(self, places: CallingPlaces) -> None:
        titles = [(each.title, each.session_id) for each in places.sessions]
        tables = [(tr("テーブル {table}", table=number), str(number)) for number in range(1, places.tables + 1)]
        _fill(self.session, [(tr("すべての回"), ""), *titles])
        _fill(self.table, [(tr("テーブルなし"), ""), *tables])
        self.session.setVisible(len(titles) > 1)
        self.table.setVisible(bool(tables))


def _fill(box: DropDown, entries: list[tuple[str, str]]) -> None:
    chosen = box.value()
    box.clear()
    for text, value in entries:
        box.addItem(text, value)
    box.set_value(chosen)
