"""The sheet of everyday words for the tables."""

from core.everyday_words import everyday_words
from desktop.app.desk import Desk
from desktop.app.paper import Paper


def plain_words_paper(_desk: Desk) -> Paper:
    """言いかえの一覧, the same for every place and day."""
    from desktop.printing.plain_words_sheet import TITLE, plain_words_pdf

    return Paper(TITLE, f"{TITLE}.pdf", lambda: plain_words_pdf(everyday_words()))
