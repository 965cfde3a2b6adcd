"""本部へ送る with records kept apart and a copied disk met: made up, as headquarters would answer it."""

from functools import partial
from typing import cast

from core.segment import segment_hash
from core.surprises import Surprise
from core.wire import EventAnswer, Receipt, SegmentAnswer
from desktop.app.desk import Desk
from desktop.storage import occurrences
from desktop.ui.screens.sending.view import SendScreen
from tools.screenshot_stage import Stage


def kept_apart(stage: Stage) -> None:
    """The page 保留, one record chosen."""
    _show(stage, "apart")


def copied(stage: Stage) -> None:
    """The first page, which tells of both."""
    _show(stage, "hq")


def _show(stage: Stage, page: str) -> None:
    screen = cast(SendScreen, stage.open("send"))
    stage.workplace.do(_make).then(partial(_choose, screen, page), owner=screen)
    stage.rest()


def _choose(screen: SendScreen, page: str, _made: None) -> None:
    screen.choose(page)


def _make(desk: Desk) -> None:
    """Once: the first own records that were not sent yet are kept apart."""
    outbox = desk.store.outbox
    if outbox.refused():
        return
    outbox.cut_segments()
    sent = outbox.outgoing(1)
    answers = tuple(EventAnswer(seq, "quarantined", why) for seq, why in _REASONS)
    receipt = Receipt(
        desk.identity.site_id, desk.identity.device_id, (), (segment_hash(sent.segments[0]),), (), 1, desk.now
    )
    outbox.accept(sent, receipt, (SegmentAnswer(segment_hash(sent.segments[0]), answers),))
    with desk.store.db.atomic():
        occurrences.note(desk.store.db, Surprise.CLONED, 12, desk.now)


_REASONS = ((3, "my_number"), (4, "unreadable"), (5, "unreadable"), (6, "not_certified"))
