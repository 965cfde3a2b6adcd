"""同じ方ですか: two records side by side, what will stand, and the button that merges them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.app.person_file import PersonFile
from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.screens.people.model import compared, who
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton, TextButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, Notice, StatusPill
from desktop.ui.widgets.text import Kind, Text

_STANDS = (
    "まとめると、左の「{who}」の登録がのこります。カードはどちらも使えます。来場は合わせて{n}回です。"
    "右の登録は「合わせた登録」に入り、いつでも別の方に戻せます。"
)
_KEPT, _GONE = 1, 2


class ComparePanel(Card):
    """`kept` stands for both once they are merged."""

    def __init__(
        self,
        kept: PersonFile,
        gone: PersonFile,
        *,
        merge: Callable[[], object],
        swap: Callable[[], object],
        leave: Callable[[], object],
    ) -> None:
        super().__init__("同じ方ですか")
        self._leave = leave
        self._show(kept, gone)
        visits = kept.visit_count + gone.visit_count
        self.add(Notice(tr(_STANDS, who=who(kept.person, kept.cards), n=visits), "info"))
        self.merge = PrimaryButton("まとめる", merge, icon="people")
        self.swap = SecondaryButton("左右を入れかえる", swap, icon="swap")
        choice = QWidget()
        choice.setLayout(FlowRow(self.merge, self.swap, TextButton("やめる", leave)))
        self.add(choice)
        self.body.addStretch()
        self.setFocusProxy(self.merge)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def _show(self, kept: PersonFile, gone: PersonFile) -> None:
        is_large = theme.scale() >= theme.LARGE  # then a label stands above what it names
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4 if is_large else 8)
        grid.setColumnStretch(_KEPT, 1)
        grid.setColumnStretch(_GONE, 1)
        left = Qt.AlignmentFlag.AlignLeft
        grid.addWidget(StatusPill("のこる登録", "success"), 0, _KEPT, left)
        grid.addWidget(StatusPill("まとめる登録", "quiet", "people"), 0, _GONE, left)
        for place, row in enumerate(compared(kept, gone), 1):
            kind: Kind = "strong" if row.differs else "body"
            label, top = Text(row.title, "muted", wrap=False), Qt.AlignmentFlag.AlignTop
            if is_large:
                label.setContentsMargins(0, 8, 0, 0)
                grid.addWidget(label, 2 * place - 1, _KEPT, 1, 2)
            else:
                grid.addWidget(label, 2 * place, 0, top)
            grid.addWidget(Text(row.kept or "-", kind), 2 * place, _KEPT, top)
            grid.addWidget(Text(row.gone or "-", kind), 2 * place, _GONE, top)
        self.add(grid)
        self.add(Text("太い字のところが、ちがっています。", "muted"))
