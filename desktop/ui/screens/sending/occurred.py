"""Copied disks and restored backups, each in a sentence with what to do, until somebody has seen it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.i18n import tr
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.frames import Notice
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.app.occurrences import OccurrenceLine


class Occurred(QWidget):
    """Hidden where there is nothing to tell. わかりました puts one away, 取り消す shows it again."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.notices: list[Notice] = []
        self.seen: list[SecondaryButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.hide()

    def refresh(self) -> None:
        """Fetch what nobody has put away."""
        from desktop.app.occurrences import occurrences

        self._workplace.do(occurrences).then(self._show, owner=self)

    def _show(self, lines: "tuple[OccurrenceLine, ...]") -> None:
        for part in (*self.notices, *self.seen):
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.seen = [SecondaryButton("わかりました", partial(self._put_away, line)) for line in lines]
        self.notices = [Notice() for _ in lines]
        for notice, button, line in zip(self.notices, self.seen, lines, strict=True):
            self._column.addWidget(notice)
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
            notice.show_notice("{told}", "warning", told=partial(_words, line))
        self.setVisible(bool(lines))

    def _put_away(self, line: "OccurrenceLine") -> None:
        from desktop.app.occurrences import put_occurrence_away

        done = self._workplace.do(put_occurrence_away, line.position)
        done.then(partial(self._away, line), owner=self)

    def _away(self, line: "OccurrenceLine", _done: None) -> None:
        self._workplace.shell.tell(tr("お知らせを片付けました"), partial(self._take_back, line))
        self.refresh()

    def _take_back(self, line: "OccurrenceLine") -> None:
        from desktop.app.occurrences import show_occurrence_again

        self._workplace.do(show_occurrence_again, line.position).then(lambda _done: self.refresh(), owner=self)


def _words(line: "OccurrenceLine") -> str:
    when = tr("{month}月{day}日", month=line.at.month, day=line.at.day)
    sentence = tr(line.told.sentence, n=line.records)
    return tr("{when}：{sentence}{next_step}", when=when, sentence=sentence, next_step=tr(line.told.next_step))
