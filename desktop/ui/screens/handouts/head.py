"""What belongs to no line: for which topics, whose page the QR opens, when it must be checked again."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.catalogue import Topic
from desktop.ui.i18n import named, tr
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.dropdown import DropDown
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.free_line import FreeLine
from desktop.ui.widgets.labelled import Labelled


class HeadForm(QWidget):
    """`edited` at any change."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._topics: tuple[str, ...] = ()
        self._known: dict[str, Topic] = {}
        self.url, self.check_by, self.en = FreeLine("ページの住所"), FreeLine("見直す日"), FreeLine("英語の名前")
        self.add_topic = DropDown("相談内容を足す")
        self._chosen = QWidget()
        self._row = FlowRow(gap=4)
        self._chosen.setLayout(self._row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        fields = (
            ("ページの住所", self.url),
            ("見直す日", self.check_by),
            ("英語の名前", self.en),
            ("相談内容を足す", self.add_topic),
        )
        for label, part in fields:
            column.addWidget(Labelled(label, part))
        column.addWidget(self._chosen)
        for line in (self.url, self.check_by, self.en):
            line.textChanged.connect(lambda _text: self.edited.emit())
        self.add_topic.activated.connect(lambda _place: self._add(self.add_topic.value()))

    @property
    def topics(self) -> tuple[str, ...]:
        """For which topics it is."""
        return self._topics

    def show_topics(self, known: Sequence[Topic]) -> None:
        """What can be chosen."""
        self._known = {topic.code: topic for topic in known}
        self.add_topic.clear()
        self.add_topic.addItem(tr("選んでください"), "")
        for topic in known:
            self.add_topic.addItem(named(topic), topic.code)
        self.set_topics(self._topics)

    def set_topics(self, topics: tuple[str, ...]) -> None:
        """Chosen are these; a touch on one takes it out."""
        self._topics = topics
        while (item := self._row.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for code in topics:
            topic = self._known.get(code)
            button = Button("{title}", partial(self._take_out, code), icon="close")
            button.say("{title}", title=named(topic) if topic else code)
            button.hint("この相談内容から外す")
            self._row.addWidget(button)

    def _add(self, code: str) -> None:
        self.add_topic.setCurrentIndex(0)
        if code and code not in self._topics:
            self.set_topics((*self._topics, code))
            self.edited.emit()

    def _take_out(self, code: str) -> None:
        self.set_topics(tuple(each for each in self._topics if each != code))
        self.add_topic.setFocus()
        self.edited.emit()
