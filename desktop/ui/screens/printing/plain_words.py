"""言いかえの一覧: nothing to choose."""

from typing import TYPE_CHECKING

from desktop.ui.screens.printing.options import Options
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Asked, Workplace

if TYPE_CHECKING:
    from desktop.app.paper import Paper


class PlainWordsOptions(Options):
    """The same sheet for every place and day."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.column.addWidget(
            Text(
                "「タップ」「アカウント」などを、ふだんのことばで言いかえた表です。テーブルに置いて使います。",
                "caption",
            )
        )
        self.column.addStretch()

    def asked(self) -> "Asked[Paper] | None":
        from desktop.app.plain_words import plain_words_paper

        return self.workplace.do(plain_words_paper)
